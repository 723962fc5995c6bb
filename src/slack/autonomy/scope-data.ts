// A surveyed scope as the blocks show it.
import type { ScopeData } from '../../../blocks/autonomy/trust-words.ts'
import { formatMoney } from '../../contracts/money.ts'
import type { StoredTrustEvent, TrustEvent } from '../../contracts/trust.ts'
import { courseOf } from '../../trust/course.ts'
import type { ScopeTrust } from '../../trust/grants.ts'
import type { Surveyed } from '../../trust/survey.ts'

export function scopeData(standing: Surveyed, trust: ScopeTrust | null): ScopeData {
  const { scope, evidence, cases, tally, grant, per_week, from_confidence } = standing
  const above = cases.filter(({ confidence }) => confidence >= from_confidence).length
  const share = cases.length === 0 ? 0 : above / cases.length
  return {
    ...scope,
    level: standing.level,
    offer: isAskedLater(trust) ? null : standing.offer,
    from_confidence,
    decisions: tally.decisions,
    errors: tally.errors,
    at_worst: evidence.at_worst,
    alpha: standing.alpha,
    alpha_eff: evidence.alpha_eff,
    catch_rate: evidence.catch_rate,
    log_evidence: evidence.log_evidence,
    log_threshold: evidence.log_threshold,
    attempt: standing.attempt,
    coverage: standing.coverage,
    estimate: standing.estimate,
    audits: standing.audits,
    cusum: standing.cusum,
    futile: standing.futile,
    binding: standing.binding,
    renewal: standing.renewal,
    relative: standing.relative,
    drift: standing.drift,
    per_week,
    alone_per_week: per_week * share,
    money: moneyOf(standing, per_week * share),
    cap: grant?.cap_usd_cents == null ? null : formatMoney({ amount: grant.cap_usd_cents, currency: 'USD' }),
    grant: grant && {
      by: grant.granted_by,
      at: grant.granted_at,
      expires_at: grant.expires_at,
      override: grant.override,
      from_confidence: grant.from_confidence,
    },
    ask_again_at: trust?.ask_again_at ?? null,
    course: courseOf(standing),
    history: (trust?.history ?? []).toReversed().slice(0, 12).map(told),
  }

  /** "Not yet" holds until the day that was named; the offer comes back by itself then. */
  function isAskedLater(given: ScopeTrust | null): boolean {
    return given?.ask_again_at != null && given.ask_again_at > standing.now
  }
}

/** About what they move together: to two figures, for it rests on what is usual. Nothing is usual beyond the cap. */
function moneyOf({ usual_amount: usual, grant }: Surveyed, alonePerWeek: number): ScopeData['money'] {
  const cases = Math.round(alonePerWeek)
  const cap = grant?.cap_usd_cents ?? null
  if (usual === null || usual.amount <= 0 || cases === 0) return null
  if (cap !== null && usual.currency === 'USD' && usual.amount > cap) return null
  const all = cases * usual.amount
  const step = 10 ** Math.max(0, Math.floor(Math.log10(all)) - 1)
  const per_week = formatMoney({ ...usual, amount: Math.round(all / step) * step })
  return { per_week, usual: formatMoney(usual) }
}

function told({ at, by, event }: StoredTrustEvent): ScopeData['history'][number] {
  return { at, by, text: textOf(event) }
}

function textOf(event: TrustEvent): string {
  switch (event.type) {
    case 'granted':
      if (event.renews)
        return `renewed ${event.level}: ${event.renews.audits} audits since it was granted, ${event.renews.wrong} wrong`
      return `granted ${event.level} from confidence ${event.from_confidence.toFixed(2)} after ${event.evidence.decisions} cases, ${event.evidence.errors} wrong${event.override === null ? '' : `; around a closed gate: ${event.override}`}${event.root_cause === null ? '' : `; mended: ${event.root_cause}`}`
    case 'inherited':
      return `took over ${event.level} from version ${event.from_version}`
    case 'demoted':
      return `taken back (${event.cause.replaceAll('_', ' ')}): ${event.because}`
    case 'declined':
      return `not yet: ${event.because}`
    default:
      return event satisfies never
  }
}
