// Cards to messages: finds what is behind, most urgent first, and brings it up to date at Slack's pace. Doing it twice is harmless.
import type { Logger } from 'pino'
import { reasonOf } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { CardRow, CardStore } from '../ledger/ledger.ts'
import { CHANGES, type Lanes } from './lanes.ts'
import type { MovedLinks } from './moved-links.ts'
import type { Pacer } from './pacer.ts'
import type { PostCard } from './post-card.ts'

/** Looked at even when nobody says that something changed: another process may have changed it. */
const POLL_MS = 2 * SECOND
/** What happens together is shown together: an answer and the action it starts become one change. */
const COALESCE_MS = 150
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
  cards: Pick<CardStore, 'behind'>
  postCard: PostCard
  /** The channel of a team's questions; null when none is set. */
  channelOf(team: string): Promise<string | null>
  links: MovedLinks
  lanes: Lanes
  clock: Clock
  log: Logger
}): Outbox {
  const { cards, postCard, channelOf, links, lanes, clock, log } = parts
  let timer: NodeJS.Timeout | null = null
  let dueAt = Number.POSITIVE_INFINITY
  let working: Promise<void> | null = null
  let woken = false
  let stopped = true

  async function pump(): Promise<number> {
    const rows = await cards.behind(clock(), BATCH)
    const turnOf = await turns(rows)
    let next = POLL_MS
    const under = rows.map((row) => async (): Promise<void> => {
      const { pacer, key } = turnOf(row)
      const wait = pacer.wait(key)
      // Taken before anything is awaited: cards that are looked at together share the limit.
      if (wait === 0) pacer.take(key)
      const again = wait > 0 ? wait : (await postCard(row)) ? POLL_MS : 0
      next = Math.min(next, again)
    })
    for (let at = 0; at < under.length; at += AT_ONCE)
      await Promise.all(under.slice(at, at + AT_ONCE).map((turn) => turn()))
    next = Math.min(next, await links.flush())
    return rows.length === BATCH ? Math.min(next, COALESCE_MS) : next
  }

  /** Under which of Slack's limits each card comes: a new message in its channel, or a change. */
  async function turns(rows: readonly CardRow[]): Promise<(row: CardRow) => { pacer: Pacer; key: string }> {
    const teams = [...new Set(rows.map(({ team }) => team))]
    const homes = new Map(await Promise.all(teams.map(async (team) => [team, await channelOf(team)] as const)))
    return (row) => {
      const isNew = row.ts === null || row.want_question > row.have_question
      return isNew ? { pacer: lanes.posts, key: homes.get(row.team) ?? '' } : { pacer: lanes.changes, key: CHANGES }
    }
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
