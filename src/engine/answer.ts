// A person's answer: who may is asked now, what it counts as is ruled, and it is durable before anybody is told so.
import { AppError } from '../contracts/app-error.ts'
import type { VerdictRequest } from '../contracts/verdict.ts'
import type { StoredRun } from '../ledger/ledger.ts'
import { ruleVerdict } from '../workflow/rule-verdict.ts'
import type { RunState } from '../workflow/state.ts'
import { commit } from './commit.ts'
import type { Answer } from './engine.ts'
import type { EngineParts } from './parts.ts'
import { permissionFor } from './permission.ts'
import { applyInput, openSession, type Session } from './session.ts'

const MAX_TRIES = 20

export function createAnswer(parts: EngineParts): (request: VerdictRequest) => Promise<Answer> {
  return async (request) => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const [stored] = await parts.ledger.load([request.run_id], 'verdict')
      if (!stored) return { outcome: 'unknown' }
      const answer = await answerOnce(request, stored)
      if (answer !== 'conflict') return answer
    }
    throw new AppError('record.busy', 'the order kept changing while the answer was being recorded')
  }

  async function answerOnce(request: VerdictRequest, stored: StoredRun): Promise<Answer | 'conflict'> {
    const session = openSession(stored)
    const { state } = session
    const ruling = ruleVerdict(request, state)
    if (ruling.ruling === 'unknown') return { outcome: 'unknown' }
    if (ruling.ruling !== 'counts') return { outcome: ruling.ruling, ruling, state }
    const { record } = ruling.decision
    const permission = await permissionFor(parts, state, { by: request.by, amount: record.amount })
    if (!permission.allowed) return { outcome: 'forbidden', because: permission.because, who: permission.who, state }
    const evidence_opened = await parts.ledger.queries.evidenceOpened(request.decision_id, request.by)
    applyInput(session, { type: 'verdict', request: checked(request, record.decision), evidence_opened }, parts.clock())
    const result = await commit(parts, session, { lane: 'verdict' })
    if (result.status === 'refused') throw new AppError('record.refused', result.because)
    if (result.status !== 'appended') return 'conflict'
    await parts.jobs.hint('advance', [request.run_id])
    return { outcome: 'counted', status: ruling.status, state: session.state }
  }

  /** An edited payload must fit its action before it can become one. */
  function checked(request: VerdictRequest, action: string): VerdictRequest {
    if (request.kind !== 'edit') return request
    const params = parts.actions[action]?.params.safeParse(request.params)
    if (!params?.success)
      throw new AppError(
        'verdict.params',
        `the edited values do not fit "${action}": ${params?.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ') ?? 'unknown action'}`,
      )
    return { ...request, params: params.data }
  }
}

/** Applies a small input to a run through the verdict lane; null when the run is unknown, `changed` false when it gave rise to nothing. */
export async function applyOnce(
  parts: EngineParts,
  runId: string,
  input: (session: Session) => Promise<void> | void,
): Promise<{ changed: boolean; state: RunState } | null> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const [stored] = await parts.ledger.load([runId], 'verdict')
    if (!stored) return null
    const session = openSession(stored)
    await input(session)
    if (session.pending.length === 0) return { changed: false, state: session.state }
    const result = await commit(parts, session, { lane: 'verdict' })
    if (result.status === 'refused') throw new AppError('record.refused', result.because)
    if (result.status === 'appended') {
      await parts.jobs.hint('advance', [runId])
      return { changed: true, state: session.state }
    }
  }
  throw new AppError('record.busy', 'the order kept changing while the answer was being recorded')
}
