// Rows of a file as orders of the past, oldest first. Whatever cannot be read is named by line and column; nothing is guessed.
import type { z } from 'zod'
import { type Money, parseMoney } from '../contracts/money.ts'
import { Order } from '../contracts/order.ts'
import { type ColumnName, columnsIn } from './columns.ts'
import { type CsvRow, csvRows } from './csv.ts'
import { decisionOf } from './decisions.ts'

export type PastOrder = {
  line: number
  at: number
  order: Order
  /** What was done with it, as an action of the agent. */
  decision: string
  /** Who it was: an id or an e-mail address; null when the file does not say. */
  customer: string | null
  device: string | null
  /** When it became known; null when it never did. */
  charged_back_at: number | null
  refunded_at: number | null
}

export type Problem = { line: number; column: string; problem: string }
export type Read = { orders: PastOrder[]; problems: Problem[]; unknown: string[]; sorted: boolean }

/** A bank takes about this long to say so, a customer to send back: where the file has no date for it. */
const LAG_MS = { chargeback: 60 * 86_400_000, refund: 14 * 86_400_000 }
const YES = /^(1|y|yes|true|x|fraud|chargeback|disputed|refunded)$/i
const NO = /^(0|n|no|false|-|none|legit|)$/i

const NEEDS_QUOTES: Readonly<Record<string, string>> = {
  ',': 'a comma within a cell needs quotes around the cell, such as "1,299.00"',
  ';': 'a semicolon within a cell needs quotes around the cell',
  '\t': 'a tab within a cell needs quotes around the cell',
}

export function pastOrders(text: string, about: { actions: readonly string[]; currency: string | null }): Read {
  const { rows: all, separator, unclosed } = csvRows(text)
  const [header, ...rows] = all
  const nothing = { orders: [], unknown: [], sorted: false }
  // Everything after it would be one cell.
  if (unclosed !== null)
    return { ...nothing, problems: [{ line: unclosed, column: '', problem: 'a quote is not closed' }] }
  if (!header) return { ...nothing, problems: [{ line: 1, column: '', problem: 'the file is empty' }] }
  const { at, unknown, missing, twice } = columnsIn(header.cells)
  const wrong = [
    ...missing.map((name) => ({ line: header.line, column: name, problem: 'this column is needed and not there' })),
    ...twice.map((name) => ({
      line: header.line,
      column: name,
      problem: 'two columns mean this one: rename one of them',
    })),
  ]
  if (wrong.length > 0) return { ...nothing, unknown, problems: wrong }
  if (rows.length === 0)
    return {
      ...nothing,
      unknown,
      problems: [{ line: header.line, column: '', problem: 'there is no order below the header' }],
    }
  const problems: Problem[] = []
  const orders: PastOrder[] = []
  const known = new Map<string, PastOrder>()
  for (const row of rows) {
    // An amount such as 1,299.00 without quotes is two cells, and whatever comes after stands under the wrong header.
    if (row.cells.length > header.cells.length) {
      const many = `has ${row.cells.length} cells, the header has ${header.cells.length}`
      problems.push({ line: row.line, column: '', problem: `${many}: ${NEEDS_QUOTES[separator] ?? NEEDS_QUOTES[',']}` })
      continue
    }
    const cell = (name: ColumnName): string => row.cells[at[name] ?? -1] ?? ''
    const before = known.get(cell('order'))
    // Shops write an order with several goods as several rows, of which only the first is complete.
    if (before && cell('created_at') === '') {
      before.order.lines.push(
        lineOf(cell, before.order.total, (column, problem) => problems.push({ line: row.line, column, problem })),
      )
      continue
    }
    if (before) {
      problems.push({
        line: row.line,
        column: 'order',
        problem: `"${cell('order')}" is on line ${before.line} already`,
      })
      continue
    }
    const read = orderOf(row, cell, { ...about, problems })
    if (!read) continue
    orders.push(read)
    known.set(cell('order'), read)
  }
  const isSorted = orders.every((order, index) => index === 0 || (orders[index - 1]?.at ?? 0) <= order.at)
  return { orders: orders.sort((a, b) => a.at - b.at), problems, unknown, sorted: !isSorted }
}

type Cell = (name: ColumnName) => string
type Complain = (column: ColumnName, problem: string) => void

