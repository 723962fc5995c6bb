// A deadline passed without an answer: silence is never approval. The order is put on hold (or an optional step skipped), and says so.
import type { RunEvent } from '../contracts/event.ts'
import { childRunId } from '../contracts/ids.ts'
import { schedule, stopContradicted } from './schedule.ts'
import { openDecisions, type RunState } from './state.ts'

const EXPIRED = { reason_code: 'no_answer_in_time' }

export function decideTick(state: RunState, now: number): RunEvent[] {
  const open = openDecisions(state)
  const late = open.filter((decision) => decision.deadline <= now)
  const [first] = late
  if (!first || state.phase !== 'open') return []
  const skips = late.every((decision) => state.steps[decision.step]?.plan.fallback === 'skip')
  const expired = late.map(
    (decision): RunEvent => ({
      at: now,
      body: { type: 'decision.expired', decision_id: decision.decision_id, instead: skips ? 'skipped' : 'hold' },
      sealed: null,
    }),
  )
  if (skips)
    return [
      ...expired,
      ...late.map(
        (decision): RunEvent => ({
          at: now,
          body: { type: 'step.skipped', step: decision.step, because: 'nobody answered in time' },
          sealed: null,
        }),
      ),
    ]
  const others = open.filter((decision) => decision.deadline > now)
  const hold = schedule(
    state,
    { action_id: holdId(state, first.step), step: first.step, action: 'hold', params: EXPIRED, at: now },
    now,
  )
  return [
    ...expired,
    ...others.map(
      (decision): RunEvent => ({
        at: now,
        body: {
          type: 'decision.superseded',
          decision_id: decision.decision_id,
          because: 'the order was held: nobody answered in time',
        },
        sealed: null,
      }),
    ),
    ...stopContradicted(state, 'hold', 'deadline', now),
    ...hold,
    ...(hold.length === 0
      ? [{ at: now, body: { type: 'run.completed' as const, outcome: 'expired' }, sealed: null }]
      : []),
  ]
}

/** The hold is no answer to the question, so it has a key of its own: trying the question again must never run under it. */
function holdId(state: RunState, step: string): string {
  return childRunId(state.run_id, `${step}#held#${state.steps[step]?.serial ?? 0}`)
}
