// Brings tests of new versions to people: a few cases at a time, so that no channel is flooded, and the report once all are judged. Each
// message is posted by whichever process gets there first.
import type { KnownBlock, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { comparisonCard, comparisonTitle } from '../../../blocks/shadow/comparison-card.ts'
import { shadowMessage, shadowText } from '../../../blocks/shadow/report-message.ts'
import { type Clock, MINUTE, SECOND } from '../../contracts/clock.ts'
import type { HandoverStore } from '../../ledger/handovers.ts'
import type { ShadowStore } from '../../ledger/shadow.ts'
import type { Book } from '../../trust/grants.ts'
import { caseCause } from '../../trust/shadow/begin.ts'
import { foldShadow, isComplete, type ShadowTest, type Tried } from '../../trust/shadow/fold.ts'
import { finish } from '../../trust/shadow/judge.ts'
import { inheritable } from '../../trust/shadow/take-over.ts'
import type { Lanes } from '../lanes.ts'
import { called } from '../slack-call.ts'
import { comparisonOf } from './comparison-of.ts'

export type Comparisons = {
  /** One round. Resolves with how many messages were posted. */
  look(): Promise<number>
}

/** Cases that wait for an answer at the same time. */
const AT_ONCE = 5
const CLAIM_MS = MINUTE
const REFUSED_MS = 10 * MINUTE
/** What another process took on and did not finish is found again after so long. */
const ANEW_MS = 2 * MINUTE

export function createComparisons(parts: {
  shadow: ShadowStore
  handovers: Pick<HandoverStore, 'claim' | 'done' | 'release'>
  book: { now(): Promise<Book> }
  client: WebClient
  /** The channel of an agent's questions; null when none is set. */
  channelOf(agent: string): Promise<string | null>
  lanes: Lanes
  clock: Clock
  log: Logger
}): Comparisons {
  const { shadow, handovers, book, client, channelOf, lanes, clock, log } = parts
  /** Posted, or somebody else's: the record is not asked again. */
  const over = new Set<string>()
  let settled = { head: -1, at: 0 }

  async function once(
    test: ShadowTest,
    name: string,
    content: () => Promise<{ text: string; blocks: KnownBlock[] } | null>,
  ): Promise<'posted' | 'over' | 'later'> {
    const key = { channel: `shadow/${test.begun.report}/${name}`, at: test.at }
    if (over.has(key.channel)) return 'over'
    const channel = test.begun.channel ?? (await channelOf(test.begun.agent))
    if (channel === null || lanes.posts.wait(channel) > 0) return 'later'
    const now = clock()
    if (!(await handovers.claim(key, now, now + CLAIM_MS))) return 'over'
    try {
      const message = await content()
      if (!message) return 'later'
      lanes.posts.take(channel)
      const sent = await called(client.chat.postMessage({ channel, ...message, unfurl_links: false }))
      if (sent.status === 'ok') {
        await handovers.done(key, clock(), sent.result.ts ?? null)
        over.add(key.channel)
        return 'posted'
      }
      log.warn({ channel, reason: sent }, 'a comparison of two versions could not be posted; it is tried again')
      const wait =
        sent.status === 'rate_limited' ? sent.waitMs : sent.status === 'unreachable' ? 5 * SECOND : REFUSED_MS
      await handovers.release(key, clock() + wait)
      return 'later'
    } catch (error) {
      await handovers.release(key, clock() + MINUTE)
      throw error
    }
  }

  async function card(test: ShadowTest, tried: Tried): Promise<{ text: string; blocks: KnownBlock[] } | null> {
    const { nth } = tried.case
    const { report } = test.begun
    const shown = comparisonOf(test, tried, await shadow.sealed(caseCause(report, nth)))
    if (!shown) {
      const because = 'the order was erased from the record'
      await shadow.append(
        { type: 'dropped', report, nth, because },
        { by: 'countersign', at: clock(), cause: `dropped/${report}/${nth}` },
      )
      return null
    }
    const data = { ...shown, stage: { at: 'open' } as const }
    return { text: comparisonTitle(data), blocks: comparisonCard(data) }
  }

  /** How many were posted, and whether anything is left to post. */
  async function carry(test: ShadowTest): Promise<{ posted: number; left: boolean }> {
    if (!isComplete(test)) return { posted: 0, left: true }
    const open = test.cases.filter(({ status }) => status === 'open')
    let posted = 0
    let left = false
    for (const tried of open.slice(0, AT_ONCE)) {
      const done = await once(test, String(tried.case.nth), () => card(test, tried))
      posted += done === 'posted' ? 1 : 0
      left ||= done === 'later'
    }
    if (open.length > 0) return { posted, left }
    const result = await finish({ shadow, clock }, test)
    if (!result || test.took_over) return { posted, left }
    const done = await once(test, 'report', async () => {
      const inherits = inheritable(await book.now(), result, clock()).length
      const data = { report: result, inherits, taken: null }
      return { text: shadowText(data), blocks: shadowMessage(data) }
    })
    return { posted: posted + (done === 'posted' ? 1 : 0), left: left || done === 'later' }
  }

  return {
    async look() {
      const head = await shadow.head()
      if (head === settled.head && clock() - settled.at < ANEW_MS) return 0
      let posted = 0
      let left = false
      for (const test of foldShadow(await shadow.all())) {
        const came = await carry(test)
        posted += came.posted
        left ||= came.left
      }
      // What was written down by this very round is looked at in the next.
      if (!left) settled = { head, at: clock() }
      return posted
    },
  }
}