function orderOf(
  { line }: CsvRow,
  cell: Cell,
  { actions, currency, problems }: { actions: readonly string[]; currency: string | null; problems: Problem[] },
): PastOrder | null {
  const before = problems.length
  const complain: Complain = (column, problem) => problems.push({ line, column, problem })
  if (cell('order') === '') complain('order', 'is empty')
  const at = moment(cell, 'created_at', complain)
  if (at === null && cell('created_at') === '') complain('created_at', 'is empty')
  const decision = decisionOf(cell('decision'), actions)
  if (decision === null)
    complain(
      'decision',
      `"${cell('decision')}" is none of ${actions.join(', ')} (docs/backtest.md lists other words for them)`,
    )
  const total = totalOf(cell, currency, complain)
  const since = moment(cell, 'customer_since', complain)
  const lines = [lineOf(cell, total, complain)]
  const charged = happened(cell, { flag: 'chargeback', date: 'chargeback_at', lag: LAG_MS.chargeback, at }, complain)
  const refunded = happened(cell, { flag: 'refunded', date: 'refunded_at', lag: LAG_MS.refund, at }, complain)
  const [from, to] = [country(cell, 'billing_country', complain), country(cell, 'shipping_country', complain)]
  if (problems.length > before || at === null || decision === null) return null
  const email = cell('email') || null
  const customer = cell('customer') || email?.toLowerCase() || null
  const order: z.input<typeof Order> = {
    ...{
      entity_id: `csv:backtest:${line}`,
      number: cell('order'),
      created_at: new Date(at).toISOString(),
      total,
      lines,
    },
    customer: {
      ...{ id: cell('customer') || null, name: null, email, phone: null, orders_count: null },
      since: since === null ? null : new Date(since).toISOString(),
    },
    shipping_address: to === null && cell('shipping_line') === '' ? null : addressOf(cell, to),
    billing_address: from === null ? null : { ...EMPTY, country: from },
    payment: { gateways: [], status: null },
    ...{ fulfilment_status: null, cancelled_at: null, shipping_method: cell('shipping_method') || null, market: to },
    ...{ locale: null, ip: cell('ip') || null, note: null, test: false, problems: [] },
    tags: cell('tags')
      .split(/[,;]\s*/)
      .filter((tag) => tag !== ''),
  }
  const parsed = Order.safeParse(order)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    problems.push({ line, column: issue?.path.join('.') ?? '', problem: issue?.message ?? 'cannot be read' })
    return null
  }
  return {
    ...{ line, at, order: parsed.data, decision, customer, device: cell('device') || null },
    ...{ charged_back_at: charged, refunded_at: refunded },
  }
}

const EMPTY = { name: null, lines: [], city: null, province: null, postcode: null, country: null }

function addressOf(cell: Cell, to: string | null) {
  const line = cell('shipping_line')
  return {
    ...{ ...EMPTY, lines: line === '' ? [] : [line], country: to },
    ...{ city: cell('shipping_city') || null, postcode: cell('shipping_postcode') || null },
  }
}

function totalOf(cell: Cell, fallback: string | null, complain: Complain): Money | null {
  const text = cell('total')
    .replaceAll(/[\s'](?=\d)/g, '')
    .replaceAll(/,(?=\d{3}(\D|$))/g, '')
  if (text === '') return null
  const currency = (cell('currency') || fallback || '').toUpperCase()
  if (currency === '') {
    complain('currency', 'is empty: add the column, or name one for the whole file with --currency')
    return null
  }
  try {
    const total = parseMoney(text, currency)
    if (total.amount >= 0) return total
    complain(
      'total',
      `"${cell('total')} ${currency}" is below 0: leave refunds out, or name them in the column refunded`,
    )
    return null
  } catch {
    complain('total', `"${cell('total')} ${currency}" is not an amount such as 129.00`)
    return null
  }
}

function lineOf(cell: Cell, total: Money | null, complain: Complain): Order['lines'][number] {
  const quantity = cell('quantity') === '' ? 1 : Number(cell('quantity'))
  if (!Number.isInteger(quantity) || quantity < 1)
    complain('quantity', `"${cell('quantity')}" is not a number of pieces`)
  return {
    sku: cell('sku') || 'unknown',
    title: cell('title') || cell('sku') || 'Unknown',
    quantity: Number.isInteger(quantity) && quantity > 0 ? quantity : 1,
    unit_price: total ?? { amount: 0, currency: 'XXX' },
    ...{ grams: 0, requires_shipping: true },
  }
}

/** "2026-03-01", "2026-03-01 14:05", "2026-03-01T14:05:00Z", "2026-03-01 14:05:10 +0800"; without a zone it is taken as UTC. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/

function moment(cell: Cell, name: ColumnName, complain: Complain): number | null {
  const text = cell(name)
  if (text === '') return null
  const match = MOMENT.exec(text)
  const [, day = '', time = '00:00', seconds = ':00', zone = 'Z'] = match ?? []
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const at = match ? Date.parse(`${day}T${time}${seconds}${offset}`) : Number.NaN
  if (Number.isFinite(at)) {
    // The 31st of February is read as a day in March.
    if (new Date(`${day}T00:00Z`).toISOString().startsWith(day)) return at
    complain(name, `"${text}": there is no such day`)
    return null
  }
  complain(name, `"${text}" is not a moment such as 2026-03-01 14:05 or 2026-03-01T14:05:00+08:00`)
  return null
}

function country(cell: Cell, name: ColumnName, complain: Complain): string | null {
  const text = cell(name).toUpperCase()
  if (text === '') return null
  if (/^[A-Z]{2}$/.test(text)) return text
  complain(name, `"${cell(name)}" is not a two-letter country code such as HK`)
  return null
}

function happened(
  cell: Cell,
  { flag, date, lag, at }: { flag: ColumnName; date: ColumnName; lag: number; at: number | null },
  complain: Complain,
): number | null {
  const dated = moment(cell, date, complain)
  if (dated !== null) return dated
  const text = cell(flag)
  if (YES.test(text)) return at === null ? null : at + lag
  if (!NO.test(text)) complain(flag, `"${text}" is neither yes nor no`)
  return null
}
