// `/order`: the story of an order with a picture of its time, newest part kept when it does not all fit into one message.
import type { Button, KnownBlock, ModalView } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, context, divider, header, sections } from './kit/elements.ts'
import { named, numbered } from './kit/subject.ts'
import { mention, sayWithPeople } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { dayAndTime } from './kit/when.ts'
import { packed } from './target.ts'
import { type StripData, stripLines } from './timeline-strip.ts'

export type TimelineData = {
  subject: { number: string; total: string | null; market: null }
  /** Of its runs: `mixed` when only some of them are real. */
  kind: 'live' | 'practice' | 'seed' | 'backtest' | 'audit' | 'check' | 'mixed'
  /** The run its window is opened for. */
  run: string | null
  strip: StripData | null
  entries: { at: number; kind: keyof typeof ICONS; text: string; details: string[] }[]
}

const ICONS = { order: '📥', agent: '🔎', question: '❓', answer: '✍️', action: '📦', end: '🏁', trouble: '⚠️' } as const
const IN_MESSAGE = 25

const MARKS = {
  live: '',
  practice: 'PRACTICE · ',
  seed: 'SAMPLE · ',
  backtest: 'CHECK · ',
  audit: '',
  check: 'CHECK · ',
  mixed: '',
} as const
const NOTES = {
  live: '',
  practice: '🎯 *A practice case.* Nothing of it is carried out, and no answer counts.',
  seed: '🌱 *Sample data.* It was put into the record to try things out and happened in no shop.',
  audit: '',
  backtest: '🧪 *A check.* A past order was judged again to measure an agent; nothing of it is carried out.',
  check: '🧪 *A check of the reviewers:* its answer was known, and nothing of it was carried out.',
  mixed: '🎯 *Part of this is practice or a check:* that part was never carried out.',
} as const

export function timelineMessage(data: TimelineData): KnownBlock[] {
  return [
    ...story(data),
    ...(data.run === null
      ? []
      : [
          actions('timeline', [
            button({ label: 'Whole timeline', action: ACTIONS.timeline, value: packed({ run: data.run }) }),
            button({
              label: 'Share here',
              action: ACTIONS.share,
              value: packed({ run: data.run }),
              aloud: `Share the timeline of order ${numbered(data.subject.number)} with everybody here`,
            }),
            button({ label: 'Refresh', action: ACTIONS.show, value: packed({ run: data.run }) }),
            ...after(data.run, data),
          ]),
        ]),
  ]
}

/** For everybody in a channel: nothing to press that would answer for somebody else. */
export function sharedTimeline(data: TimelineData, by: string): KnownBlock[] {
  const { number } = data.subject
  return [
    ...story(data),
    context([`Shared by ${mention(by)} · \`/order ${plainNumber(number)}\` shows it as it is now`]),
  ]
}

/** For notifications and screen readers. */
export function timelineText({ subject, kind, entries }: TimelineData): string {
  const last = entries.at(-1)
  return `${MARKS[kind]}${named(subject)}${last ? `: ${sayWithPeople(last.text, 200)}` : ''}`
}

export function timelineModal(data: TimelineData): ModalView {
  const lines = data.entries.map((entry) => entryText(entry, 600))
  return modal({
    title: 'Order timeline',
    blocks: [
      ...top(data),
      ...sections(lines.length > 0 ? lines : ['Nothing has happened to this order yet.']),
      ...(data.run === null || data.kind !== 'live' ? [] : [actions('timeline.after', after(data.run, data))]),
    ],
  })
}

function story(data: TimelineData): KnownBlock[] {
  const shown = data.entries.slice(-IN_MESSAGE)
  const left = data.entries.length - shown.length
  return [
    ...top(data),
    ...(left > 0 ? sections([`_${left} earlier ${left === 1 ? 'entry' : 'entries'} in the whole timeline._`]) : []),
    ...sections(shown.map((entry) => entryText(entry, 160))),
  ]
}

function top({ subject, kind, strip }: TimelineData): KnownBlock[] {
  return [
    header(`${MARKS[kind]}${named(subject)}`),
    ...sections([NOTES[kind]]),
    ...(strip ? [...sections(stripLines(strip)), divider()] : []),
  ]
}

function plainNumber(number: string): string {
  return numbered(number)
    .slice(1)
    .replaceAll(/[`<>&]/g, '')
}

/** What a person may do about an order they looked up; nothing about one that is not real. */
function after(run: string, { kind }: Pick<TimelineData, 'kind'>): Button[] {
  if (kind !== 'live') return []
  const value = packed({ run })
  return [
    button({ label: 'Send to review', action: ACTIONS.sendToReview, value }),
    button({ label: 'This was wrong', action: ACTIONS.wrong, value }),
  ]
}

function entryText({ at, kind, text, details }: TimelineData['entries'][number], max: number): string {
  const why = details.length === 0 ? '' : `\n      ↳ ${details.map((detail) => sayWithPeople(detail, max)).join(' · ')}`
  return `${ICONS[kind]} ${dayAndTime(at)} · ${sayWithPeople(text, max)}${why}`
}
