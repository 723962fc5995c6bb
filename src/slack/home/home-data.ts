// What one person's Home tab says, from the record. What is the same for everybody is read once for all who are looking.
import { actionWords, stakeWords } from '../../../blocks/action-words.ts'
import type { HomeData } from '../../../blocks/app-home.ts'
import { dayNumber, momentOn } from '../../calendar/local-day.ts'
import { type Clock, DAY, MINUTE, SECOND } from '../../contracts/clock.ts'
import { formatMoney } from '../../contracts/money.ts'
import { type InForce, saleNow, standsInFor } from '../../contracts/settings.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { CHANNEL } from '../../ledger/projections/card-row.ts'
import type { FirstMinutes } from '../first-minutes/first-minutes.ts'
import { setupState, type Workflows } from '../first-minutes/setup-state.ts'
import { mayDecideAtAll, type People } from '../people.ts'
import type { CaseLists } from '../review/case-list.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'
import { createRemembered } from './remembered.ts'

const SHOWN = 10
const FRESH_MS = 5 * SECOND

export type HomeDataParts = {
  ledger: Pick<Ledger, 'figures' | 'cases' | 'claims'> & { queries: Pick<Ledger['queries'], 'answersBy'> }
  lists: Pick<CaseLists, 'list'>
  stuck: Pick<StuckNow, 'count'>
  people: People
  firstMinutes: FirstMinutes
  workflows: Workflows
  clock: Clock
}

export function createHomeData(parts: HomeDataParts): (userId: string) => Promise<HomeData> {
  const { ledger, lists, stuck, people, firstMinutes, workflows, clock } = parts
  const remembered = createRemembered({ forMs: FRESH_MS, clock })
  /** Who has answered something once is no newcomer ever again. */
  const known = new Set<string>()

  return async (userId) => {
    const met = await firstMinutes.meet(userId)
    const inForce = await people.inForce()
    if (met.status === 'unclaimed') return { ...nobody(inForce), ask: met.ask, unclaimed: true }
    const [role, deciding] = await Promise.all([people.role(userId), people.decidingRole(userId)])
    const decides = mayDecideAtAll(deciding)
    const listing = decides ? await lists.list(userId, '') : null
    const whole = listing?.status === 'ok' ? listing.list : null
    // Looks afterwards are no open questions: `/review` has them.
    const list = whole && { ...whole, cases: whole.cases.filter(({ look }) => look === undefined) }
    const [everybody, today, agents, standing] = await Promise.all([
      team(userId),
      figures(userId),
      health(inForce),
      remembered('stuck', () => stuck.count()),
    ])
    return {
      unclaimed: false,
      ask: met.status === 'ready' ? met.ask.filter((id) => id !== userId) : [],
      may: {
        role,
        limits_usd: inForce.limits_usd,
        limits: inForce.limits,
        standsInFor: standsInFor(userId, inForce.away, clock()),
      },
      newcomer: decides && (await isNewcomer(userId)),
      queue: list && {
        cases: list.cases.slice(0, SHOWN).map((one) => ({ ...row(one, userId), urgent: list.urgent.isUrgent(one) })),
        total: list.cases.length,
        urgent: list.urgent.count,
      },
      team: everybody,
      today,
      stuck: standing,
      agents,
      setup: role === 'admin' ? setupState(inForce, workflows) : null,
    }
  }

  async function team(userId: string): Promise<HomeData['team']> {
    const [teams, standing, open] = await Promise.all([
      remembered('teams', () => ledger.cases.countByTeam()),
      remembered('claims', () => ledger.claims.standing(clock())),
      remembered('open', () => ledger.cases.open(LOOKED_THROUGH)),
    ])
    const runs = new Map(open.map((one) => [one.run_id, one]))
    return {
      open: runs.size,
      teams: teams
        .map(({ team: name, open: n }) => ({
          name,
          channel: name.startsWith(CHANNEL) ? name.slice(CHANNEL.length) : null,
          open: n,
        }))
        .sort((a, b) => b.open - a.open || (a.name < b.name ? -1 : 1)),
      claimed: byPerson(standing.filter(({ run_id }) => runs.has(run_id)).map(({ by }) => by)),
      sale: saleNow((await people.inForce()).sale, clock()),
      passed_to_me: [...runs.values()].filter(({ passed_to }) => passed_to === userId).length,
    }
  }

  async function figures(userId: string): Promise<HomeData['today']> {
    const timeZone = await people.timeZone(userId)
    const since = momentOn({ day: dayNumber(clock(), timeZone), time: 0, timeZone })
    return remembered(`today ${since}`, () => ledger.figures.today(since))
  }

  async function health({ stops }: InForce): Promise<HomeData['agents']> {
    const since = Math.floor((clock() - 7 * DAY) / MINUTE) * MINUTE
    const rows = await remembered('health', () => ledger.figures.health(since))
    return {
      agents: rows.map((each) => ({ ...each, name: each.agent, stopped: stops[each.agent] ?? null })),
      stopped: stops['all'] ?? null,
    }
  }

  async function isNewcomer(userId: string): Promise<boolean> {
    if (known.has(userId)) return false
    const { hour: ever } = await ledger.queries.answersBy(userId, { minute: clock(), hour: 0 })
    if (ever > 0) known.add(userId)
    return ever === 0
  }
}

const LOOKED_THROUGH = 5_000

function row(
  { run_id, number, action, amount, agent, opened_at, deadline, kind, passed_to }: OpenCase,
  userId: string,
) {
  return {
    run: run_id,
    title: `${actionWords(action, number).ask}${amount ? ` ${stakeWords(action, formatMoney(amount))}` : ''}`,
    agent,
    opened_at,
    deadline,
    practice: kind === 'practice',
    passed: passed_to === userId,
  }
}

function byPerson(names: readonly string[]): { by: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const by of names) counts.set(by, (counts.get(by) ?? 0) + 1)
  return [...counts].map(([by, count]) => ({ by, count })).sort((a, b) => b.count - a.count || (a.by < b.by ? -1 : 1))
}

function nobody({ limits_usd, limits }: InForce): HomeData {
  return {
    unclaimed: false,
    ask: [],
    may: { role: null, limits_usd, limits },
    newcomer: false,
    queue: null,
    team: { open: 0, teams: [], claimed: [], passed_to_me: 0, sale: null },
    today: { orders: 0, alone: 0, asked: 0, answered: 0, expired: 0, median_ms: null },
    stuck: 0,
    agents: { agents: [], stopped: null },
    setup: null,
  }
}
