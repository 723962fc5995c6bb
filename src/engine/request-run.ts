// A live run that a person asked for: a review of an order, or the repair of what was wrong. Asking twice with one key is one run.
import { AppError } from '../contracts/app-error.ts'
import { childRunId } from '../contracts/ids.ts'
import type { Engine } from './engine.ts'
import type { EngineParts } from './parts.ts'
import { foldRun } from './session.ts'
import { startOf } from './take-in.ts'

/** The id a run gets that a person asks for over the order of `like`. */
export function requestedRunId({ workflow, like, key }: { workflow: string; like: string; key: string }): string {
  return childRunId(like, `${workflow}#${key}`)
}

export function createRequestRun(
  parts: Pick<EngineParts, 'current' | 'clock' | 'ledger' | 'jobs'>,
): Engine['requestRun'] {
  return async ({ workflow, like, request, key, of = like }) => {
    if (!parts.current.workflows[workflow])
      throw new AppError('workflow.none', `there is no workflow "${workflow}" in the topology file`)
    const [stored] = await parts.ledger.load([like], 'verdict')
    if (!stored) return null
    const { order, kind } = foldRun(stored)
    if (kind !== 'live')
      throw new AppError('request.practice', 'this is a practice case: nothing of it is done for real')
    if (!order) throw new AppError('order.erased', 'the order was erased from the record')
    const run_id = requestedRunId({ workflow, like: of, key })
    const append = startOf(parts, { run_id, workflow, kind: 'live', order, refs: [], facts: null, request })
    const result = await parts.ledger.append(append, 'verdict')
    if (result.status === 'refused') throw new AppError('record.refused', result.because)
    await parts.jobs.hint('advance', [run_id])
    return run_id
  }
}
