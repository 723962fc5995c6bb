// How each agent did: how right, how often overruled, how much it did alone, what it cost.
import { designEffect } from '../../autonomy/design-effect.ts'
import { errorBound } from '../../autonomy/error-bound.ts'
import { DELTA } from '../../autonomy/threshold.ts'
import type { AgentDigest, Share } from '../../contracts/digest.ts'
import type { DigestDetails } from '../../ledger/queries/digest-details.ts'
import type { DigestWeeks } from '../../ledger/queries/digest-weeks.ts'
import type { EvidenceRow } from '../../ledger/trust.ts'
import { allCasesOf, type Considered } from '../../trust/cases.ts'
import { byDay } from '../../trust/standing.ts'

type Decisions = DigestWeeks['decisions'][number]

export function agentsOf({
  weeks,
  span,
  details,
  evidence,
  consideredOf,
  judges,
  to,
}: {
  weeks: DigestWeeks
  span: number
  details: DigestDetails
  /** Of the market, all time. */
  evidence: readonly EvidenceRow[]
  /** By action: which approvals say anything, as for the gate. */
  consideredOf(action: string): Considered
  judges: readonly string[]
  to: number
}): AgentDigest[] {
  return judges
    .flatMap((agent): AgentDigest[] => {
      const now = decisionsOf(weeks, span, agent)
      const errors = weeks.errors.find((row) => row.span === span && row.agent === agent)?.orders ?? 0
      if (!now && errors === 0) return []
      return [
        {
          agent,
          ...judgedOf(evidence, { agent, consideredOf, to }),
          coverage: { part: now?.answered ?? 0, of: (now?.answered ?? 0) + (now?.unanswered ?? 0) },
          overrides: overridesOf(now),
          overrides_before: overridesOf(decisionsOf(weeks, span - 1, agent)),
          alone: { part: now?.alone ?? 0, of: now?.proposed ?? 0 },
          usual: { part: now?.usual ?? 0, of: now?.proposed ?? 0 },
          median_ms: now?.median_ms ?? null,
          p90_ms: now?.p90_ms ?? null,
          unanswered: now?.unanswered ?? 0,
          escalated: now?.escalated ?? 0,
          errors,
          cost_usd: details.costs.find((row) => row.agent === agent)?.usd ?? 0,
          orders: now?.orders ?? 0,
          reasons: details.reasons.filter((row) => row.agent === agent).map(({ reason, count }) => ({ reason, count })),
        },
      ]
    })
    .sort((a, b) => b.alone.of - a.alone.of || (a.agent < b.agent ? -1 : 1))
}

export function decisionsOf(weeks: DigestWeeks, span: number, agent: string): Decisions | undefined {
  return weeks.decisions.find((row) => row.span === span && row.agent === agent)
}

/** Answers that left the proposal or changed it; a new version that was asked for is no answer to the old one. */
export function overridesOf(decisions: Decisions | undefined): Share {
  const { approved = 0, overridden = 0 } = decisions ?? {}
  return { part: overridden, of: approved + overridden }
}

/** Of the version that was judged last: what another one got right says nothing about it. */
function judgedOf(
  evidence: readonly EvidenceRow[],
  { agent, consideredOf, to }: { agent: string; consideredOf(action: string): Considered; to: number },
): Pick<AgentDigest, 'version' | 'judged'> {
  const rows = evidence.filter((row) => row.agent === agent && row.proposed_at < to)
  const version = rows.reduce<EvidenceRow | null>(
    (last, row) => (last === null || row.proposed_at >= last.proposed_at ? row : last),
    null,
  )?.version
  const own = rows.filter((row) => row.version === version)
  const cases = [...new Set(own.map(({ action }) => action))]
    .flatMap((name) =>
      allCasesOf(
        own.filter(({ action }) => action === name),
        consideredOf(name),
      ),
    )
    .filter(({ at }) => at < to)
  const tally = { decisions: cases.length, errors: cases.filter(({ loss }) => loss === 1).length }
  // As careful as the gate at a first attempt: half of the doubt is for what reviewers miss, and bursts count for less.
  const at_worst = errorBound(tally, (DELTA / 2) ** designEffect(byDay(cases)))
  return { version: version ?? '', judged: { ...tally, at_worst } }
}
