// Asks the record for everything one digest is made of.

import { isoWeekOf, weekName } from '../../calendar/iso-week.ts'
import { weekStart } from '../../calendar/weeks.ts'
import type { AnyAgent } from '../../contracts/agent.ts'
import type { Digest, DigestPolicy, Week } from '../../contracts/digest.ts'
import type { DigestRecord } from '../../ledger/digest.ts'
import type { TrustStore } from '../../ledger/trust.ts'
import { answeredAt } from '../../trust/cases.ts'
import { type ActionRisks, consideredBy } from '../../trust/considered.ts'
import { digestOf } from './digest.ts'
import { boundsUpTo, weeksOn } from './weeks.ts'

/** `overridesIn`: from when to when what an admin granted around the gate is told, where that is not the week. */
export type DigestQuery = { week: Week; market: string | null; overridesIn?: Pick<Week, 'from' | 'to'> }
export type ReadDigest = (query: DigestQuery) => Promise<Digest>

const TREND_WEEKS = 8
/** How far back places are compared: one week has too few cases of most. */
const PLACES_WEEKS = 4
const BASELINE_WEEKS = 4

export function createReadDigest(parts: {
  ledger: { digest: DigestRecord; trust: Pick<TrustStore, 'all' | 'evidence'> }
  registry: readonly Pick<AnyAgent, 'name' | 'kind'>[]
  actions: ActionRisks
  /** Whose approvals of a time say anything: what the gate goes by too. */
  trusted(moments: readonly number[]): Promise<(userId: string, at: number) => boolean>
  policy: Pick<DigestPolicy, 'minutes_per_decision' | 'baseline'>
}): ReadDigest {
  const { ledger, registry, actions, policy } = parts
  const judges = [...new Set(registry.filter(({ kind }) => kind === 'agent').map(({ name }) => name))]

  return async ({ week, market, overridesIn = week }) => {
    const since = await ledger.digest.since()
    const all = boundsUpTo(week, TREND_WEEKS)
    // Weeks before the record began say nothing; the week that was asked for stays.
    const bounds = all.filter((_, index) => index >= all.length - 2 || (all[index + 1] ?? 0) > (since ?? week.to))
    const baseline = baselineOf(week, since)
    const compared = weeksOn(week.from, 1 - PLACES_WEEKS, week.time_zone)
    const [weeks, before, details, places, evidence, trust] = await Promise.all([
      ledger.digest.weeks({ bounds, market, judges }),
      baseline.is === 'record' ? ledger.digest.weeks({ bounds: [baseline.from, baseline.to], market, judges }) : null,
      ledger.digest.details({ from: week.from, to: week.to, market }),
      ledger.digest.places({ from: compared, to: week.to }),
      ledger.trust.evidence({}),
      ledger.trust.all(),
    ])
    const trustedBy = await parts.trusted(evidence.map(answeredAt))
    const names = bounds.slice(0, -1).map((at) => weekName(isoWeekOf(at, week.time_zone)))
    return digestOf({
      week,
      market,
      overridesIn,
      names,
      weeks,
      baseline,
      before,
      details,
      places,
      evidence,
      consideredOf: consideredBy(actions, trustedBy),
      trust,
      judges,
      policy,
    })
  }
}

/** The first four weeks of the record: nothing to compare with before they are over, nor with themselves. */
function baselineOf(week: Week, since: number | null): Digest['baseline'] {
  if (since === null) return { is: 'none', because: 'young' }
  const from = weekStart(since, week.time_zone)
  const to = weeksOn(from, BASELINE_WEEKS, week.time_zone)
  return week.from >= to ? { is: 'record', from, to } : { is: 'none', because: 'within' }
}
