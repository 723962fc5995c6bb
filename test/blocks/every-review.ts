// Every window of a review, fed with one text wherever something from outside can stand.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { briefCard } from '../../blocks/brief.ts'
import { alikeWindow } from '../../blocks/review/alike-window.ts'
import { caseWindow, type Place } from '../../blocks/review/case-window.ts'
import { doneWindow } from '../../blocks/review/done-window.ts'
import { reviewHelp } from '../../blocks/review/help-window.ts'
import { lookWindow } from '../../blocks/review/look-window.ts'
import { cards } from './every-message.ts'
import { NOW } from './samples.ts'

const place: Place = { number: 3, of: 41, due: { count: 12, by: NOW } }
const METADATA = '{"session":true}'

function caseOf(name: string, text: string): ModalView {
  const data = cards[name]?.(text)
  if (!data?.question) throw new Error(`no question on the card "${name}"`)
  return caseWindow({
    data,
    question: { ...data.question, editable: true },
    place,
    last: { text: 'Said.', undo: true },
    alike: { count: 41, why: text },
    metadata: METADATA,
  })
}

function lookOf(name: string, text: string): ModalView {
  const data = cards[name]?.(text)
  if (!data?.audit) throw new Error(`no audit on the card "${name}"`)
  return lookWindow({ data, audit: data.audit, place, last: { text: 'Said.', undo: false }, metadata: METADATA })
}

export const reviewViews: Readonly<Record<string, (text: string) => ModalView>> = {
  'review, a case': (text) => caseOf('question', text),
  'review, everything at once': (text) => caseOf('question with everything at once', text),
  'review, a disagreement': (text) => caseOf('disagreement', text),
  'review, a look afterwards': (text) => lookOf('audit, blind', text),
  'review, a look afterwards, second step': (text) => lookOf('audit, beside the agent', text),
  'review, done': (text) =>
    doneWindow({
      filter: text,
      approved: 38,
      rejected: 3,
      looked: 2,
      unproven: 5,
      aside: 2,
      tookMs: 720_000,
      claimed: [{ by: text, count: 3, until: NOW }],
      others: 7,
      last: { text: 'Said.', undo: true },
      metadata: METADATA,
    }),
  'review, nothing': (text) =>
    doneWindow({
      ...{ filter: text, approved: 0, rejected: 0, looked: 0, unproven: 0, aside: 0, tookMs: 0, others: 0, last: null },
      claimed: [{ by: 'U0BEN0001', count: 3, until: NOW }],
      metadata: METADATA,
    }),
  'review, help': (text) => reviewHelp([text, text]),
  'alike cases': (text) =>
    alikeWindow({
      ...{ label: text, agent: text, why: text, approving: text, more: 3, now: NOW, metadata: METADATA },
      cases: Array.from({ length: 100 }, (_, index) => ({
        id: `${index}`.padStart(75, '0'),
        number: text,
        amount: text,
        deadline: NOW,
      })),
    }),
}

export const briefs: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  brief: (text) =>
    briefCard({
      open: 300,
      above: 40,
      urgent: { count: 14, due: { count: 12, by: NOW } },
      alike: { count: 41, why: text, filter: 'alike:01234567' },
      held: { count: 5, since: NOW },
      first: [1, 2, 3].map(() => ({ ask: text, deadline: NOW })),
    }),
}
