// One card's turn: claim it, read the run as it is now, post or change its message, and write down what came of it.
import type { Logger } from 'pino'
import { reasonOf } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { InForce } from '../contracts/settings.ts'
import type { CardRow, CardStore } from '../ledger/ledger.ts'
import { callsForPeople, canBeStopped, hasUnannounced } from '../workflow/next.ts'
import type { RunState } from '../workflow/state.ts'
import { versionShown } from './cards/thread-notes.ts'
import type { CardIdentity, Deliver, Delivery, Message } from './deliver.ts'
import { CHANGES, type Lanes } from './lanes.ts'
import type { MovedLinks } from './moved-links.ts'
import type { RenderCard, RenderedCard } from './render-card.ts'
import type { TellThread } from './tell-thread.ts'
import type { Trouble } from './trouble.ts'

/** Longer than a call to Slack may take, so that two processes never post one card at the same time. */
const CLAIM_MS = 30 * SECOND
/** How soon a card is tried again that waits for a person to mend the channel. */
const MENDED_MS = 15 * SECOND
const MAX_BACKOFF_MS = 60 * SECOND

/** True when the card is up to date, or somebody else's turn. */
export type PostCard = (row: CardRow) => Promise<boolean>

export type PostCardParts = {
  cards: Pick<CardStore, 'claim' | 'posted' | 'failed' | 'leaveUnposted' | 'byRun'>
  /** Whether a team's channel shows a brief instead of new cards. */
  isBriefed?: (team: string) => boolean
  stateOf(runId: string): Promise<RunState | null>
  render: RenderCard
  /** Stop buttons as they are now. */
  stops(): Promise<InForce['stops']>
  /** Who has been looking at a run's question for a while; `shown`: whom its message names. */
  lookerOf(runId: string, shown: string | null): Promise<string | null>
  /** Slack has confirmed the post of this run's card. */
  announced(runId: string): Promise<void>
  deliver: Deliver
  /** The channel of a team's questions; null when none is set. */
  channelOf(team: string): Promise<string | null>
  permalink(message: Message): string | null
  links: MovedLinks
  tellThread: TellThread
  lanes: Lanes
  trouble: Trouble
  clock: Clock
  log: Logger
}

