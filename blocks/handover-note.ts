// What one shift leaves to the next, in one message: open, claimed, promised, and what nobody answered in time.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { count, mention, say } from './kit/text.ts'
import { time } from './kit/when.ts'
import { firstOf, linked, type QuestionRow, questionLine } from './question-row.ts'
import { startValue } from './review/start.ts'

export type HandoverData = {
  now: number
  /** "18:00 (Hong Kong)" */
  at: string
  /** "day ends, late begins" */
  shifts: string
  /** When the next change comes; null when none is known. */
  until: number | null
  /** By deadline. */
  open: readonly QuestionRow[]
  /** Somebody is looking at these right now, or was asked to answer them. */
  claimed: readonly Held[]
  promised: readonly Held[]
  /** Not answered in time since `since`. */
  expired: readonly QuestionRow[]
  since: number
}

export type Held = { by: string; row: QuestionRow }

const HOUR = 3_600_000
const OPEN_SHOWN = 5
const OTHERS_SHOWN = 3

export function handoverNote(data: HandoverData): { text: string; blocks: KnownBlock[] } {
  const { open, expired, now } = data
  const title = `Handover at ${data.at}`
  return {
    text: `${title}: ${[count(open.length, 'open question'), ...(expired.length > 0 ? [`${expired.length} expired`] : [])].join(', ')}`,
    blocks: [
      header(title),
      ...sections([
        data.shifts === '' ? '' : say(data.shifts, 150),
        open.length === 0 ? 'Nothing is open.' : `*${open.length} open*: ${byDeadline(data)}`,
        ...firstOf(open, OPEN_SHOWN, (row) => questionLine(row, now)),
        held('Claimed', 'is looking at', data.claimed),
        held('Promised', 'was asked to answer', data.promised),
        expired.length === 0
          ? ''
          : `*Expired since ${time(data.since)}:* ${expired.length}. ${firstOf(expired, OTHERS_SHOWN, ({ ask, link }) => linked(ask, link)).join(', ')}`,
      ]),
      ...(open.length === 0
        ? []
        : [actions('handover', [button({ label: 'Start review', action: ACTIONS.startAll, value: startValue('') })])]),
    ],
  }
}

/** "3 within the hour · 6 before 24:00 · 5 later". */
function byDeadline({ open, now, until }: HandoverData): string {
  const soon = open.filter(({ deadline }) => deadline <= now + HOUR)
  const later = open.filter((row) => !soon.includes(row))
  const thisShift = until === null ? [] : later.filter(({ deadline }) => deadline <= until)
  const parts = [
    [soon.length, 'within the hour'],
    [thisShift.length, `before ${until === null ? '' : time(until)}`],
    [later.length - thisShift.length, 'later'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, when]) => `${n} ${when}`)
    .join(' · ')
}

function held(label: string, verb: string, all: readonly Held[]): string {
  if (all.length === 0) return ''
  const lines = firstOf(all, OTHERS_SHOWN, ({ by, row }) => `${mention(by)} ${verb} ${linked(row.ask, row.link)}`)
  return `*${label}:* ${all.length}. ${lines.join(', ')}`
}
