// The words an agent would send: fields of a draft that people read whole, and talk about, before it goes out.
import type { Draft } from '../../../blocks/card-data.ts'
import type { JsonObject } from '../../contracts/json.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'

export function isConversational(state: RunState, { step, decision }: StepRecord): boolean {
  return state.steps[step]?.plan.actions[decision]?.approval === 'conversational'
}

/** Empty for anything but a draft: other payloads stand in words under "Approving …", and exactly under Evidence. */
export function draftOf(state: RunState, record: StepRecord, params: JsonObject): Draft[] {
  if (!isConversational(state, record)) return []
  const fields = state.steps[record.step]?.plan.actions[record.decision]?.editable ?? []
  return fields.flatMap((field) => {
    const value = params[field]
    return typeof value === 'string' && value !== '' ? [{ field, value }] : []
  })
}
