// The agent on every past order, beside what was done. Pure: the same file gives the same report.
import type { AnyAgent } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { Json, JsonObject } from '../contracts/json.ts'
import { formatMoney } from '../contracts/money.ts'
import type { Policy } from '../contracts/policy.ts'
import { byRules } from '../engine/judge.ts'
import { segmentOf } from '../gate/segment.ts'
import { createHistory } from './history.ts'
import type { PastOrder } from './past-orders.ts'

export type Argument = {
  line: number
  order: string
  at: string
  yours: string
  agents: string
  confidence: number
  total: string | null
  segment: string
  reasons: string[]
  against: string[]
  /** What became known of it later, if the file says so. */
  later: 'charged_back' | 'refunded' | null
}

export type BacktestReport = {
  agent: string
  version: string
  orders: number
  agrees: number
  /** Below the policy's confidence: it would have asked a person instead of counting on itself. */
  would_ask: number
  unanswered: { orders: number; because: string }
  /** What you did against what it would do. */
  actions: { yours: string; agents: string; orders: number; charged_back: number }[]
  segments: { segment: string; orders: number; agrees: number }[]
  /** Strongest first. */
  arguments: Argument[]
  disagrees: number
  without_customer: number
}

const SHOWN = 20

/** Facts a file of orders can give. */
export const READABLE: ReadonlySet<string> = new Set(['order', 'customer_history'])

export function backtest(
  orders: readonly PastOrder[],
  {
    agent,
    policy,
    shown = SHOWN,
  }: { agent: AnyAgent; policy: Pick<Policy, 'segments' | 'rates' | 'ask'>; shown?: number },
): BacktestReport {
  const historyOf = createHistory()
  const actions = new Map<string, BacktestReport['actions'][number]>()
  const segments = new Map<string, BacktestReport['segments'][number]>()
  const found: Argument[] = []
  const report = { agrees: 0, would_ask: 0, unanswered: { orders: 0, because: '' } }
  for (const past of orders) {
    const { order, decision: yours, at, line } = past
    const all: JsonObject = { order: order as Json, customer_history: historyOf(past) as Json }
    const input = Object.fromEntries(Object.keys(agent.reads).map((name) => [name, all[name] ?? null]))
    const said = judged({ agent, input, now: at })
    if ('because' in said) {
      report.unanswered = { orders: report.unanswered.orders + 1, because: report.unanswered.because || said.because }
      continue
    }
    const { action: agents, confidence, reasons, against } = said
    const segment = segmentOf({ market: order.market, total: order.total, policy })
    const agrees = agents === yours
    report.agrees += agrees ? 1 : 0
    report.would_ask += confidence < policy.ask.below_confidence ? 1 : 0
    const pair = actions.get(`${yours}/${agents}`) ?? { yours, agents, orders: 0, charged_back: 0 }
    const charged_back = pair.charged_back + (past.charged_back_at === null ? 0 : 1)
    actions.set(`${yours}/${agents}`, { ...pair, orders: pair.orders + 1, charged_back })
    const place = segments.get(segment) ?? { segment, orders: 0, agrees: 0 }
    segments.set(segment, { segment, orders: place.orders + 1, agrees: place.agrees + (agrees ? 1 : 0) })
    if (agrees) continue
    found.push({
      ...{ line, order: order.number, at: new Date(at).toISOString(), yours, agents, confidence, segment },
      total: order.total && formatMoney(order.total),
      reasons: reasons.map(({ text }) => text),
      against,
      later: past.charged_back_at !== null ? 'charged_back' : past.refunded_at !== null ? 'refunded' : null,
    })
  }
  const { name, version } = agent
  return {
    ...{ agent: name, version, orders: orders.length - report.unanswered.orders, ...report },
    actions: [...actions.values()].sort((a, b) => b.orders - a.orders),
    segments: [...segments.values()].sort((a, b) => b.orders - a.orders || (a.segment < b.segment ? -1 : 1)),
    arguments: found.sort((a, b) => b.confidence - a.confidence || a.line - b.line).slice(0, shown),
    disagrees: found.length,
    without_customer: orders.filter(({ customer }) => customer === null).length,
  }
}

function judged(call: { agent: AnyAgent; input: JsonObject; now: number }) {
  try {
    return byRules({ agent: call.agent, input: call.input, feedback: [] }, call.now).proposal
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { because: reasonOf(error) }
  }
}
