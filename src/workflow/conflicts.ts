// Contradictions within one run: two agents whose actions exclude each other on the same order, and who should speak first.
import { usdCents } from '../contracts/money.ts'
import type { RunState, StepRecord } from './state.ts'

export type Conflict = {
  /** The side that is asked about. */
  mine: StepRecord
  other: StepRecord
  /** `person`: one card shows both sides. Otherwise policy gives one side the word and the card only mentions the other. */
  resolved: 'person' | 'mine' | 'other'
  because: string
}

/** Every judged proposal that contradicts another agent's present proposal, real or computed ahead; the strongest opposite side only. */
export function conflictsOf(state: RunState): Conflict[] {
  const sides = Object.values(state.steps)
    .filter((step) => step.plan.runs === 'agent' && !isAnswered(state, step.plan.step))
    .flatMap((step) => viewOf(step.record ?? step.ahead))
  return Object.values(state.steps)
    .filter((step) => step.status === 'judged')
    .flatMap((step) => viewOf(step.record))
    .flatMap((record) => {
      const opposite = sides
        .filter((other) => other.step !== record.step && contradict(state, record, other))
        .sort((a, b) => b.confidence - a.confidence || (a.step < b.step ? -1 : 1))[0]
      return opposite ? [resolve(state, record, opposite)] : []
    })
}

/** An agent that gave no answer has no view: the careful action that stands in for it contradicts nobody. */
function viewOf(record: StepRecord | null): StepRecord[] {
  return record === null || (record.fallback !== null && record.fallback.used !== 'rules') ? [] : [record]
}

/** A person has spoken on this step: its agent's view is no longer one side of anything. */
function isAnswered(state: RunState, step: string): boolean {
  return Object.values(state.decisions).some((decision) => decision.step === step && decision.closed !== null)
}

export function contradict(state: RunState, a: Pick<StepRecord, 'decision'>, b: Pick<StepRecord, 'decision'>): boolean {
  const { actions } = state.config
  return (
    (actions[a.decision]?.conflicts_with.includes(b.decision) ?? false) ||
    (actions[b.decision]?.conflicts_with.includes(a.decision) ?? false)
  )
}

function resolve(state: RunState, mine: StepRecord, other: StepRecord): Conflict {
  const { conflicts, rates } = state.config.policy
  const total = state.order?.total ?? mine.amount ?? other.amount
  const cents = total ? usdCents(total, rates) : 0
  if (cents === null || cents > conflicts.person_above_usd * 100)
    return {
      mine,
      other,
      resolved: 'person',
      because: `above US$ ${conflicts.person_above_usd}, contradictions always go to a person`,
    }
  const tiers = [state.steps[mine.step]?.plan.tier ?? 3, state.steps[other.step]?.plan.tier ?? 3] as const
  if (conflicts.resolve === 'priority' && tiers[0] !== tiers[1])
    return {
      mine,
      other,
      resolved: tiers[0] < tiers[1] ? 'mine' : 'other',
      because: `tier ${Math.min(...tiers)} has priority`,
    }
  if (conflicts.resolve === 'confidence' && mine.confidence !== other.confidence)
    return {
      mine,
      other,
      resolved: mine.confidence > other.confidence ? 'mine' : 'other',
      because: 'the higher confidence speaks first',
    }
  return { mine, other, resolved: 'person', because: 'equal standing: a person chooses' }
}
