// What happened to autonomy: taken back within the week, and granted around a closed gate, which is printed as long as it holds and at
// least once: `overridesIn` goes from the digest that was posted before to this one, where that is not just the week.
import type { Demotion, Override, Week } from '../../contracts/digest.ts'
import type { StoredTrustEvent } from '../../contracts/trust.ts'
import { foldTrust, scopeKey } from '../../trust/grants.ts'

export type TrustNewsOf = { demotions: Demotion[]; overrides: Override[] }

type Span = Pick<Week, 'from' | 'to'>

export function trustNews(
  events: readonly StoredTrustEvent[],
  { from, to, overridesIn = { from, to } }: Span & { overridesIn?: Span },
  market: string | null,
): TrustNewsOf {
  const known = events.filter(({ at, event }) => at < overridesIn.to && isOf(event.scope.segment, market))
  const book = foldTrust(known)
  return {
    demotions: known.flatMap(({ event, ...told }) =>
      event.type === 'demoted' && told.at >= from && told.at < to ? [{ ...told, event }] : [],
    ),
    overrides: known.flatMap(({ event, ...told }) => {
      if (event.type !== 'granted' || event.override === null) return []
      const grant = book.get(scopeKey(event.scope))?.grant
      const ended = grant?.seq !== told.seq || event.expires_at <= overridesIn.to
      return ended && told.at < overridesIn.from ? [] : [{ ...told, event, ended }]
    }),
  }
}

/** Segments begin with their market: "HK|50-200". */
export function isOf(segment: string, market: string | null): boolean {
  return market === null || segment.startsWith(`${market}|`)
}
