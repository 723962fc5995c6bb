// How long a shift of the base rate goes unnoticed: the end of the attack that is in the data, and one that is injected.
import { DAY } from '../../src/contracts/clock.ts'
import type { LabelledOrder } from './orders.ts'
import { count, share } from './shares.ts'
import { type Judgement, type Shift, type Streamed, type StreamOptions, stream } from './stream.ts'

const INJECTED: Shift = { after: 200, share: 0.3 }
/** How long the injected shift is watched. */
const WATCHED_MS = 120 * DAY

export type Attack = { from: number; to: number; orders: number; frauds: number }

/** From the first to the last day on which at least half of the orders were fraud; null when there was none. */
export function attackIn(orders: readonly LabelledOrder[]): Attack | null {
  const days = new Map<number, { orders: number; frauds: number }>()
  for (const { at, is_fraud } of orders) {
    const day = Math.floor(at / DAY)
    const before = days.get(day) ?? { orders: 0, frauds: 0 }
    days.set(day, { orders: before.orders + 1, frauds: before.frauds + (is_fraud ? 1 : 0) })
  }
  const bad = [...days].filter(([, { orders: all, frauds }]) => frauds >= all / 2).map(([day]) => day)
  const [first, last] = [bad[0], bad.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [first * DAY, (last + 1) * DAY]
  const within = orders.filter(({ at }) => at >= from && at < to)
  return { from, to, orders: within.length, frauds: count(within, ({ is_fraud }) => is_fraud) }
}

/** What each scope that was granted before the shift did alone after it, until it was taken back or the stream ended. */
export async function delaysAfter({ installation, judgements }: Streamed, shiftAt: number) {
  const events = await installation.record.trust.all()
  const scopes = new Map<string, { action: string; segment: string }>()
  for (const { at, event } of events) {
    const { action, segment } = event.scope
    if (at >= shiftAt) break
    if (event.type === 'granted') scopes.set(`${action}|${segment}`, { action, segment })
    if (event.type === 'demoted') scopes.delete(`${action}|${segment}`)
  }
  return [...scopes.values()].map(({ action, segment }) => {
    const end = events.find(
      ({ at, event }) =>
        at >= shiftAt && event.type === 'demoted' && event.scope.action === action && event.scope.segment === segment,
    )
    const cause = end?.event.type === 'demoted' ? end.event.cause : null
    const until = end?.at ?? Number.POSITIVE_INFINITY
    const isOwn = (one: Judgement) => one.is_alone && one.action === action && one.segment === segment
    const alone = judgements.filter((one) => isOwn(one) && one.at >= shiftAt && one.at <= until)
    const wrong = count(alone, ({ is_right }) => !is_right)
    return {
      // A grant that has run its time is no demotion.
      ...{ action, segment, demoted: cause !== null && cause !== 'expired', cause },
      decisions: alone.length,
      days: Math.max(0, (end?.at ?? judgements.at(-1)?.at ?? shiftAt) - shiftAt) / DAY,
      audits: count(alone, ({ is_audited }) => is_audited),
      ...{ wrong, error: share(wrong, alone.length) },
    }
  })
}

/** The same stream again, with a share of what is held made genuine once enough was held alone. Null when that never happened. */
export async function injectedShift(options: StreamOptions) {
  const isEnough = ({ shiftedFrom, judgements }: Streamed, now: number): boolean => {
    const from = shiftedFrom === null ? null : judgements[shiftedFrom]
    return from != null && now - from.at > WATCHED_MS
  }
  const streamed = await stream({ ...options, shift: INJECTED, isEnough })
  const from = streamed.shiftedFrom === null ? undefined : streamed.judgements[streamed.shiftedFrom]
  if (!from) return null
  return {
    what: `${INJECTED.share * 100} % of what would be held is genuine, after ${INJECTED.after} holds made alone`,
    at: new Date(from.at).toISOString(),
    scopes: await delaysAfter(streamed, from.at),
  }
}
