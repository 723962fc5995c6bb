// Which limit counts for one role, action and currency, and whether an amount is within it. The most specific one wins.
import type { Decider } from '../contracts/limits.ts'
import { type Money, minorDigits, type RateTable, usdCents } from '../contracts/money.ts'
import type { InForce } from '../contracts/settings.ts'

/** `own`: it is meant for this action alone. */
export type Ceiling = { up_to: Money | null; own: boolean }

type InForceLimits = Pick<InForce, 'limits' | 'limits_usd'>

/**
 * In this order: the action in this currency, the action in US dollars, the action in another currency (the strictest one,
 * converted), this currency, the role.
 */
export function limitFor(
  { role, action, currency }: { role: Decider; action: string | null; currency: string | null },
  { limits, limits_usd }: InForceLimits,
  rates: RateTable,
): Ceiling {
  const mine = limits.filter((limit) => limit.role === role)
  const own = mine.filter((limit) => limit.action !== undefined && limit.action === action)
  const general = mine.filter((limit) => limit.action === undefined)
  const ofAction =
    own.find((limit) => limit.currency === currency) ??
    own.find((limit) => (limit.currency ?? 'USD') === 'USD') ??
    own.toSorted((a, b) => inUsd(a, rates) - inUsd(b, rates))[0]
  if (ofAction) return { up_to: moneyOf(ofAction), own: true }
  const ofCurrency = general.find((limit) => limit.currency === currency)
  return { up_to: moneyOf(ofCurrency ?? { up_to: limits_usd[role] }), own: false }
}

/** An amount that cannot be compared with the limit is above it. Below zero counts by its size. */
export function isWithin(amount: Money | null, { up_to }: Pick<Ceiling, 'up_to'>, rates: RateTable): boolean {
  if (up_to === null || amount === null) return true
  const size = { ...amount, amount: Math.abs(amount.amount) }
  if (size.currency === up_to.currency) return size.amount <= up_to.amount
  const [asked, most] = [usdCents(size, rates), usdCents(up_to, rates)]
  return asked !== null && most !== null && asked <= most
}

function moneyOf({ up_to, currency = 'USD' }: { up_to: number | null; currency?: string | undefined }): Money | null {
  return up_to === null ? null : { amount: Math.round(up_to * 10 ** minorDigits(currency)), currency }
}

/** What nobody knows the worth of is the strictest: nothing can be shown to be within it. */
function inUsd(limit: { up_to: number | null; currency?: string | undefined }, rates: RateTable): number {
  const most = moneyOf(limit)
  return most === null ? Number.POSITIVE_INFINITY : (usdCents(most, rates) ?? -1)
}
