// What happened to autonomy: taken back within the week, and granted around a closed gate, which is printed as long as it holds and at
// least once: `overridesFrom` is the end of what was printed before, where a week was missed.
import type { Demotion, Override, Week } from '../../contracts/digest.ts'
import type { StoredTrustEvent } from '../../contracts/trust.ts'
import { foldTrust, scopeKey } from '../../trust/grants.ts'

export type TrustNewsOf = { demotions: Demotion[]; overrides: Override[] }

export function trustNews(
  events: readonly StoredTrustEvent[],
  { from, to, overridesFrom = from }: Pick<Week, 'from' | 'to'> & { overridesFrom?: number },
  market: string | null,
): TrustNewsOf {
  const known = events.filter(({ at, event }) => at < to && isOf(event.scope.segment, market))
  const book = foldTrust(known)
  return {
    demotions: known.flatMap(({ event, ...told }) =>
      event.type === 'demoted' && told.at >= from ? [{ ...told, event }] : [],
    ),
    overrides: known.flatMap(({ event, ...told }) => {
      if (event.type !== 'granted' || event.override === null) return []
      const grant = book.get(scopeKey(event.scope))?.grant
      const ended = grant?.seq !== told.seq || event.expires_at <= to
      return ended && told.at < Math.min(from, overridesFrom) ? [] : [{ ...told, event, ended }]
    }),
  }
}

/** Segments begin with their market: "HK|50-200". */
export function isOf(segment: string, market: string | null): boolean {
  return market === null || segment.startsWith(`${market}|`)
}
