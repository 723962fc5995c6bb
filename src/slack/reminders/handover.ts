// At a change of shift: what is open, claimed, promised, and what nobody answered. Once per channel and change; nothing where there is nothing.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type HandoverData, type Held, handoverNote } from '../../../blocks/handover-note.ts'
import type { QuestionRow } from '../../../blocks/question-row.ts'
import { momentWords } from '../../calendar/local-words.ts'
import type { ShiftSpan } from '../../calendar/shift-spans.ts'
import { nextShiftChange } from '../../calendar/shifts.ts'
import { MINUTE, SECOND } from '../../contracts/clock.ts'
import { type HoursByTeam, hoursOf } from '../../contracts/hours.ts'
import type { Claims } from '../../ledger/claims.ts'
import type { HandoverStore } from '../../ledger/handovers.ts'
import { CHANNEL } from '../../ledger/projections/card-row.ts'
import type { QuestionRow as StoredQuestion } from '../../ledger/queries/question-rows.ts'
import type { Lanes } from '../lanes.ts'
import { called } from '../slack-call.ts'
import { changeBefore, type DueChange, dueChanges } from './changes.ts'
import { asQuestionRow } from './tell.ts'

/** Whoever came back later than this knows already. */
const LATE_MS = 30 * MINUTE
const CLAIM_MS = 30 * SECOND

export type HandoverParts = {
  handovers: HandoverStore
  claims: Pick<Claims, 'of'>
  client: WebClient
  lanes: Lanes
  hours: HoursByTeam
  /** Every team that may have questions. */
  teams: readonly string[]
  channelOf(team: string): Promise<string | null>
  permalink(message: { channel: string; ts: string }): string | null
  clock(): number
  log: Logger
}

export function createHandover(parts: HandoverParts): () => Promise<void> {
  const { handovers, claims, client, lanes, hours, teams, channelOf, permalink, clock, log } = parts
  /** What this process saw done: the record is not asked again. */
  const done = new Map<string, number>()

  return async () => {
    const homes = new Map(await Promise.all(teams.map(async (team) => [team, await channelOf(team)] as const)))
    for (const due of dueChanges(homes, hours, { now: clock(), lateMs: LATE_MS })) {
      if (done.get(due.channel) === due.change.at || lanes.posts.wait(due.channel) > 0) continue
      await one(due)
    }
  }

  async function one(due: DueChange): Promise<void> {
    const now = clock()
    const key = { channel: due.channel, at: due.change.at }
    if (!(await handovers.claim(key, now, now + CLAIM_MS))) return
    const data = await dataOf(due, now)
    if (data.open.length + data.expired.length > 0) {
      lanes.posts.take(due.channel)
      const sent = await called(
        client.chat.postMessage({ channel: due.channel, unfurl_links: false, ...handoverNote(data) }),
      )
      if (sent.status !== 'ok') {
        log.warn({ channel: due.channel, status: sent.status }, 'a handover could not be posted')
        return handovers.release(key, clock() + (sent.status === 'rate_limited' ? sent.waitMs : 5 * SECOND))
      }
      await handovers.done(key, clock(), sent.result.ts ?? null)
    } else await handovers.done(key, clock(), null)
    done.set(due.channel, due.change.at)
  }

  async function dataOf({ channel, teams: own, time_zone, change }: DueChange, now: number): Promise<HandoverData> {
    const named = [...own, `${CHANNEL}${channel}`]
    const when = hoursOf(hours, own[0] ?? null)
    const since = changeBefore(when, change.at)
    const [open, expired] = await Promise.all([handovers.open(named), handovers.expired(named, since, change.at)])
    const looking = await claims.of(
      open.map(({ run_id }) => run_id),
      now,
    )
    const holder = new Map(looking.map(({ run_id, by }) => [run_id, by]))
    return {
      now,
      since,
      at: momentWords({ at: change.at, now: change.at, timeZone: time_zone }),
      shifts: shiftWords(change.ends, change.begins),
      until: nextShiftChange(when, change.at)?.at ?? null,
      open: open.map(asRow),
      expired: expired.map(asRow),
      claimed: open.flatMap((row) => heldBy(holder.get(row.run_id), row)),
      promised: open.flatMap((row) => heldBy(personIn(row.passed_to), row)),
    }
  }

  function asRow(row: StoredQuestion): QuestionRow {
    return asQuestionRow(row, { note: '', permalink })
  }

  function heldBy(by: string | null | undefined, row: StoredQuestion): Held[] {
    return by ? [{ by, row: asRow(row) }] : []
  }
}

/** It may have been passed to a channel. */
function personIn(passedTo: string | null): string | null {
  return passedTo !== null && /^[UW]/.test(passedTo) ? passedTo : null
}

/** "day ends, late begins"; nothing for shifts without a name. */
function shiftWords(ends: readonly ShiftSpan[], begins: readonly ShiftSpan[]): string {
  const said = (spans: readonly ShiftSpan[], verb: string): string[] =>
    spans.flatMap(({ name }) => (name === null ? [] : [`${name} ${verb}`]))
  const words = [...said(ends, 'ends'), ...said(begins, 'begins')]
  return begins.length === 0 ? [...words, 'nobody is on until the next shift'].join(', ') : words.join(', ')
}
