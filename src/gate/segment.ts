// Segments are fixed in policy before any data: market by value band, for example "HK|50-500" in US dollars.
import { type Money, usdCents } from '../contracts/money.ts'
import type { RunPolicy } from '../contracts/policy.ts'

export function segmentOf({
  market,
  total,
  policy,
}: {
  market: string | null
  total: Money | null
  policy: Pick<RunPolicy, 'segments' | 'rates'>
}): string {
  const cents = total ? usdCents(total, policy.rates) : null
  return `${market ?? 'any'}|${cents === null ? 'unknown' : bandOf(cents / 100, policy.segments.value_bands_usd)}`
}

function bandOf(usd: number, edges: readonly number[]): string {
  const sorted = [...edges].sort((a, b) => a - b)
  const upper = sorted.findIndex((edge) => usd <= edge)
  if (upper === -1) return `${sorted.at(-1) ?? 0}+`
  return `${upper === 0 ? 0 : sorted[upper - 1]}-${sorted[upper]}`
}
