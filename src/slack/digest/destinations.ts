// Where digests go and when they were last due there.
import type { DigestPolicy, Week } from '../../contracts/digest.ts'
import { lastDue, lastWeek } from '../../reports/digest/weeks.ts'

export type Destination = { channel: string; market: string | null; time_zone: string }
export type Due = Destination & {
  at: number
  /** The last week that was over then. */
  week: Week
}

/** `home`: the channel where the policy names none; null when there is none yet. */
export function destinations(policy: DigestPolicy, home: string | null): Destination[] {
  const channel = policy.channel ?? home
  const markets = Object.entries(policy.markets).map(([market, own]) => ({
    market,
    channel: own.channel,
    time_zone: own.time_zone ?? policy.time_zone,
  }))
  return [...(channel === null ? [] : [{ channel, market: null, time_zone: policy.time_zone }]), ...markets]
}

/** `lateMs`: what was missed for longer is not sent any more; `/digest` has it. */
export function dueNow(
  policy: DigestPolicy,
  { home, now, lateMs }: { home: string | null; now: number; lateMs: number },
): Due[] {
  return destinations(policy, home).flatMap((each) => {
    const at = lastDue(policy, { now, timeZone: each.time_zone })
    if (now - at >= lateMs) return []
    return [{ ...each, at, week: lastWeek({ now: at, timeZone: each.time_zone }) }]
  })
}
