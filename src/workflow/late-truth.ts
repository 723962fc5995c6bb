// Which decision of a run the world has spoken about. A small table, so that everybody can see what is held against whom.
import type { EventBody } from '../contracts/event.ts'
import type { LateOutcome, OutcomeKind } from '../contracts/outcome.ts'
import type { RunState } from './state.ts'

type Blame = {
  /** The action that should not have been taken, first one of these that was. */
  actions: readonly string[]
  severity: 1 | 2
}

const BLAME: Readonly<Record<OutcomeKind, Readonly<Partial<Record<LateOutcome['about'], Blame>> & { other: Blame }>>> =
  {
    chargeback: {
      other: { actions: ['release'], severity: 2 },
      not_received: { actions: ['ship', 'route'], severity: 2 },
      not_as_described: { actions: ['ship'], severity: 2 },
    },
    dispute: {
      other: { actions: ['release'], severity: 2 },
      not_received: { actions: ['ship', 'route'], severity: 2 },
      not_as_described: { actions: ['ship'], severity: 2 },
    },
    wrong_item: { other: { actions: ['ship', 'route'], severity: 1 } },
    complaint: {
      other: { actions: ['notify', 'apologise'], severity: 1 },
      not_received: { actions: ['ship', 'route'], severity: 1 },
      not_as_described: { actions: ['ship'], severity: 1 },
    },
  }

/** Nothing when the run decided nothing of the kind, or has heard it from this delivery before. */
export function learn(said: LateOutcome, delivery: string, state: RunState): EventBody[] {
  if (state.kind !== 'live') return []
  const table = BLAME[said.what]
  const { actions, severity } = table[said.about] ?? table.other
  const [decision_id] = actions.flatMap((action) => tookEffect(state, action))
  if (decision_id === undefined) return []
  const before = state.outcomes[decision_id]
  const wrong = said.standing === 'upheld'
  const isKnown = before?.outcome === said.what && before.standing === said.standing
  if (before?.deliveries.includes(delivery) || isKnown) return []
  // A complaint that comes to nothing says nothing of the chargeback before it.
  if (before?.wrong && !wrong && !speaksOf(before.outcome, said.what)) return []
  const { what: outcome, standing } = said
  return [
    {
      type: 'outcome.learned',
      ...{ decision_id, outcome, standing, wrong, severity: said.severity ?? severity, delivery },
    },
  ]
}

function speaksOf(before: OutcomeKind, now: OutcomeKind): boolean {
  const isMoney = (what: OutcomeKind): boolean => what === 'chargeback' || what === 'dispute'
  return before === now || (isMoney(before) && isMoney(now))
}

/** Decisions for this action that were let through: by a person, or without asking anybody. The last of each step. */
function tookEffect(state: RunState, action: string): string[] {
  return Object.values(state.steps).flatMap(({ plan, record, status }) => {
    const answered = Object.values(state.decisions).filter(({ step }) => step === plan.step)
    const last = answered.at(-1)
    if (last)
      return last.record.decision === action && ['approved', 'edited'].includes(last.status) ? [last.decision_id] : []
    return record?.decision === action && ['clear', 'acting', 'stopped'].includes(status) ? [record.decision_id] : []
  })
}