export function createPostCard(parts: PostCardParts): PostCard {
  const { cards, stateOf, render, deliver, channelOf, tellThread, lanes, trouble, clock, log } = parts

  return async (candidate) => {
    const now = clock()
    const row = await cards.claim(candidate.card_id, now, now + CLAIM_MS)
    if (!row) return true
    try {
      return await turn(row)
    } catch (error) {
      log.error({ err: error, runId: row.run_id }, 'a card could not be posted')
      await cards.failed(row.card_id, reasonOf(error), clock() + backoff(row))
      return false
    }
  }

  async function turn(row: CardRow): Promise<boolean> {
    const state = await stateOf(row.run_id)
    if (!state) return giveBack(row, 'the run is not in the record', MAX_BACKOFF_MS)
    // Nobody is shown a message only to learn that it is over.
    if (row.ts === null && !callsForPeople(state) && state.phase !== 'dead') {
      await cards.leaveUnposted(row.card_id, state)
      return true
    }
    // A message that is not there yet names nobody.
    const looker = row.ts === null ? null : await parts.lookerOf(row.run_id, row.looker)
    const card = render(state, await parts.stops(), looker)
    const home = await channelOf(row.team)
    const isBriefed = parts.isBriefed?.(row.team) ?? false
    const asksAnew = !isBriefed && state.question > row.have_question && callsForPeople(state)
    const there = row.channel !== null && row.ts !== null && !asksAnew ? { channel: row.channel, ts: row.ts } : null
    if (there) {
      const changed = await change(row, state, card, there)
      // In a briefed channel a new question changes the message there is; that calls nobody, so nothing counts as announced by it.
      const isQuiet = isBriefed && state.question > row.have_question && hasUnannounced(state)
      if (changed.status === 'ok') return done(row, state, { ...changed, looker, isQuiet })
      const lost =
        changed.status === 'gone' || (changed.status === 'channel' && home !== null && home !== there.channel)
      if (!lost) return failed(row, changed, there.channel, lanes.changes, CHANGES)
    }
    if (home === null) return giveBack(row, await trouble.tell({ code: 'no_channel', channel: null }), MENDED_MS)
    // Its own turn was for a change: this message is one more.
    if (there) lanes.posts.take(home)
    const place = (await besideParent(state)) ?? { channel: home }
    const posted = await deliver.send(place, card, identity(row, state))
    if (posted.status !== 'ok') return failed(row, posted, place.channel, lanes.posts, home)
    const isDone = await done(row, state, { ...posted, looker, isQuiet: false })
    if (row.channel !== null && row.ts !== null && posted.result.ts !== row.ts)
      parts.links.add({
        old: { channel: row.channel, ts: row.ts },
        title: card.title,
        permalink: parts.permalink(posted.result),
      })
    return isDone
  }

  /** What only follows an answer asks nothing and calls nobody: it stands under the card that was answered. */
  async function besideParent(state: RunState): Promise<{ channel: string; thread: string } | null> {
    if (state.parent === null || !canBeStopped(state)) return null
    const answered = await cards.byRun(state.parent.run_id)
    return answered?.channel && answered.ts ? { channel: answered.channel, thread: answered.ts } : null
  }

  function change(row: CardRow, state: RunState, card: RenderedCard, there: Message): Promise<Delivery> {
    return deliver.send(there, card, identity(row, state))
  }

  async function done(
    row: CardRow,
    state: RunState,
    sent: Extract<Delivery, { status: 'ok' }> & { looker: string | null; isQuiet: boolean },
  ): Promise<boolean> {
    const { looker, isQuiet } = sent
    const { told, waitMs } = await tellThread(row, state, sent.result)
    // Words without a button announce nothing: nobody could stop it there.
    const waits = hasUnannounced(state) && !sent.plain
    const shown = versionShown(state, row, told)
    // One less than there is until the announcement is in the record: the card keeps its turn, and the window begins then.
    const version = waits ? Math.min(shown, state.version - 1) : shown
    const question = isQuiet ? row.have_question : state.question
    await cards.posted(row.card_id, { ...sent.result, version, question, notice: row.want_notice, looker })
    if (isQuiet) await cards.failed(row.card_id, 'announced when the brief is over', clock() + MAX_BACKOFF_MS)
    else if (waits) await parts.announced(row.run_id)
    if (waitMs > 0) await cards.failed(row.card_id, 'its thread is being told', clock() + waitMs)
    if (sent.plain) {
      log.error(
        { runId: row.run_id, problems: sent.plain },
        'Slack refused the blocks of a card: it was posted as plain text',
      )
      await trouble.tell({ code: 'bad_blocks', channel: sent.result.channel })
    } else trouble.mended(sent.result.channel)
    return version === state.version
  }

  async function failed(
    row: CardRow,
    sent: Exclude<Delivery, { status: 'ok' }>,
    channel: string,
    lane: Lanes['posts'],
    key: string,
  ): Promise<boolean> {
    switch (sent.status) {
      case 'rate_limited':
        lane.hold(key, clock() + sent.waitMs)
        return giveBack(row, 'Slack asked us to slow down', sent.waitMs)
      case 'channel':
        return giveBack(row, await trouble.tell({ code: sent.code, channel }), MENDED_MS)
      case 'unreachable':
        lane.hold(key, clock() + SECOND)
        return giveBack(row, sent.because, backoff(row))
      case 'gone':
        return giveBack(row, 'its message is gone', SECOND)
      case 'bad_blocks':
        return giveBack(row, `Slack refused even its plain form: ${sent.problems.join('; ')}`, MAX_BACKOFF_MS)
      default:
        return sent satisfies never
    }
  }

  async function giveBack(row: CardRow, because: string, waitMs: number): Promise<boolean> {
    await cards.failed(row.card_id, because, clock() + waitMs)
    return false
  }
}

function identity(row: CardRow, state: RunState): CardIdentity {
  return { card_id: row.card_id, run_id: row.run_id, question: state.question }
}

function backoff({ attempts }: CardRow): number {
  return Math.min(MAX_BACKOFF_MS, SECOND * 2 ** Math.min(attempts, 10))
}
