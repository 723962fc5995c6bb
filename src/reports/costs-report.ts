// What models cost: by agent, by day, per order, and what is left of today's budget. Days are UTC, as the budget's are.
import { DAY } from '../contracts/clock.ts'
import type { Costs } from '../ledger/figures.ts'

export type Period = 'day' | 'week' | 'month'

const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 }

export type CostsReport = {
  period: Period
  since: number
  usd: number
  calls: number
  orders: number
  /** Null without an order that cost anything. */
  per_order: number | null
  agents: { agent: string; usd: number; calls: number; fell_back: number }[]
  /** Every day of the period, oldest first. */
  days: { day: string; usd: number }[]
  dearest: Costs['dearest']
  budget: { per_day: number; left: number } | null
  hasModel: boolean
}

/** The beginning of the first day of a period. */
export function since(period: Period, now: number): number {
  return dayStart(now) - (DAYS[period] - 1) * DAY
}

export function costsReport(parts: {
  costs: Costs
  period: Period
  now: number
  spentToday: number
  usdPerDay: number | null
  hasModel: boolean
}): CostsReport {
  const { costs, period, now, spentToday, usdPerDay, hasModel } = parts
  const from = since(period, now)
  const names = [...new Set([...costs.rows.map(({ agent }) => agent), ...costs.fell_back.map(({ agent }) => agent)])]
  const agents = names.map((agent) => {
    const own = costs.rows.filter((row) => row.agent === agent)
    return {
      agent,
      usd: sum(own.map(({ usd }) => usd)),
      calls: sum(own.map(({ calls }) => calls)),
      fell_back: costs.fell_back.find((row) => row.agent === agent)?.count ?? 0,
    }
  })
  const usd = sum(costs.rows.map((row) => row.usd))
  return {
    period,
    since: from,
    usd,
    calls: sum(costs.rows.map(({ calls }) => calls)),
    orders: costs.orders,
    per_order: costs.orders === 0 ? null : usd / costs.orders,
    agents: agents.sort((a, b) => b.usd - a.usd || (a.agent < b.agent ? -1 : 1)),
    days: Array.from({ length: DAYS[period] }, (_, index) => {
      const day = new Date(from + index * DAY).toISOString().slice(0, 10)
      return { day, usd: sum(costs.rows.filter((row) => row.day === day).map((row) => row.usd)) }
    }),
    dearest: costs.dearest,
    budget: usdPerDay === null ? null : { per_day: usdPerDay, left: Math.max(0, usdPerDay - spentToday) },
    hasModel,
  }
}

export function dayStart(now: number): number {
  return Math.floor(now / DAY) * DAY
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
