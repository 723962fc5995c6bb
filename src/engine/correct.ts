// "This was wrong": the evidence is corrected in the run itself, and where repairs are switched on a person is asked what to do now.
import type { ActionStatus } from '../contracts/action.ts'
import type { PersonsRequest } from '../contracts/fact.ts'
import type { RunState } from '../workflow/state.ts'
import type { Engine } from './engine.ts'
import type { createIntervene } from './intervene.ts'
import type { EngineParts } from './parts.ts'
import { requestedRunId } from './request-run.ts'

/** The workflow of the topology that says what to do about something that was wrong. */
const WORKFLOW = 'repair'

const STANDS: ReadonlySet<ActionStatus> = new Set(['started', 'unknown', 'succeeded'])

export function createCorrect(
  parts: Pick<EngineParts, 'current' | 'inForce'>,
  { intervene, requestRun }: { intervene: ReturnType<typeof createIntervene>; requestRun: Engine['requestRun'] },
): Engine['correct'] {
  async function areOn(): Promise<boolean> {
    const repairs = parts.current.workflows[WORKFLOW]
    return repairs !== undefined && ((await parts.inForce()).workflows[WORKFLOW] ?? repairs.enabled)
  }

  return async ({ run_id, decision_id, by, reason_code, severity, note }) => {
    const named = { workflow: WORKFLOW, like: run_id, key: decision_id }
    const repair = (await areOn()) ? requestedRunId(named) : null
    const input = { type: 'correct' as const, decision_id, by, reason_code, severity, note, repair }
    const corrected = await intervene({ run_id, by, input })
    if (!corrected || corrected.outcome === 'forbidden') return corrected && { ...corrected, repair: null }
    // Also when it was called wrong before: its repair may not have come to be, and asking twice is one run.
    const known = corrected.state.corrections[decision_id]?.repair ?? null
    const about = known === null ? null : aboutOf(corrected.state, decision_id)
    if (about) await requestRun({ ...named, request: { by, note: note ?? '', about } })
    return { ...corrected, repair: known }
  }
}

function aboutOf(state: RunState, decisionId: string): PersonsRequest['about'] {
  const decision = state.decisions[decisionId]
  const record =
    decision?.record ?? Object.values(state.steps).find(({ record }) => record?.decision_id === decisionId)?.record
  if (!record) return null
  return {
    run_id: state.run_id,
    decision_id: decisionId,
    agent: record.agent,
    action: record.decision,
    params: decision?.params ?? record.params,
    reason_code: state.corrections[decisionId]?.reason_code ?? 'other',
    done: Object.values(state.actions)
      .filter(({ status }) => STANDS.has(status))
      .map(({ action }) => action),
  }
}
