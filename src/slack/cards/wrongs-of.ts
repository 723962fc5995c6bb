// What was decided in a run and can still be called wrong, and what was.
import { actionWords } from '../../../blocks/action-words.ts'
import type { Words, WrongData } from '../../../blocks/card-data.ts'
import { isCorrectable } from '../../workflow/decide-around.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'

export type Correctable = { run: string; decision: string; agent: string; words: Words; rejected: boolean; at: number }

/** Decisions of agents, the newest first: automations only carry out what was decided, unless a person was asked. */
export function correctables(state: RunState): Correctable[] {
  const decided = new Map<string, StepRecord>()
  for (const { record, plan } of Object.values(state.steps))
    if (record && plan.runs === 'agent') decided.set(record.decision_id, record)
  for (const { decision_id, record } of Object.values(state.decisions)) decided.set(decision_id, record)
  return [...decided]
    .filter(([id]) => isCorrectable(state, id))
    .map(([id, record]) => ({
      run: state.run_id,
      decision: id,
      agent: record.agent,
      words: actionWords(record.decision, state.number),
      rejected: state.decisions[id]?.status === 'rejected',
      at: state.decisions[id]?.closed?.at ?? record.at,
    }))
    .sort((a, b) => b.at - a.at)
}

export function wrongsOf(state: RunState): WrongData[] {
  return Object.entries(state.corrections)
    .map(([id, { by, at, reason_code, repair }]) => {
      const record = recordOf(state, id)
      return {
        words: actionWords(record?.decision ?? 'decision', state.number),
        agent: record?.agent ?? 'an agent',
        ...{ by, at, reason: reason_code, repair },
      }
    })
    .sort((a, b) => a.at - b.at)
}

function recordOf(state: RunState, id: string): StepRecord | null {
  const records = Object.values(state.steps).map(({ record }) => record)
  return state.decisions[id]?.record ?? records.find((record) => record?.decision_id === id) ?? null
}
