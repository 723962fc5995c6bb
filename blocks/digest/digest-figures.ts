// The table of agents and the two charts, and the lines that say the same.
import type { KnownBlock } from '@slack/web-api'
import type { AgentDigest, Digest, TrendWeek } from '../../src/contracts/digest.ts'
import { percent } from '../autonomy/trust-words.ts'
import { chart } from '../kit/chart.ts'
import { table } from '../kit/table.ts'
import { say } from '../kit/text.ts'
import { took } from '../kit/took.ts'
import { usd } from '../kit/usd.ts'
import { accuracyWords, overrideWords, shareWords } from './digest-words.ts'

const HEADER = [
  'Agent',
  'Right',
  'Answered',
  'Overridden',
  'Alone',
  'As usual',
  'Time to verdict',
  'Unanswered',
  'Escalated',
  'Errors',
  'Cost per order',
]
const NONE = 'none'
const AGENTS = 20
const SERIES = 6
/** No percentage of fewer answers than that, in any week. */
const ANSWERS = 20

export function agentsTable(agents: readonly AgentDigest[]): KnownBlock[] {
  if (agents.length === 0) return []
  return [table({ header: HEADER, rows: agents.slice(0, AGENTS).map(cells) })]
}

export function agentLines(agents: readonly AgentDigest[]): string[] {
  return agents.slice(0, AGENTS).map((agent) => {
    const [, right, answered, overridden, alone, usual, time, unanswered, escalated, errors, cost] = cells(agent)
    return `• *${say(agent.agent, 60)}*: right ${right} · answered ${answered} · overridden ${overridden} · alone ${alone} · as usual ${usual} · ${time === NONE ? 'no verdict' : `verdict after ${time}`} · ${unanswered} unanswered · ${escalated} escalated · ${errors} errors · ${cost === NONE ? 'no order' : `${cost} per order`}`
  })
}

function cells(agent: AgentDigest): string[] {
  const { coverage, alone, usual, median_ms, p90_ms, unanswered, escalated, errors, cost_usd, orders } = agent
  return [
    agent.version === '' ? agent.agent : `${agent.agent} ${agent.version}`,
    accuracyWords(agent),
    shareWords(coverage),
    overrideWords(agent),
    shareWords(alone),
    shareWords(usual),
    median_ms === null ? NONE : `${took(median_ms)}${p90_ms === null ? '' : ` (9 of 10: ${took(p90_ms)})`}`,
    String(unanswered),
    String(escalated),
    String(errors),
    orders === 0 ? NONE : usd(cost_usd / orders),
  ]
}

/** Nothing under two weeks: one point is no trend. */
export function trendCharts({ trend }: Pick<Digest, 'trend'>): KnownBlock[] {
  if (trend.length < 2) return []
  const categories = trend.map(short)
  const overridden = charted(trend)
  return [
    ...(overridden.length === 0
      ? []
      : [
          chart({
            kind: 'line',
            title: 'Overridden by week, %',
            categories,
            series: overridden.map(({ agent, shares }) => ({
              name: agent,
              values: shares.map((share) => rate(share)),
            })),
          }),
        ]),
    chart({
      kind: 'bar',
      title: 'Decisions by week',
      categories,
      series: [
        { name: 'asked', values: trend.map(({ asked }) => asked) },
        { name: 'acted alone', values: trend.map(({ alone }) => alone) },
        { name: 'as usual, nobody asked', values: trend.map(({ usual }) => usual) },
      ],
    }),
  ]
}

export function trendLines({ trend }: Pick<Digest, 'trend'>): string[] {
  if (trend.length < 2) return []
  return [
    ...charted(trend).map(
      ({ agent, shares }) =>
        `${say(agent, 60)} overridden: ${shares.map((share, at) => `${short(trend[at])} ${percent(rate(share) / 100)}`).join(', ')}`,
    ),
    `Decisions: ${trend.map((week) => `${short(week)} ${week.asked} asked, ${week.alone} alone, ${week.usual} as usual`).join('; ')}`,
  ]
}

/** The errors and escalations of the last weeks, in numbers. */
export function troubleLines({ trend }: Pick<Digest, 'trend'>): string[] {
  const last = trend.slice(-4)
  const row = (of: (week: TrendWeek) => number): string => last.map((week) => `${short(week)} ${of(week)}`).join(' · ')
  return [`Orders with an error: ${row(({ errors }) => errors)}`, `Escalated: ${row(({ escalated }) => escalated)}`]
}

/** Agents that were answered often enough in every one of the weeks, those answered most first. */
function charted(trend: readonly TrendWeek[]) {
  const names = [...new Set(trend.flatMap(({ overrides }) => Object.keys(overrides)))]
  return names
    .map((agent) => ({ agent, shares: trend.map(({ overrides }) => overrides[agent] ?? { part: 0, of: 0 }) }))
    .filter(({ shares }) => shares.every(({ of }) => of >= ANSWERS))
    .sort((a, b) => sum(b.shares) - sum(a.shares))
    .slice(0, SERIES)
}

function sum(shares: readonly { of: number }[]): number {
  return shares.reduce((total, { of }) => total + of, 0)
}

function rate({ part, of }: { part: number; of: number }): number {
  return of === 0 ? 0 : Math.round((1_000 * part) / of) / 10
}

/** "W47" */
function short(week: TrendWeek | undefined): string {
  return week?.name.slice(5) ?? ''
}
