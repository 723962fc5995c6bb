// `/autonomy` without an agent: what waits for a manager by agent, all of it together, and how well people check.
import type { KnownBlock } from '@slack/web-api'
import { divider, sections } from '../kit/elements.ts'
import { count, say } from '../kit/text.ts'
import { CHECKING_TITLE, type CheckingData, checkingLines } from './checking-words.ts'
import { type PortfolioData, portfolioLines } from './portfolio-words.ts'

export type OverviewData = {
  /** What was typed, where it is no agent. */
  unknown: string | null
  agents: { agent: string; offers: number; renewals: number; lapsing: number; acting: number }[]
  portfolio: PortfolioData | null
  /** Undefined for people who may not grant: totals are for managers. */
  checking: CheckingData | null | undefined
}

export function autonomyOverview({ unknown, agents, portfolio, checking }: OverviewData): KnownBlock[] {
  const together = portfolioLines(portfolio)
  return [
    ...sections([
      ...(unknown === null ? [] : [`There is no agent "${say(unknown, 40)}".`]),
      '*Autonomy, by agent*',
      ...agents.map((each) => `• \`/autonomy ${each.agent}\`: ${waiting(each)}, ${each.acting} acting`),
    ]),
    ...(together.length === 0 ? [] : sections(together)),
    ...(checking === undefined ? [] : [divider(), ...sections([`*${CHECKING_TITLE}*`, ...checkingLines(checking)])]),
  ]
}

function waiting({ offers, renewals, lapsing }: OverviewData['agents'][number]): string {
  const parts = [
    ...(offers > 0 ? [`*${offers} to grant*`] : []),
    ...(renewals > 0 ? [`*${renewals} to renew*`] : []),
    ...(lapsing > 0 ? [`${count(lapsing, 'grant')} about to lapse`] : []),
  ]
  return parts.length === 0 ? 'nothing to grant' : parts.join(', ')
}
