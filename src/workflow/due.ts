// When a question must be answered: what the policy gives people, or earlier where a parcel leaves or a buyer waits.
import { cutOffFor } from '../calendar/cut-off.ts'
import { type BusinessMoment, deadlineFor, SHORTEST_ANSWER } from '../calendar/deadline.ts'
import { replyDueFor } from '../calendar/reply-rule.ts'
import { MINUTE } from '../contracts/clock.ts'
import { hoursOf } from '../contracts/hours.ts'
import type { RunState, StepState } from './state.ts'

/** `words` say what cannot be moved: "ships by 14:00 (Hong Kong)"; empty where only the policy sets the time. */
export type Due = { deadline: number; due: { hard: boolean; words: string } }

/** Between an answer and the parcel's departure: packing, and what the answer sets in motion. */
const BEFORE_DEPARTURE_MS = 30 * MINUTE
/** Between an answer and the message's arrival: the wait in which it can still be stopped. */
const BEFORE_REPLY_MS = 5 * MINUTE

/** What reaches the customer in writing. */
const WRITES: ReadonlySet<string> = new Set(['notify'])

export function dueFor(state: RunState, step: string, now: number): Due {
  const { deadlines, hours } = state.config.policy
  const asked = state.steps[step]
  const time_zone = hoursOf(hours, asked?.plan.team ?? null).time_zone
  const isLetter = WRITES.has(asked?.record?.decision ?? '')
  const { at, hard, words } = deadlineFor({
    now,
    default_ms: deadlines.by_step[step] ?? deadlines.default,
    hard: isLetter ? replies(state) : departures(state, asked, { now, time_zone }),
    margin_ms: isLetter ? BEFORE_REPLY_MS : BEFORE_DEPARTURE_MS,
    time_zone,
  })
  return { deadline: at, due: { hard, words: hard ? words : '' } }
}

/** What comes after the shipment (tier 3) holds no parcel up. A collection nobody can answer in time for is left to the next one. */
function departures(
  state: RunState,
  asked: StepState | undefined,
  { now, time_zone }: { now: number; time_zone: string },
): BusinessMoment[] {
  const { order, config } = state
  if (!order || asked?.plan.tier === 3) return []
  const leaves = order.ship_by === null ? [] : [departure(Date.parse(order.ship_by), time_zone)]
  const next = cutOffFor(config.policy.cut_offs, order, now + SHORTEST_ANSWER)
  return next ? [...leaves, departure(next.at, next.cut_off.time_zone)] : leaves
}

function departure(at: number, time_zone: string): BusinessMoment {
  return { kind: 'cut_off', at, what: 'ships', time_zone }
}

function replies({ order, received_at, config }: RunState): BusinessMoment[] {
  const due = order && replyDueFor(config.policy.reply_rules, order, received_at)
  return due
    ? [{ kind: 'reply_rule', at: due.at, what: due.rule.name ?? 'reply due', time_zone: due.rule.time_zone }]
    : []
}
