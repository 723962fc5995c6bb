// What Slack shows of earned autonomy, and what a manager's click there does to it.
import type { OverviewData } from '../../../blocks/autonomy/overview.ts'
import type { ScopeData } from '../../../blocks/autonomy/trust-words.ts'
import { dayAndTime } from '../../../blocks/kit/when.ts'
import type { AnyAgent } from '../../contracts/agent.ts'
import { type Clock, DAY } from '../../contracts/clock.ts'
import type { Scope } from '../../contracts/gate.ts'
import type { CheckCount, Checks } from '../../ledger/checks.ts'
import type { TrustBook } from '../../trust/book.ts'
import { type HowWell, howWell, showable } from '../../trust/checks/how-well.ts'
import { scopeKey } from '../../trust/grants.ts'
import { portfolioOf } from '../../trust/portfolio.ts'
import type { Promote, Promotion } from '../../trust/promote.ts'
import type { Survey } from '../../trust/survey.ts'
import type { People } from '../people.ts'
import { scopeData } from './scope-data.ts'

export type Autonomy = {
  /** Agents that judge, by name. */
  agents: readonly string[]
  scopes(agent: string): Promise<ScopeData[]>
  /** Null when nothing is known of it. */
  scope(scope: Scope): Promise<ScopeData | null>
  /** Every agent's scopes, what waits for a manager, and all of them held against each other. */
  overview(): Promise<Overview>
  /** How well people check, in totals of three people or more; null where there are none. */
  checking(about?: { agent?: string; market?: string | null }): Promise<HowWell | null>
  may(userId: string): Promise<{ grant: boolean; override: boolean }>
  promote: Promote
}

export type Overview = { scopes: ScopeData[]; agents: OverviewData['agents']; portfolio: OverviewData['portfolio'] }

/** Totals are of half a year: as long as a grant may rest on them. */
const CHECKED_MS = 182 * DAY

export function createAutonomy(parts: {
  checks: Pick<Checks, 'counts'>
  clock: Clock
  survey: Survey
  book: TrustBook
  promote: Promote
  people: Pick<People, 'role'>
  registry: readonly Pick<AnyAgent, 'name' | 'kind'>[]
}): Autonomy {
  const { survey, book, promote, people, registry, checks, clock } = parts
  const scopes = async (agent: string): Promise<ScopeData[]> => {
    const [standings, trust] = await Promise.all([survey({ agent }), book.now()])
    return standings.map((standing) => scopeData(standing, trust.get(scopeKey(standing.scope)) ?? null))
  }
  const agents = [...new Set(registry.filter(({ kind }) => kind === 'agent').map(({ name }) => name))]
  return {
    agents,
    scopes,
    async overview() {
      const every = (await Promise.all(agents.map(scopes))).flat()
      return {
        scopes: every,
        agents: agents.map((agent) =>
          waitingOf(
            agent,
            every.filter((scope) => scope.agent === agent),
          ),
        ),
        portfolio: portfolioOf(every),
      }
    },
    async checking({ agent, market = null } = {}) {
      const rows = await checks.counts(clock() - CHECKED_MS)
      const isAsked = (row: CheckCount): boolean =>
        (agent === undefined || row.agent === agent) && (market === null || row.market === market)
      return howWell(
        showable(
          rows.filter(isAsked),
          rows.filter((row) => !isAsked(row)),
        ),
      )
    },
    async scope(wanted) {
      return (await scopes(wanted.agent)).find((each) => scopeKey(each) === scopeKey(wanted)) ?? null
    },
    async may(userId) {
      const role = await people.role(userId)
      return { grant: role === 'lead' || role === 'admin', override: role === 'admin' }
    },
    promote,
  }
}

function waitingOf(agent: string, scopes: readonly ScopeData[]): OverviewData['agents'][number] {
  const count = (is: (scope: ScopeData) => boolean): number => scopes.filter(is).length
  return {
    agent,
    offers: count(({ offer }) => offer !== null),
    renewals: count(({ renewal }) => renewal?.offer != null),
    lapsing: count(({ renewal }) => renewal !== null && renewal.offer === null),
    acting: count(({ level }) => level === 'L2' || level === 'L3'),
  }
}

/** What came of a manager's click, in words. */
export function promotionText(promotion: Promotion): string {
  switch (promotion.outcome) {
    case 'granted':
      return promotion.level === 'L2'
        ? '✅ Granted: it acts from now on unless somebody stops it in time, and it stops itself if it slips.'
        : '✅ Granted: it acts alone from now on. Some of what it does is audited, and it stops itself if it slips.'
    case 'renewed':
      return `✅ Renewed until ${dayAndTime(promotion.expires_at)}, on the terms it has. It stops itself if it slips.`
    case 'declined':
      return 'Noted: not yet. It is offered again on the day you named, if the evidence still holds.'
    case 'withdrawn':
      return '↩️ Taken back: from now on people are asked again.'
    case 'closed':
      return 'Nothing was granted: the evidence has changed since this was offered. The ladder shows where it stands now.'
    case 'forbidden':
      return `✋ Not done: ${promotion.because}.`
    case 'unknown':
      return 'Nothing is known of this any more: another version may have taken its place.'
    default:
      return promotion satisfies never
  }
}
