// The digest of the week that ended, once per channel whatever processes look: the one that takes it on posts it, and gives it back
// when Slack does not take it. Missed while nothing ran, it comes late, within a day.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Clock, HOUR, MINUTE, SECOND } from '../../contracts/clock.ts'
import type { DigestPolicy } from '../../contracts/digest.ts'
import type { HandoverStore } from '../../ledger/handovers.ts'
import type { Lanes } from '../lanes.ts'
import { createRounds, type OwnRounds } from '../reminders/rounds.ts'
import { called } from '../slack-call.ts'
import { type Due, dueNow } from './destinations.ts'
import type { Digests, RenderedDigest } from './digests.ts'

const EVERY_MS = 30 * SECOND
const LATE_MS = 24 * HOUR
/** Longer than reading the record and three calls to Slack may take. */
const CLAIM_MS = 5 * MINUTE
/** A channel that takes nothing needs a person first. */
const REFUSED_MS = 10 * MINUTE

export type SendDigest = OwnRounds & { pump(): Promise<void> }

export function createSendDigest(parts: {
  digests: Digests
  policy: DigestPolicy
  handovers: Pick<HandoverStore, 'claim' | 'done' | 'release' | 'lastSaid'>
  client: WebClient
  lanes: Lanes
  /** The default channel; null when none is set. */
  home(): Promise<string | null>
  clock: Clock
  log: Logger
}): SendDigest {
  const { digests, policy, handovers, client, lanes, home, clock, log } = parts
  /** What this process saw done: the record is not asked again. */
  const done = new Map<string, number>()

  async function pump(): Promise<void> {
    for (const due of dueNow(policy, { home: await home(), now: clock(), lateMs: LATE_MS })) {
      if (done.get(nameOf(due)) === due.at || lanes.posts.wait(due.channel) > 0) continue
      await one(due)
    }
  }

  async function one(due: Due): Promise<void> {
    const now = clock()
    const key = { channel: nameOf(due), at: due.at }
    if (!(await handovers.claim(key, now, now + CLAIM_MS))) return
    try {
      // A record that began after that week has nothing to say of it.
      const ts = (await digests.hasAny(due.week)) ? await posted(due) : null
      if (ts === 'later') return
      await handovers.done(key, clock(), ts)
      done.set(key.channel, due.at)
    } catch (error) {
      await handovers.release(key, clock() + MINUTE)
      throw error
    }

    async function posted({ channel, week, market }: Due): Promise<string | null | 'later'> {
      // What an admin granted around the gate is told at least once, however many weeks were missed, and the same morning too: from
      // when one digest was due to when the next one is, so that none is told of twice or never, however late they are posted.
      const before = await handovers.lastSaid(key.channel, due.at)
      const overridesIn = { from: before ?? 0, to: due.at }
      const sent = await post(channel, await digests.render({ week, market, overridesIn }, 'channel'))
      if (sent.status === 'ok') return sent.result.ts ?? null
      log.warn({ channel, market, reason: sent }, 'a digest could not be posted; it is tried again')
      const wait =
        sent.status === 'rate_limited' ? sent.waitMs : sent.status === 'unreachable' ? 5 * SECOND : REFUSED_MS
      await handovers.release(key, clock() + wait)
      return 'later'
    }
  }

  /** In full, without what Slack may not know, in words: whatever gets through first. */
  async function post(channel: string, { text, blocks, plainly }: RenderedDigest) {
    const attempt = (content: { blocks?: RenderedDigest['blocks'] }) => {
      lanes.posts.take(channel)
      return called(client.chat.postMessage({ channel, text, unfurl_links: false, ...content }))
    }
    const full = await attempt({ blocks })
    if (full.status !== 'bad_blocks') return full
    log.warn({ channel, problems: full.problems }, 'Slack did not take the charts of a digest; it gets lines instead')
    const lines = await attempt({ blocks: plainly })
    return lines.status === 'bad_blocks' ? attempt({}) : lines
  }

  return {
    pump,
    ...createRounds({
      round: pump,
      everyMs: EVERY_MS,
      onError: (error) => log.error({ err: error }, 'digests could not be looked through'),
    }),
  }
}

/** Beside the handovers of the same channel, and one per market in it. */
function nameOf({ channel, market }: Due): string {
  return `digest/${channel}/${market ?? 'all'}`
}
