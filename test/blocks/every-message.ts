// Every card and message, fed with one text wherever something from outside can stand. New ones get their line here.
import type { KnownBlock } from '@slack/web-api'
import { actionWords, outcomeWords } from '../../blocks/action-words.ts'
import { agentsOverview } from '../../blocks/agents-overview.ts'
import type { CardData } from '../../blocks/card-data.ts'
import { helpFor, helpForAll } from '../../blocks/help.ts'
import { movedCard } from '../../blocks/moved-card.ts'
import { timelineMessage } from '../../blocks/order-timeline.ts'
import { noOrder, pickOrder } from '../../blocks/pick-order.ts'
import { plainCard } from '../../blocks/plain-card.ts'
import { runCard } from '../../blocks/run-card.ts'
import { welcome } from '../../blocks/setup-checklist.ts'
import { setupChannelNote } from '../../blocks/setup-notes.ts'
import { troubleNote } from '../../blocks/trouble-note.ts'
import { action, answered, card, disagreement, NOW, RUN, side } from './samples.ts'

import { outside, overview, setup, timeline, wordy } from './wordy.ts'
/** Cards with the text in every place that takes one. */
export const cards: Readonly<Record<string, (text: string) => CardData>> = {
  question: (text) => card({ ...outside(text), question: wordy(text) }),
  'question with everything at once': (text) =>
    card({
      ...outside(text),
      practice: true,
      question: { ...wordy(text), needs_two: true, approvals: [{ by: 'U0ANA0001', at: NOW }], editable: true },
      actions: [action({ words: actionWords(text, text) })],
    }),
  disagreement: (text) => {
    const each = side({
      agent: text,
      words: actionWords(text, text),
      reasons: [text, text, text],
      does: text,
      choose: { ...side().choose, label: text },
    })
    return disagreement({
      ...outside(text),
      question: { ...wordy(text), conflict: { mine: each, other: each }, needs_two: true },
    })
  },
  progress: (text) =>
    card({
      ...outside(text),
      question: null,
      answered: (['approved', 'edited', 'rejected', 'changes_requested', 'expired', 'superseded'] as const).map(
        (status) =>
          answered({
            status,
            words: actionWords(text, text),
            agent: text,
            because: text,
            reason: text,
            changed: [{ field: text, from: text, to: text }],
          }),
      ),
      actions: (
        ['scheduled', 'started', 'succeeded', 'failed', 'unknown', 'stopped', 'undoing', 'undone'] as const
      ).map((status) =>
        action({
          status,
          words: actionWords(text, text),
          ref: text,
          because: text,
          undo_until: status === 'succeeded' ? NOW : null,
        }),
      ),
    }),
  'nothing under way': (text) =>
    card({
      subject: { number: text, total: null, market: null },
      question: null,
      ended: { phase: 'completed', outcome: outcomeWords(text), because: text, ref: null },
    }),
  dead: (text) =>
    card({ ...outside(text), ended: { phase: 'dead', outcome: 'needs a person', because: text, ref: text } }),
}

export const messages: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  ...Object.fromEntries(
    Object.entries(cards).map(([name, of]) => [`run card: ${name}`, (text: string) => runCard(of(text))]),
  ),
  'plain card': (text) => plainCard(card({ ...outside(text), question: wordy(text) })),
  'moved card': (text) => movedCard({ title: text, permalink: 'https://slack.com/archives/C1/p1' }),
  'order timeline': (text) => timelineMessage(timeline(text)),
  'pick order': (text) =>
    pickOrder({
      asked: text,
      matches: Array.from({ length: 12 }, () => ({
        run: RUN,
        number: text,
        shop: text,
        status: text,
        practice: true,
        created_at: NOW,
      })),
    }),
  'no order': (text) => noOrder(text),
  agents: (text) => agentsOverview(overview(text)),
  help: (text) =>
    helpFor({ word: 'order', about: 'What happened', usage: [{ typed: '1042', does: 'by number' }] }).concat(
      helpForAll([], text),
    ),
  welcome: () => welcome(setup),
  'setup note': () => setupChannelNote('U0ANA0001').blocks,
  trouble: (text) => troubleNote({ code: text, channel: text }).blocks,
}
