// What was to be done alone, asked once more right before it begins: a grant that was taken back meanwhile lets nothing more begin.
import type { RunState, StepRecord } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'

/** Of these scheduled actions, those that rest on a level their agent does not have any more. */
export async function unearnedOf(
  { levelOf }: Pick<EngineParts, 'levelOf'>,
  state: RunState,
  ids: readonly string[],
): Promise<string[]> {
  if (state.kind !== 'live') return []
  const found = await Promise.all(
    ids.map(async (id) => {
      const record = state.actions[id]?.status === 'scheduled' ? recordOf(state, id) : null
      if (!record) return []
      const { gate, confidence, amount } = record
      if (gate.level !== 'L2' && gate.level !== 'L3') return []
      const level = await levelOf(gate.scope, { confidence, amount })
      const isEnough = level === 'L3' || (level === 'L2' && gate.answer === 'act_unless_vetoed')
      return isEnough ? [] : [id]
    }),
  )
  return found.flat()
}

function recordOf(state: RunState, id: string): StepRecord | null {
  const asked = state.decisions[id]?.record
  return asked ?? Object.values(state.steps).find(({ record }) => record?.decision_id === id)?.record ?? null
}
