// `/costs`: what models cost, by day and by agent, what is left today, and where rules had to step in.
import type { KnownBlock } from '@slack/web-api'
import { context, header, sections } from './kit/elements.ts'
import { numbered } from './kit/subject.ts'
import { count, inWords, say } from './kit/text.ts'
import { usd } from './kit/usd.ts'

export type CostsData = {
  period: 'day' | 'week' | 'month'
  usd: number
  calls: number
  orders: number
  per_order: number | null
  agents: { agent: string; usd: number; calls: number; fell_back: number }[]
  days: { day: string; usd: number }[]
  dearest: { number: string; usd: number } | null
  budget: { per_day: number; left: number } | null
  hasModel: boolean
}

const PERIODS = { day: 'today', week: 'in the last 7 days', month: 'in the last 30 days' } as const
const CELLS = 10
const NO_KEY = 'No model key is set: the rules decide, and that costs 0.'

export function costsMessage(data: CostsData): KnownBlock[] {
  const { period, agents, days, hasModel } = data
  return [
    header(`What models cost ${PERIODS[period]}`),
    ...sections([
      hasModel ? '' : NO_KEY,
      hasModel || data.calls > 0 ? summary(data) : '',
      budgetText(data),
      data.dearest ? `The dearest: order ${say(numbered(data.dearest.number), 60)}, ${usd(data.dearest.usd)}` : '',
    ]),
    ...(agents.length === 0 ? [] : sections(['*By agent*', ...agents.slice(0, 20).map(agentText)])),
    ...(period === 'day' || data.usd === 0 ? [] : sections(['*By day*', ...dayLines(days)])),
    context(['Days are UTC, as the budget counts them · `/costs day`, `/costs week`, `/costs month`']),
  ]
}

/** For notifications, screen readers, and as the answer to a question. */
export function costsText(data: CostsData): string {
  return data.hasModel || data.calls > 0 ? `${summary(data)} ${budgetText(data)}`.trim() : NO_KEY
}

function summary({ period, usd: spent, calls, orders, per_order }: CostsData): string {
  if (calls === 0) return `No model was called ${PERIODS[period]}.`
  const each = per_order === null ? '' : `, ${usd(per_order)} for each of ${count(orders, 'order')}`
  return `*${usd(spent)}* ${PERIODS[period]} for ${count(calls, 'call')}${each}.`
}

function budgetText({ budget, hasModel }: CostsData): string {
  if (!hasModel || budget === null) return ''
  return `*${usd(budget.left)}* of today's ${usd(budget.per_day)} are left${budget.left === 0 ? ': the rules decide until midnight UTC' : ''}.`
}

function agentText({ agent, usd: spent, calls, fell_back }: CostsData['agents'][number]): string {
  const fallback = fell_back === 0 ? '' : ` · ${count(fell_back, 'call')} failed, the rules judged instead`
  return `• *${say(inWords(agent.split('@')[0] ?? ''), 60) || 'unknown'}* ${usd(spent)} for ${count(calls, 'call')}${fallback}`
}

/** Bars that line up; days without any cost say so by an empty one. */
function dayLines(days: CostsData['days']): string[] {
  const most = Math.max(...days.map((day) => day.usd))
  const shown = days.length > 7 ? days.filter((day) => day.usd > 0) : days
  return shown.map((day) => {
    const cells = day.usd === 0 ? 0 : Math.max(1, Math.round((day.usd / most) * CELLS))
    return `\`${day.day.slice(5)} ${'█'.repeat(cells)}${'·'.repeat(CELLS - cells)}\` ${usd(day.usd)}`
  })
}
