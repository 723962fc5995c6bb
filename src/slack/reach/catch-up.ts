// After an outage each channel hears once what it meant: worked out from the record, and claimed there before it is said.
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type CatchUp, catchUp } from '../../../blocks/catch-up.ts'
import { type Clock, HOUR, SECOND } from '../../contracts/clock.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { LedgerQueries, SettingsStore, TouchedBy } from '../../ledger/ledger.ts'
import type { RunState } from '../../workflow/state.ts'
import type { Lanes } from '../lanes.ts'
import type { KeptOutage, OutageLog } from './outage-log.ts'

/** What ran out at the last moment is written down by then. */
const SETTLED_MS = 5 * SECOND
/** Later it is no news. */
const NEWS_MS = HOUR
/** A message of our own is sent in between two cards. */
const TURN_MS = SECOND

export type CatchUpParts = {
  client: WebClient
  outages: Pick<OutageLog, 'all'>
  queries: Pick<LedgerQueries, 'touchedBy'>
  settings: Pick<SettingsStore, 'putFirst'>
  stateOf(runId: string): Promise<RunState | null>
  /** The channel of a team's questions; null when none is set. */
  channelOf(team: string): Promise<string | null>
  lanes: Pick<Lanes, 'posts'>
  newId: NewId
  clock: Clock
  log: Logger
}

/** One look for outages that are over and not yet spoken of. */
export function createCatchUp(parts: CatchUpParts): () => Promise<void> {
  const { client, outages, queries, settings, lanes, clock, log } = parts
  const me = parts.newId()
  /** Channels of this process's claims that could not be told yet. */
  const owed = new Map<string, { channel: string; said: ReturnType<typeof catchUp> }>()
  const done = new Set<string>()

  async function claim(outage: KeptOutage & { to: number }): Promise<void> {
    const touched = await queries.touchedBy(outage)
    for (const [channel, about] of await byChannel(touched)) {
      const key = `caught_up:${outage.id}:${channel}`
      const { by } = await settings.putFirst(key, { by: me }, 'countersign', clock())
      if (by === me) owed.set(key, { channel, said: catchUp({ from: outage.from, to: outage.to, ...about }) })
    }
  }

  async function byChannel(touched: TouchedBy): Promise<Map<string, Pick<CatchUp, 'given_time' | 'ran_out'>>> {
    const channels = new Map<string, Pick<CatchUp, 'given_time' | 'ran_out'>>()
    const of = async (team: string) => {
      const channel = await parts.channelOf(team)
      const about = channels.get(channel ?? '') ?? { given_time: 0, ran_out: [] }
      if (channel !== null) channels.set(channel, about)
      return about
    }
    for (const { team, count } of touched.waiting) (await of(team)).given_time += count
    for (const { team, run_id, decision_id } of touched.ran_out) {
      const state = await parts.stateOf(run_id)
      const decision = state?.decisions[decision_id]
      if (!state || !decision) continue
      const because = decision.closed?.because
      const instead = because === 'skipped' || because === 'nothing' ? because : 'held'
      ;(await of(team)).ran_out.push({ number: state.number, due: decision.due.words, instead })
    }
    return channels
  }

  async function tell(key: string): Promise<void> {
    const message = owed.get(key)
    if (!message) return
    const { channel, said } = message
    const wait = lanes.posts.wait(channel)
    lanes.posts.hold(channel, clock() + wait + TURN_MS)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      await client.chat.postMessage({ channel, unfurl_links: false, unfurl_media: false, ...said })
    } catch (error) {
      log.warn({ err: error, channel }, 'a channel was not told about an outage')
      if (isUnsent(error)) return
    }
    owed.delete(key)
  }

  return async () => {
    const now = clock()
    for (const outage of await outages.all()) {
      const { id, from, to } = outage
      if (to === null || to === from || now - to < SETTLED_MS || now - to > NEWS_MS || done.has(id)) continue
      await claim({ ...outage, to })
      done.add(id)
    }
    for (const key of [...owed.keys()]) await tell(key)
  }
}

/** Slack certainly did not take it, and may later. What may have been said is not said again. */
function isUnsent(error: unknown): boolean {
  if (error instanceof WebAPIRateLimitedError || error instanceof WebAPIHTTPError) return true
  return error instanceof WebAPIPlatformError && FLEETING.has(error.data.error)
}

const FLEETING: ReadonlySet<string> = new Set(['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable'])
