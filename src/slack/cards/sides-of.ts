// Who is on which side of a question that two must agree on, each side by the words of its button.
import { actionWords, toWords } from '../../../blocks/action-words.ts'
import type { ConflictData, QuestionData } from '../../../blocks/card-data.ts'
import type { DecisionState, RunState } from '../../workflow/state.ts'

export function sidesOf(
  state: RunState,
  { record, approvals }: DecisionState,
  conflict: ConflictData | null,
): QuestionData['approvals'] {
  const yes = toWords(actionWords(record.decision, state.number).label)
  const choose = conflict?.other.choose
  const isOwn = choose?.target.run === state.run_id
  // On a card with two sides a rejection is the other side, unless that only says no.
  const no =
    isOwn && choose.target.verdict === 'reject' && !choose.label.startsWith('Not:') ? toWords(choose.label) : null
  const other = isOwn && choose.target.verdict === 'approve' ? state.decisions[choose.target.decision] : undefined
  return [
    ...approvals.map(({ by, at, side }) => ({ by, at, to: side === 'yes' ? yes : (no ?? 'reject') })),
    ...(other?.approvals ?? [])
      .filter(({ side }) => side === 'yes')
      .map(({ by, at }) => ({ by, at, to: toWords(choose?.label ?? '') })),
  ].sort((a, b) => a.at - b.at)
}
