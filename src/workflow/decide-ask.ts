// Putting the question: everything judged "ask" goes to people at once, as one question on one card, contradictions in view.
import type { RunEvent } from '../contracts/event.ts'
import { type Conflict, conflictsOf } from './conflicts.ts'
import { nextDecisionId } from './decide-results.ts'
import type { RunState, StepRecord } from './state.ts'

export function decideAsk(state: RunState, now: number): RunEvent[] {
  if (state.phase !== 'open') return []
  const conflicts = conflictsOf(state)
  const question = state.question + 1
  return Object.values(state.steps).flatMap((step): RunEvent[] => {
    if (step.status !== 'judged' || !step.record) return []
    const { record } = step
    const conflict = conflicts.find(({ mine }) => mine.step === record.step)
    return [
      {
        at: now,
        body: {
          type: 'decision.opened',
          decision_id: state.decisions[record.decision_id] ? nextDecisionId(state, record.step) : record.decision_id,
          step: record.step,
          revision: 1,
          question,
          reasons: [
            ...askedBefore(state, record),
            ...changedSince(state, record),
            ...(conflict ? [sentence(conflict)] : []),
            ...record.gate.reasons,
          ],
          deadline: now + (state.config.policy.deadlines.by_step[record.step] ?? state.config.policy.deadlines.default),
          against: conflict?.resolved === 'person' ? conflict.other.decision_id : null,
        },
        sealed: null,
      },
    ]
  })
}

function sentence({ mine, other, resolved, because }: Conflict): string {
  const sides = `${mine.agent} says ${mine.decision} (${mine.confidence.toFixed(2)}), ${other.agent} says ${other.decision} (${other.confidence.toFixed(2)})`
  return resolved === 'person' ? `Two agents contradict each other: ${sides}; ${because}` : `${sides}; ${because}`
}

/** Something a person approved ahead of time has changed since: say so first. */
function changedSince(state: RunState, record: StepRecord): string[] {
  const carried = state.carried[record.step]
  return carried && carried.fingerprint !== record.fingerprint
    ? [`Changed since <@${carried.by}> approved it: this is not what was shown then`]
    : []
}

/** What was decided here was taken back. */
function askedBefore(state: RunState, record: StepRecord): string[] {
  return state.decisions[record.decision_id] ? ['It was decided before, and taken back: what now?'] : []
}
