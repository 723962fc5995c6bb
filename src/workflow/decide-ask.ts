// Putting the question: everything judged "ask" goes to people at once, as one question on one card, contradictions in view.
import { MINUTE } from '../contracts/clock.ts'
import type { RunEvent } from '../contracts/event.ts'
import { type Conflict, conflictsOf } from './conflicts.ts'
import { nextDecisionId } from './decision-id.ts'
import { type Due, dueFor } from './due.ts'
import { refusedIn } from './refusals.ts'
import type { RunState, StepRecord, StepState } from './state.ts'

export function decideAsk(state: RunState, now: number): RunEvent[] {
  if (state.phase !== 'open') return []
  const conflicts = conflictsOf(state)
  // A new version of a draft goes where the old one stands; anything else is a question of its own.
  const judged = Object.values(state.steps).filter((step) => step.status === 'judged')
  const isRevision = judged.every((step) => step.revising !== null)
  const question = isRevision ? state.question : state.question + 1
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
            ...newVersion(state, step),
            ...(step.revising ? [] : askedBefore(state, record)),
            ...changedSince(state, record),
            ...refusedIn(state, record.step).map(({ action, because }) => `"${action}" did not work: ${because}`),
            ...(conflict ? [sentence(conflict)] : []),
            ...record.gate.reasons,
          ],
          ...dueOf(state, step, now),
          against: conflict?.resolved === 'person' ? conflict.other.decision_id : null,
          rival: null,
          revises: step.revising?.decision_id ?? null,
        },
        sealed: null,
      },
    ]
  })
}

/** Whoever asked for changes has at least this long to read what came of it. */
const KEPT_MS = 15 * MINUTE

/** A new version is the same question: sending a draft back and forth moves no deadline, as long as there is time to read it. */
function dueOf(state: RunState, { plan, revising }: StepState, now: number): Due {
  const fresh = dueFor(state, plan.step, now)
  const before = state.decisions[revising?.decision_id ?? '']
  if (!before || fresh.due.hard) return fresh
  return { ...fresh, deadline: Math.max(before.deadline, Math.min(now + KEPT_MS, fresh.deadline)) }
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

/** Somebody asked for changes: what came of it, said first. */
function newVersion(state: RunState, { revising, record, feedback }: StepState): string[] {
  const last = feedback.at(-1)
  const before = revising ? state.decisions[revising.decision_id] : undefined
  if (!before || !last) return []
  const isSame = before.record.fingerprint === record?.fingerprint
  return [
    isSame
      ? `<@${last.by}> asked for changes, and the agent came back with the same: edit it yourself, or reject it`
      : `Version ${feedback.length + 1}, changed as <@${last.by}> asked`,
  ]
}

/** What was decided here was taken back. */
function askedBefore(state: RunState, record: StepRecord): string[] {
  return state.decisions[record.decision_id] ? ['It was decided before, and taken back: what now?'] : []
}
