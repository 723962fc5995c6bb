// What somebody typed after `/digest`, in any order: a week, a market, `csv`.
import type { Week } from '../../../contracts/digest.ts'
import { lastWeek, namedWeek, thisWeek } from '../../../reports/digest/weeks.ts'

export type DigestAsked =
  | { status: 'ok'; week: Week; market: string | null; csv: boolean }
  | { status: 'unclear'; because: string }

export function readDigestAsked(
  typed: string,
  known: { now: number; markets: readonly string[]; timeZone(market: string | null): string },
): DigestAsked {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  let market: string | null = null
  let csv = false
  const weeks: string[] = []
  for (const word of words) {
    const upper = word.toUpperCase()
    if (upper === 'CSV') csv = true
    else if (known.markets.includes(upper)) market = upper
    else if (/^[A-Z]{2}$/.test(upper)) return unclear(unknownMarket(upper, known.markets))
    else if (upper !== 'WEEK') weeks.push(word)
  }
  if (weeks.length > 1) return unclear(`"${weeks.join(' ')}" is more than one week: name one, such as \`2026-W47\`.`)
  const place = { now: known.now, timeZone: known.timeZone(market) }
  const week = weekOf(weeks[0] ?? 'last', place)
  if (week === null) return unclear(`"${(weeks[0] ?? '').slice(0, 40)}" is no week that has begun, and no market.`)
  return { status: 'ok', week, market, csv }
}

function weekOf(word: string, place: { now: number; timeZone: string }): Week | null {
  switch (word.toLowerCase()) {
    case 'last':
      return lastWeek(place)
    case 'this':
    case 'now':
      return thisWeek(place)
    default:
      return namedWeek(word, place)
  }
}

function unknownMarket(market: string, markets: readonly string[]): string {
  return markets.length === 0
    ? `No order has named a market yet, so there is none called ${market}.`
    : `No order came from ${market}. Markets there are: ${markets.slice(0, 30).join(', ')}.`
}

function unclear(because: string): DigestAsked {
  return { status: 'unclear', because }
}
