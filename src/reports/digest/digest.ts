// The digest of one week, made of what the record said. Pure: no clock, no record.
import { HOUR, MINUTE } from '../../contracts/clock.ts'
import type { Digest, DigestPolicy, Share, TrendWeek, Week } from '../../contracts/digest.ts'
import type { StoredTrustEvent } from '../../contracts/trust.ts'
import type { DigestDetails, Place } from '../../ledger/queries/digest-details.ts'
import type { DigestWeeks } from '../../ledger/queries/digest-weeks.ts'
import type { EvidenceRow } from '../../ledger/trust.ts'
import type { Considered } from '../../trust/cases.ts'
import { agentsOf, decisionsOf, overridesOf } from './agents.ts'
import { skewsOf } from './skew.ts'
import { isOf, trustNews } from './trust-news.ts'
import { workflowsOf } from './workflows.ts'

export type DigestRows = {
  week: Week
  market: string | null
  /** Spans of the trend, oldest first; the last one is the week. Weeks before the record began are left out. */
  names: readonly string[]
  weeks: DigestWeeks
  baseline: Digest['baseline']
  /** One span; null without a baseline. */
  before: DigestWeeks | null
  details: DigestDetails
  places: readonly Place[]
  evidence: readonly EvidenceRow[]
  /** By action: which approvals say anything. */
  consideredOf(action: string): Considered
  trust: readonly StoredTrustEvent[]
  /** Overrides of another span than the week are told. */
  overridesIn?: Pick<Week, 'from' | 'to'>
  /** Agents whose decisions somebody would have to take without them. */
  judges: readonly string[]
  policy: Pick<DigestPolicy, 'minutes_per_decision' | 'baseline'>
}

export function digestOf(rows: DigestRows): Digest {
  const { week, market, names, weeks, baseline, before, policy, judges } = rows
  const span = names.length - 1
  const total = totalOf(weeks, span)
  const saved = total.decisions?.saved ?? 0
  const evidence = rows.evidence.filter(({ segment }) => isOf(segment, market))
  return {
    week,
    market,
    baseline,
    workflows: workflowsOf({ weeks, span, before, measured: policy.baseline }),
    first_contact: firstContact(weeks, span, before),
    agents: agentsOf({
      ...{ weeks, span, details: rows.details, evidence, judges, to: week.to },
      consideredOf: rows.consideredOf,
    }),
    wrong: { orders: total.errors, unanswered: total.decisions?.unanswered ?? 0 },
    saved: {
      decisions: saved,
      hours: (saved * policy.minutes_per_decision * MINUTE) / HOUR,
      minutes_each: policy.minutes_per_decision,
    },
    trend: names.map((name, at) => trendWeek(name, weeks, at, judges)),
    ...trustNews(rows.trust, { ...week, overridesIn: rows.overridesIn ?? week }, market),
    skews: skewsOf(rows.places).filter(
      (skew) => judges.includes(skew.agent) && (market === null || skew.market === market),
    ),
  }
}

function trendWeek(name: string, weeks: DigestWeeks, span: number, judges: readonly string[]): TrendWeek {
  const { orders, errors, decisions } = totalOf(weeks, span)
  return {
    ...{ name, orders, errors },
    escalated: decisions?.escalated ?? 0,
    asked: decisions?.asked ?? 0,
    alone: decisions?.alone ?? 0,
    usual: decisions?.usual ?? 0,
    overrides: Object.fromEntries(judges.map((agent) => [agent, overridesOf(decisionsOf(weeks, span, agent))])),
  }
}

/** Rows of neither a workflow nor an agent are of the whole span. */
function totalOf(weeks: DigestWeeks, span: number) {
  const isTotal = (row: { span: number; workflow: string | null; agent?: string | null }): boolean =>
    row.span === span && row.workflow === null && (row.agent ?? null) === null
  return {
    orders: weeks.orders.find(isTotal)?.orders ?? 0,
    errors: weeks.errors.find(isTotal)?.orders ?? 0,
    decisions: weeks.decisions.find(isTotal),
  }
}

function firstContact(weeks: DigestWeeks, span: number, before: DigestWeeks | null): Digest['first_contact'] {
  const shareOf = (rows: DigestWeeks['tickets'], at: number): Share => {
    const row = rows.find((each) => each.span === at)
    return { part: row?.once ?? 0, of: row?.tickets ?? 0 }
  }
  const now = shareOf(weeks.tickets, span)
  return now.of === 0 ? null : { now, before: before && shareOf(before.tickets, 0) }
}
