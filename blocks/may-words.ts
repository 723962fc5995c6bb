// What a person may decide, in a sentence: "You may decide refunds to HK$ 500, everything else to US$ 1,000."
import type { Decider, Limit } from '../src/contracts/limits.ts'
import { formatMoney, minorDigits } from '../src/contracts/money.ts'
import type { Role } from '../src/contracts/policy.ts'
import { inWords, listed, mention, say } from './kit/text.ts'

export type MayData = {
  role: Role | null
  limits_usd: Readonly<Record<Decider, number | null>>
  limits: readonly Limit[]
  /** Whose place they take at the moment. */
  standsInFor?: readonly string[]
}

const PLURALS: Readonly<Record<string, string>> = {
  accept: 'orders to take in',
  apologise: 'apologies',
  award_points: 'points',
  backorder: 'backorders',
  cancel: 'cancellations',
  clear: 'clearances',
  hold: 'holds',
  intercept: 'parcels to stop',
  notify: 'messages to customers',
  refund: 'refunds',
  release: 'releases',
  reserve: 'reservations',
  route: 'routes',
  ship: 'shipments',
}

export function mayWords({ role, limits_usd, limits, standsInFor = [] }: MayData): string {
  const lent = standsInFor.length === 0 ? '' : `Besides, you take the place of ${listed(standsInFor.map(mention))}.`
  if (role === null || role === 'viewer') {
    const nothing = role === null ? 'You may look, but not decide.' : 'You may see the evidence, but not decide.'
    return lent === '' ? nothing : lent.replace('Besides, you', 'You')
  }
  const mine = limits.filter((limit) => limit.role === role)
  const named = [...new Set(mine.flatMap(({ action }) => action ?? []))]
  const particular = named.map((action) => `${plural(action)} ${upTo(mine.filter((limit) => limit.action === action))}`)
  const rest = upTo([...mine.filter(({ action }) => action === undefined), { up_to: limits_usd[role] }])
  const general =
    particular.length === 0 ? (rest === ANY ? 'any amount' : rest.replace(/^to /, 'up to ')) : `everything else ${rest}`
  return [`You may decide ${[...particular, general].join(', ')}.`, lent].filter((text) => text !== '').join(' ')
}

const ANY = 'of any amount'

/** "to HK$ 500 or US$ 1,000": each in its own currency; dollars stand for all that have none of their own. */
function upTo(limits: readonly Pick<Limit, 'currency' | 'up_to'>[]): string {
  const amounts = new Map<string, number | null>()
  for (const { currency = 'USD', up_to } of limits) if (!amounts.has(currency)) amounts.set(currency, up_to)
  const words = [...amounts].map(([currency, up_to]) =>
    up_to === null ? null : formatMoney({ amount: Math.round(up_to * 10 ** minorDigits(currency)), currency }),
  )
  const finite = words.filter((word) => word !== null)
  if (finite.length === words.length) return `to ${finite.join(' or ')}`
  const free = [...amounts].flatMap(([currency, up_to]) => (up_to === null ? [currency] : []))
  if (finite.length === 0) return ANY
  return `to ${finite.join(' or ')}, in ${free.includes('USD') ? 'other currencies' : listed(free)} ${ANY}`
}

function plural(action: string): string {
  return (Object.hasOwn(PLURALS, action) ? PLURALS[action] : undefined) ?? `"${say(inWords(action), 40)}"`
}
