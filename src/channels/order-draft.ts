// From what a platform gave to an Order: the pieces are read one by one, and whatever the agents will miss is named,
// so that a person is asked instead of an order being dropped or guessed at.
import { AppError } from '../contracts/app-error.ts'
import { Currency, type Money, parseMoney } from '../contracts/money.ts'
import type { Order, OrderLine, OrderProblem } from '../contracts/order.ts'
import { clip } from './lenient-fields.ts'

/** ISO 4217's own code for "no currency": prices whose currency is unknown keep it, and no rate table converts it. */
export const NO_CURRENCY = 'XXX'

/** When a payload says nothing of when it began; also named as a problem. */
const UNKNOWN_MOMENT = '1970-01-01T00:00:00Z'

export type LineDraft = {
  sku: string | null
  title: string | null
  quantity: number | null
  unit_price: Money | null
  grams: number | null
  requires_shipping: boolean
}

export type OrderDraft = Omit<Order, 'created_at' | 'lines' | 'number' | 'problems'> & {
  number: string | null
  created_at: string | null
  lines: LineDraft[]
}

/** Exact money of a decimal text; null (and a problem) when it cannot be read. */
export function readMoney(
  decimal: string | null,
  currency: Currency | null,
  field: string,
  problems: OrderProblem[],
): Money | null {
  if (decimal === null || currency === null) return null
  try {
    return parseMoney(decimal, currency)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    problems.push({ field, problem: clip(error.message, 200) })
    return null
  }
}

/** A currency as given, or null with the reason. */
export function readCurrency(code: string | null, problems: OrderProblem[]): Currency | null {
  const currency = Currency.safeParse(code)
  if (currency.success) return currency.data
  const problem =
    code === null ? 'the shop did not say in which currency' : `"${clip(code, 20)}" is not a currency code`
  problems.push({ field: 'currency', problem })
  return null
}

/** Completes the draft; `problems` are those met while reading it. */
export function completeOrder(draft: OrderDraft, problems: OrderProblem[]): Order {
  const lines = draft.lines.flatMap((line, index) =>
    completeLine(line, index, draft.total?.currency ?? NO_CURRENCY, problems),
  )
  const missing: [boolean, string, string][] = [
    [draft.number === null, 'number', 'no order number'],
    [draft.created_at === null, 'created_at', 'no moment of creation'],
    [
      draft.total === null && !problems.some(({ field }) => field === 'total' || field === 'currency'),
      'total',
      'no total',
    ],
    [(draft.total?.amount ?? 0) < 0, 'total', 'the total is negative'],
    [lines.length === 0, 'lines', 'no lines with something to deliver'],
    ...addressProblems(draft, lines),
  ]
  problems.push(...missing.flatMap(([is, field, problem]) => (is ? [{ field, problem }] : [])))
  return {
    ...draft,
    number: draft.number ?? draft.entity_id.split(':').slice(2).join(':'),
    created_at: draft.created_at ?? UNKNOWN_MOMENT,
    lines,
    problems,
  }
}

function completeLine(line: LineDraft, index: number, currency: string, problems: OrderProblem[]): OrderLine[] {
  const field = `lines[${index}]`
  // Nothing left of it: removed in an edit, or refunded.
  if (line.quantity === 0) return []
  if (line.quantity === null || line.quantity < 0) {
    problems.push({ field: `${field}.quantity`, problem: 'no readable quantity; the line is left out' })
    return []
  }
  if (line.sku === null && line.requires_shipping) problems.push({ field: `${field}.sku`, problem: 'no SKU' })
  if (
    line.unit_price === null &&
    !problems.some((known) => known.field === 'currency' || known.field === `${field}.unit_price`)
  ) {
    problems.push({ field: `${field}.unit_price`, problem: 'no price' })
  }
  return [
    {
      sku: line.sku ?? '',
      title: line.title ?? line.sku ?? '',
      quantity: line.quantity,
      unit_price: line.unit_price ?? { amount: 0, currency },
      grams: Math.max(0, line.grams ?? 0),
      requires_shipping: line.requires_shipping,
    },
  ]
}

function addressProblems(draft: OrderDraft, lines: readonly OrderLine[]): [boolean, string, string][] {
  if (!lines.some((line) => line.requires_shipping)) return []
  const { shipping_address: address } = draft
  return [
    [address === null, 'shipping_address', 'no shipping address, and something has to be shipped'],
    [address !== null && address.country === null, 'shipping_address.country', 'no country to ship to'],
  ]
}
