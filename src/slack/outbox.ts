// Cards to messages: finds what is behind, most urgent first, and brings it up to date at Slack's pace. Doing it twice is harmless.
import type { Logger } from 'pino'
import { reasonOf } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { CardRow, CardStore } from '../ledger/ledger.ts'
import type { ChannelBriefs } from './brief/briefs.ts'
import { CHANGES, type Lanes } from './lanes.ts'
import type { MovedLinks } from './moved-links.ts'
import type { PostCard } from './post-card.ts'

/** Looked at even when nobody says that something changed: another process may have changed it. */
const POLL_MS = 2 * SECOND
/** What happens together is shown together: an answer and the action it starts become one change. */
const COALESCE_MS = 150
/** After a card that could not be brought up to date; when it is tried again is written down with it. */
const FAILED_MS = SECOND
const BATCH = 200
const AT_ONCE = 4

export type Outbox = {
  /** Something changed: look soon. */
  wake(): void
  start(): void
  /** Resolves when what is under way is done. */
  stop(): Promise<void>
  /** One round. Resolves with the milliseconds after which the next one makes sense. */
  pump(): Promise<number>
}

export function createOutbox(parts: {
  cards: Pick<CardStore, 'behind' | 'settleUnposted'>
  briefs?: ChannelBriefs
  postCard: PostCard
  /** The channel of a team's questions; null when none is set. */
  channelOf(team: string): Promise<string | null>
  links: MovedLinks
  lanes: Lanes
  /** While Slack cannot be reached nothing is tried: afterwards the most urgent card comes first, not the one that waited longest. */
  isReached?: () => boolean
  clock: Clock
  log: Logger
}): Outbox {
  const { cards, briefs, postCard, channelOf, links, lanes, isReached = () => true, clock, log } = parts
  let timer: NodeJS.Timeout | null = null
  let dueAt = Number.POSITIVE_INFINITY
  let working: Promise<void> | null = null
  let woken = false
  let stopped = true

  async function pump(): Promise<number> {
    if (!isReached()) return POLL_MS
    // Side by side: a channel full of new cards holds back neither another channel nor what has been decided.
    const briefed = briefs ? await briefs.keep() : { teams: [], waitMs: POLL_MS }
    await cards.settleUnposted(clock())
    const [messages, changes] = await Promise.all([postNew(briefed.teams), change(briefed.teams)])
    return Math.min(POLL_MS, briefed.waitMs, messages, changes, await links.flush())
  }

  async function change(inPlace: readonly string[]): Promise<number> {
    const { changes } = lanes
    const closed = changes.wait(CHANGES)
    if (closed > 0) return closed
    const rows = await cards.behind({ now: clock(), kind: 'change', limit: BATCH, inPlace })
    // Taken before anything is awaited: cards that are looked at together share the limit.
    const ready = rows.filter(() => {
      if (changes.wait(CHANGES) > 0) return false
      changes.take(CHANGES)
      return true
    })
    const again = await inTurn(ready)
    return rows.length === BATCH || ready.length < rows.length ? Math.min(again, changes.wait(CHANGES)) : again
  }

  /** Looks again without the channels that take nothing more now, until every other one has had its most urgent cards. */
  async function postNew(inPlace: readonly string[]): Promise<number> {
    const { posts } = lanes
    const waits = new Map<string, number>()
    let next = POLL_MS
    for (;;) {
      const except = [...waits.keys()]
      const rows = await cards.behind({ now: clock(), kind: 'message', limit: BATCH, except, inPlace })
      const homes = await homesOf(rows)
      const known = waits.size
      const ready = rows.filter(({ team }) => {
        const home = homes.get(team) ?? ''
        const wait = posts.wait(home)
        if (wait === 0) posts.take(home)
        else waits.set(team, wait)
        return wait === 0
      })
      next = Math.min(next, await inTurn(ready), ...waits.values())
      if (rows.length < BATCH) return next
      // Every one of them was taken and there may be more: the next round goes on at once.
      if (waits.size === known) return ready.length > 0 ? 0 : next
    }
  }

  async function homesOf(rows: readonly CardRow[]): Promise<Map<string, string | null>> {
    const teams = [...new Set(rows.map(({ team }) => team))]
    return new Map(await Promise.all(teams.map(async (team) => [team, await channelOf(team)] as const)))
  }

  /** Resolves with the milliseconds after which it makes sense to look again. */
  async function inTurn(rows: readonly CardRow[]): Promise<number> {
    let next = POLL_MS
    for (let at = 0; at < rows.length && isReached(); at += AT_ONCE) {
      const done = await Promise.all(rows.slice(at, at + AT_ONCE).map((row) => postCard(row)))
      if (done.includes(false)) next = FAILED_MS
    }
    return next
  }

  function arm(ms: number): void {
    const at = clock() + ms
    if (stopped || at >= dueAt) return
    if (timer) clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => {
      timer = null
      dueAt = Number.POSITIVE_INFINITY
      working = round()
    }, ms)
  }

  async function round(): Promise<void> {
    woken = false
    let next = POLL_MS
    try {
      next = await pump()
    } catch (error) {
      log.error({ err: error, reason: reasonOf(error) }, 'cards could not be looked through')
    }
    working = null
    arm(woken ? COALESCE_MS : Math.max(next, 1))
  }

  return {
    pump,
    wake() {
      if (working !== null) woken = true
      else arm(COALESCE_MS)
    },
    start() {
      stopped = false
      arm(0)
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      timer = null
      dueAt = Number.POSITIVE_INFINITY
      await working
    },
  }
}
