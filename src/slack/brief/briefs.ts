// Which channels show a brief instead of new cards, and the one message of each: kept true, at Slack's pace, through restarts.
import type { KnownBlock, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { briefCard, briefText, caughtUp } from '../../../blocks/brief.ts'
import { unstaffedSince } from '../../calendar/staffed.ts'
import { type Clock, DAY, MINUTE, SECOND } from '../../contracts/clock.ts'
import { type HoursByTeam, hoursOf } from '../../contracts/hours.ts'
import { sha256 } from '../../contracts/json.ts'
import type { Brief } from '../../ledger/briefs.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Message } from '../deliver.ts'
import { CHANGES, type Lanes } from '../lanes.ts'
import type { MovedLinks } from '../moved-links.ts'
import { type Called, called } from '../slack-call.ts'
import type { Trouble } from '../trouble.ts'
import { briefOf, urgentClass } from './brief-of.ts'

/** How often the open questions are counted. */
const LOOK_MS = SECOND
/** A brief changes with every answer: it is shown this often at most. */
const CHANGE_MS = 6 * SECOND
/** And put at the bottom of the channel again this often at most. */
const ANEW_MS = 2 * MINUTE
const CLAIM_MS = 30 * SECOND
/** How far back a team looks that is always there. Any other looks back to when the last people left. */
const HELD_SINCE_MS = DAY
const CASES = 5_000

export type ChannelBriefs = {
  /** Looks at what is open and keeps the briefs true. Resolves with the teams whose new cards are not posted now. */
  keep(): Promise<{ teams: string[]; waitMs: number }>
  /** Whether a team's channel shows a brief, as of the last look. */
  covers(team: string): boolean
}

export type BriefParts = {
  ledger: Pick<Ledger, 'briefs' | 'cases'>
  client: WebClient
  channelOf(team: string): Promise<string | null>
  permalink(message: Message): string | null
  links: MovedLinks
  lanes: Lanes
  trouble: Trouble
  hours: HoursByTeam
  above: number
  clock: Clock
  log: Logger
}

type Channel = { id: string; teams: string[]; open: number }

export function createBriefs(parts: BriefParts): ChannelBriefs {
  const { ledger, client, channelOf, permalink, links, lanes, trouble, hours, above, clock, log } = parts
  const { briefs, cases } = ledger
  let lookedAt = Number.NEGATIVE_INFINITY
  let teams: string[] = []

  async function channels(): Promise<Map<string, Channel>> {
    const found = new Map<string, Channel>()
    for (const { team, open } of await cases.countByTeam()) {
      const id = await channelOf(team)
      if (id === null) continue
      const known = found.get(id) ?? { id, teams: [], open: 0 }
      found.set(id, { id, teams: [...known.teams, team], open: known.open + open })
    }
    return found
  }

  async function keep(): Promise<number> {
    const now = clock()
    const all = await channels()
    for (const { id, open } of all.values()) if (open > above) await briefs.begin(id, now)
    const active = await briefs.active()
    const covered: string[] = []
    let wait = Number.POSITIVE_INFINITY
    for (const brief of active) {
      const channel = all.get(brief.channel) ?? { id: brief.channel, teams: [], open: 0 }
      const isOver = channel.open * 2 < above || channel.open === 0
      wait = Math.min(wait, isOver ? await end(brief, channel) : await tell(brief, channel))
      if (!isOver) covered.push(...channel.teams)
    }
    teams = covered
    return wait
  }

  async function tell(brief: Brief, channel: Channel): Promise<number> {
    const now = clock()
    const rested = (brief.changed_at ?? Number.NEGATIVE_INFINITY) + CHANGE_MS - now
    if (rested > 0) return rested
    const data = briefOf({ ...(await facts(channel, now)), open: channel.open, above, now })
    const shown = sha256(JSON.stringify(data))
    if (brief.ts !== null && brief.shown === shown) return CHANGE_MS
    const urgent = urgentClass(data)
    const isNews = urgent !== null && urgent !== brief.urgent && (brief.posted_at ?? 0) + ANEW_MS <= now
    const ts = isNews ? null : brief.ts
    return say(brief, { ts, shown, urgent, text: briefText(data), blocks: briefCard(data) })
  }

  async function facts(channel: Channel, now: number) {
    const own = new Set(channel.teams)
    const since = (team: string) => unstaffedSince(hoursOf(hours, team), now) ?? now - HELD_SINCE_MS
    const held = await Promise.all(channel.teams.map((team) => cases.heldUnanswered(team, since(team))))
    const firsts = held.flatMap(({ first }) => first ?? [])
    return {
      cases: (await cases.open(CASES)).filter(({ team }) => own.has(team)),
      held: {
        held: held.reduce((sum, each) => sum + each.held, 0),
        first: firsts.length === 0 ? null : Math.min(...firsts),
      },
    }
  }

  type Words = { ts: string | null; shown: string; urgent: string | null; text: string; blocks: KnownBlock[] }

  async function say(brief: Brief, { ts, shown, urgent, text, blocks }: Words): Promise<number> {
    const { channel } = brief
    const wait = ts === null ? lanes.posts.wait(channel) : lanes.changes.wait(CHANGES)
    if (wait > 0) return wait
    const claimed = await briefs.claim(channel, clock(), clock() + CLAIM_MS)
    if (!claimed || claimed.ts !== brief.ts) {
      if (claimed) await briefs.release(channel)
      return LOOK_MS
    }
    const sent = await send({ channel, ts }, { text, blocks })
    if (sent.status === 'ok') {
      const at = sent.result.ts
      await briefs.posted(channel, { ts: at, shown, urgent, now: clock(), anew: ts === null })
      trouble.mended(channel)
      if (brief.ts !== null && brief.ts !== at)
        links.add({ old: { channel, ts: brief.ts }, title: 'What is open', permalink: permalink(sent.result) })
      return CHANGE_MS
    }
    await briefs.release(channel)
    return failed(sent, brief, ts === null)
  }

  async function send(at: { channel: string; ts: string | null }, content: { text: string; blocks: KnownBlock[] }) {
    const { channel, ts } = at
    if (ts === null) {
      lanes.posts.take(channel)
      const sent = await called(client.chat.postMessage({ channel, ...content, unfurl_links: false }))
      return sent.status === 'ok' ? { ...sent, result: { channel, ts: sent.result.ts ?? '' } } : sent
    }
    lanes.changes.take(CHANGES)
    const sent = await called(client.chat.update({ channel, ts, ...content }))
    return sent.status === 'ok' ? { ...sent, result: { channel, ts } } : sent
  }

  async function failed(
    sent: Exclude<Called<unknown>, { status: 'ok' }>,
    { channel }: Brief,
    isNew: boolean,
  ): Promise<number> {
    log.warn({ reason: sent, channel }, 'a brief could not be shown')
    switch (sent.status) {
      case 'rate_limited':
        if (isNew) lanes.posts.hold(channel, clock() + sent.waitMs)
        else lanes.changes.hold(CHANGES, clock() + sent.waitMs)
        return sent.waitMs
      case 'gone':
        await briefs.end(channel, clock())
        return LOOK_MS
      case 'channel':
        await trouble.tell({ code: sent.code, channel })
        return MINUTE
      case 'unreachable':
      case 'bad_blocks':
        return CHANGE_MS
      default:
        return sent satisfies never
    }
  }

  /** The rest is posted one by one again, most urgent first; the brief says so. */
  async function end(brief: Brief, { open }: Channel): Promise<number> {
    if (brief.ts !== null) {
      const wait = lanes.changes.wait(CHANGES)
      if (wait > 0) return wait
      const sent = await send({ channel: brief.channel, ts: brief.ts }, caughtUp({ open }))
      if (sent.status === 'rate_limited') return failed(sent, brief, false)
    }
    await briefs.end(brief.channel, clock())
    return Number.POSITIVE_INFINITY
  }

  let looking: Promise<number> | null = null

  /** Rounds that overlap share one look: none posts by what was true before it. */
  function look(): Promise<number> {
    looking ??= keep().finally(() => {
      looking = null
    })
    return looking
  }

  return {
    async keep() {
      const rest = lookedAt + LOOK_MS - clock()
      if (looking === null && rest > 0 && rest <= LOOK_MS) return { teams, waitMs: rest }
      lookedAt = clock()
      const waitMs = await look()
      return { teams, waitMs }
    },
    covers: (team) => teams.includes(team),
  }
}
