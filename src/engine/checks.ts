// Runs that look at agents' and reviewers' work: started over a case from the record, answered like any question, never carried out.
import { childRunId } from '../contracts/ids.ts'
import { applyOnce } from './answer.ts'
import type { Engine } from './engine.ts'
import type { createIntervene } from './intervene.ts'
import type { EngineParts } from './parts.ts'
import { applyInput } from './session.ts'
import { startOf } from './take-in.ts'

export function createStartCheck(
  parts: Pick<EngineParts, 'current' | 'clock' | 'ledger' | 'jobs'>,
): Engine['startCheck'] {
  return async ({ check, drawn_with, workflow, order, facts, scripted }) => {
    const { kind } = check
    const { decision_id, times = 0 } = drawn_with
    const run_id = childRunId(drawn_with.run_id, `check/${kind}/${decision_id}${times === 0 ? '' : `/${times}`}`)
    const run_kind = kind === 'audit' || kind === 'double' ? ('audit' as const) : ('seed' as const)
    const start = { run_id, workflow, kind: run_kind, order, refs: [], facts, check, scripted }
    const result = await parts.ledger.append(startOf(parts, start), 'work')
    if (result.status !== 'appended') return { outcome: result.status === 'conflict' ? 'exists' : 'refused' }
    await parts.jobs.hint(run_kind === 'audit' ? 'cards' : 'advance', [run_id])
    return { outcome: 'begun', run_id }
  }
}

export function createAnswerAudit(
  parts: EngineParts,
  { intervene }: { intervene: ReturnType<typeof createIntervene> },
): Engine['answerAudit'] {
  return async ({ run_id, by, says }) => {
    if (says.what === 'found') await tell({ run_id, by, says })
    return intervene({ run_id, by, input: { type: 'audit', by, says } })
  }

  /** The run it is about hears of it first: a crash between the two asks the auditor once more, and nothing is told twice. */
  async function tell({ run_id, by, says }: Parameters<Engine['answerAudit']>[0]): Promise<void> {
    const applied = await intervene({ run_id, by, input: { type: 'look' } })
    if (applied?.outcome !== 'too_late' || says.what !== 'found') return
    const { check, audit, checked } = applied.state
    if (check?.kind !== 'audit' || checked || audit?.stated?.by !== by || check.drawn === null) return
    const { found, reason, severity } = says
    const about = { decision_id: check.of.decision_id, drawn: check.drawn, stated: audit.stated.action, audit: run_id }
    await applyOnce(parts, check.of.run_id, (session) =>
      applyInput(session, { type: 'audited', by, found, reason, severity, ...about }, parts.clock()),
    )
  }
}
