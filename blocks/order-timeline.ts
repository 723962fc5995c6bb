// `/order`: the story of an order, newest part kept when it does not all fit into one message.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { named, practiceMark } from './kit/subject.ts'
import { count, sayWithPeople } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { dayAndTime } from './kit/when.ts'
import { packed } from './target.ts'

export type TimelineData = {
  subject: { number: string; total: string | null; market: null }
  practice: boolean
  /** The run its window is opened for. */
  run: string | null
  entries: { at: number; kind: keyof typeof ICONS; text: string; details: string[] }[]
}

const ICONS = { order: '📥', agent: '🔎', question: '❓', answer: '✍️', action: '📦', end: '🏁', trouble: '⚠️' } as const
const IN_MESSAGE = 25

export function timelineMessage(data: TimelineData): KnownBlock[] {
  const shown = data.entries.slice(-IN_MESSAGE)
  const left = data.entries.length - shown.length
  return [
    header(`${practiceMark(data)}${named(data.subject)}`),
    ...(left > 0
      ? sections([`_${count(left, 'earlier entry').replace(/entrys$/, 'entries')} in the whole timeline._`])
      : []),
    ...sections(shown.map((entry) => entryText(entry, 160))),
    ...(data.run === null
      ? []
      : [
          actions('timeline', [
            button({ label: 'Whole timeline', action: ACTIONS.timeline, value: packed({ run: data.run }) }),
          ]),
        ]),
  ]
}

export function timelineModal(data: TimelineData): ModalView {
  const lines = data.entries.map((entry) => entryText(entry, 600))
  return modal({
    title: 'Order timeline',
    blocks: [
      header(`${practiceMark(data)}${named(data.subject)}`),
      ...sections(lines.length > 0 ? lines : ['Nothing has happened to this order yet.']),
    ],
  })
}

function entryText({ at, kind, text, details }: TimelineData['entries'][number], max: number): string {
  const why = details.length === 0 ? '' : `\n      ↳ ${details.map((detail) => sayWithPeople(detail, max)).join(' · ')}`
  return `${ICONS[kind]} ${dayAndTime(at)} · ${sayWithPeople(text, max)}${why}`
}
