// The Home tab of one person: read from the record, published, and not more often than somebody can look.
import type { HomeView, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { actionWords } from '../../blocks/action-words.ts'
import { appHome, type HomeData } from '../../blocks/app-home.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import { formatMoney, type RateTable } from '../contracts/money.ts'
import type { InForce } from '../contracts/settings.ts'
import { mayDecide } from '../gate/may-decide.ts'
import type { Ledger, OpenDecision } from '../ledger/ledger.ts'
import type { FirstMinutes } from './first-minutes/first-minutes.ts'
import { setupState, type Workflows } from './first-minutes/setup-state.ts'
import { mayDecideAtAll, type People } from './people.ts'
import { called } from './slack-call.ts'
import { checkedView } from './windows/windows.ts'

/** Opening the tab again within this time shows what is there. */
const AGAIN_MS = 2 * SECOND
const LOOKED_THROUGH = 200

export type HomeTab = { publish(userId: string, why: 'opened' | 'changed'): Promise<void> }

export type HomeTabParts = {
  client: WebClient
  queries: Pick<Ledger['queries'], 'openDecisions' | 'countOpen'>
  people: People
  firstMinutes: FirstMinutes
  workflows: Workflows
  rates: RateTable
  clock: Clock
  log: Logger
}

export function createHomeTab(parts: HomeTabParts): HomeTab {
  const { client, clock, log } = parts
  const published = new Map<string, number>()

  return {
    async publish(userId, why) {
      const last = published.get(userId)
      if (why === 'opened' && last !== undefined && clock() - last < AGAIN_MS) return
      published.set(userId, clock())
      const view: HomeView = checkedView(appHome(await homeData(parts, userId)), log)
      const sent = await called(client.views.publish({ user_id: userId, view }))
      if (sent.status === 'ok') return
      published.delete(userId)
      log.warn({ reason: sent }, 'a Home tab could not be published')
    },
  }
}

async function homeData(parts: HomeTabParts, userId: string): Promise<HomeData> {
  const { queries, people, firstMinutes, workflows } = parts
  const met = await firstMinutes.meet(userId)
  const empty = { role: null, ask: [], unclaimed: false, setup: null, reviews: [], open: 0 }
  if (met.status === 'unclaimed') return { ...empty, ask: met.ask, unclaimed: true }
  const inForce = await people.inForce()
  const role = await people.role(userId)
  const decisions = mayDecideAtAll(role) ? await queries.openDecisions({ limit: LOOKED_THROUGH }) : []
  return {
    ...empty,
    role: role && { name: role, limit: role === 'viewer' ? null : inForce.limits_usd[role] },
    ask: met.status === 'ready' ? met.ask.filter((id) => id !== userId) : [],
    setup: role === 'admin' ? setupState(inForce, workflows) : null,
    reviews: mine(decisions, { userId, inForce, rates: parts.rates }),
    open: await queries.countOpen(),
  }
}

/** Only what this person may decide, one row per run. */
function mine(
  decisions: readonly OpenDecision[],
  about: { userId: string; inForce: InForce; rates: RateTable },
): HomeData['reviews'] {
  const { userId, inForce, rates } = about
  const able = decisions.filter(
    ({ amount }) => mayDecide({ by: userId, active: true, amount, rates, requestedBy: null, inForce }).allowed,
  )
  const first = new Map(able.toReversed().map((decision) => [decision.run_id, decision]))
  return able
    .filter((decision) => first.get(decision.run_id) === decision)
    .map(({ run_id, number, action, amount, agent, opened_at, deadline, kind }) => ({
      run: run_id,
      title: `${actionWords(action, number).ask}${amount ? ` ${formatMoney(amount)}` : ''}`,
      agent,
      opened_at,
      deadline,
      practice: kind === 'practice',
    }))
}
