// Every card and message, fed with one text wherever something from outside can stand. New ones get their line here.
import type { KnownBlock } from '@slack/web-api'
import { actionWords, outcomeWords } from '../../blocks/action-words.ts'
import { agentsOverview } from '../../blocks/agents-overview.ts'
import type { CardData } from '../../blocks/card-data.ts'
import { catchUp } from '../../blocks/catch-up.ts'
import { costsMessage } from '../../blocks/costs.ts'
import { csvSnippet } from '../../blocks/digest/csv-snippet.ts'
import { digestMessage } from '../../blocks/digest/digest-message.ts'
import { handoverNote } from '../../blocks/handover-note.ts'
import { helpFor, helpForAll } from '../../blocks/help.ts'
import { movedCard } from '../../blocks/moved-card.ts'
import { nudge } from '../../blocks/nudge.ts'
import { sharedTimeline, timelineMessage } from '../../blocks/order-timeline.ts'
import { noOrder, pickOrder } from '../../blocks/pick-order.ts'
import { plainCard } from '../../blocks/plain-card.ts'
import type { QuestionRow } from '../../blocks/question-row.ts'
import { runCard } from '../../blocks/run-card.ts'
import { welcome } from '../../blocks/setup-checklist.ts'
import { setupChannelNote } from '../../blocks/setup-notes.ts'
import { stuckMessage } from '../../blocks/stuck.ts'
import { troubleNote } from '../../blocks/trouble-note.ts'
import { whichDraft } from '../../blocks/which-draft.ts'
import { fullDigest, fullMessage } from './digest-samples.ts'
import { shadowMessages } from './every-shadow.ts'
import { trustMessages } from './every-trust.ts'
import { action, answered, card, DECISION, disagreement, NOW, RUN, side } from './samples.ts'

import { costs, outside, overview, setup, standing, timeline, wordy } from './wordy.ts'

const audit = (text: string): NonNullable<CardData['audit']> => ({
  ...{ run: RUN, agent: text, second: false, facts: [text, text], stated: null, agents: null },
  choices: [{ action: 'hold', label: text }],
})

/** Cards with the text in every place that takes one. */
export const cards: Readonly<Record<string, (text: string) => CardData>> = {
  question: (text) => card({ ...outside(text), question: wordy(text) }),
  'question somebody looks at': (text) => card({ ...outside(text), question: wordy(text), looking: 'U0ANA0001' }),
  'question with everything at once': (text) =>
    card({
      ...outside(text),
      practice: true,
      question: {
        ...wordy(text),
        needs_two: true,
        approvals: [{ by: 'U0ANA0001', at: NOW, to: text }],
        editable: true,
      },
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
  'audit, blind': (text) => card({ ...outside(text), question: null, audit: audit(text) }),
  'audit, beside the agent': (text) =>
    card({
      ...outside(text),
      question: null,
      audit: {
        ...audit(text),
        stated: { by: 'U0ANA0001', label: text },
        agents: { label: text, amount: text, reasons: [text, text] },
      },
    }),
  'a check that was answered': (text) =>
    card({ ...outside(text), question: null, check: { kind: 'known_wrong', gave_away: text } }),
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
  'progress, with what was wrong, while agents are stopped': (text) =>
    card({
      ...outside(text),
      question: null,
      answered: [answered({ because: text })],
      wrongs: [
        { words: actionWords(text, text), agent: text, by: 'U0ANA0001', at: NOW, reason: text, repair: RUN },
        { words: actionWords('ship', '#1042'), agent: 'fulfilment', by: text, at: NOW, reason: 'other', repair: null },
      ],
      correctable: true,
      stops: [
        { agent: null, by: 'U0ANA0001', at: NOW },
        { agent: text, by: text, at: NOW },
      ],
    }),
  'question, while agents are stopped': (text) =>
    card({ ...outside(text), question: wordy(text), stops: [{ agent: text, by: 'U0ANA0001', at: NOW }] }),
  'unless stopped, not announced': (text) =>
    card({
      ...outside(text),
      question: null,
      actions: [vetoed(text, false)],
      stops: [{ agent: null, by: text, at: NOW }],
    }),
  'unless stopped': (text) =>
    card({ ...outside(text), question: null, actions: [vetoed(text, true), vetoed(text, true)] }),
  'nothing under way': (text) =>
    card({
      subject: { number: text, total: null, market: null },
      question: null,
      ended: { phase: 'completed', outcome: outcomeWords(text), because: text, ref: null },
    }),
  dead: (text) =>
    card({ ...outside(text), ended: { phase: 'dead', outcome: 'needs a person', because: text, ref: text } }),
}

function vetoed(text: string, announced: boolean) {
  return action({
    words: actionWords(text, text),
    because: text,
    veto: { announced, reasons: [text, text, text], why: [text] },
  })
}

function late(text: string): QuestionRow {
  return { run: RUN, ask: text, amount: text, deadline: NOW, link: 'https://slack.com/archives/C1/p1', note: text }
}

export const messages: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  ...trustMessages,
  ...shadowMessages,
  ...Object.fromEntries(
    Object.entries(cards).map(([name, of]) => [`run card: ${name}`, (text: string) => runCard(of(text))]),
  ),
  digest: (text) => digestMessage(fullMessage(text)),
  'digest without charts': (text) => digestMessage(fullMessage(text), { plainly: true }),
  'digest in a channel': (text) => {
    const { notes, ...digest } = fullMessage(text)
    return digestMessage({ ...digest, notes: { ...notes, checking: undefined } })
  },
  'digest for a spreadsheet': (text) => csvSnippet(`${text}\r\n`.repeat(3), fullDigest(text)),
  'plain card': (text) => plainCard(card({ ...outside(text), question: wordy(text) })),
  'moved card': (text) => movedCard({ title: text, permalink: 'https://slack.com/archives/C1/p1' }),
  'order timeline': (text) => timelineMessage(timeline(text)),
  'order timeline, shared': (text) => sharedTimeline(timeline(text), text),
  stuck: (text) => stuckMessage(standing(text)),
  'nothing stuck': (text) => stuckMessage({ items: [], rule: standing(text).rule }),
  costs: (text) => costsMessage(costs(text)),
  'costs, no model': (text) =>
    costsMessage({
      ...costs(text),
      agents: [],
      usd: 0,
      calls: 0,
      per_order: null,
      dearest: null,
      budget: null,
      hasModel: false,
    }),
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
  'which draft': (text) =>
    whichDraft(
      Array.from({ length: 12 }, () => ({
        ask: text,
        agent: text,
        target: { run: RUN, decision: DECISION, revision: 1 },
      })),
    ),
  'no order': (text) => noOrder(text),
  agents: (text) => agentsOverview(overview(text)),
  'agents, none stopped': (text) => {
    const { agents, ...rest } = overview(text)
    return agentsOverview({ ...rest, stopped: null, agents: agents.map((agent) => ({ ...agent, stopped: null })) })
  },
  help: (text) =>
    helpFor({ word: 'order', about: 'What happened', usage: [{ typed: '1042', does: 'by number' }] }).concat(
      helpForAll([], { typed: text, near: 'order' }),
    ),
  welcome: () => welcome(setup),
  'welcome, after others': () => welcome(setup, ['U0ANA0001']),
  'setup note': () => setupChannelNote('U0ANA0001').blocks,
  'catch-up': (text) =>
    catchUp({
      from: 0,
      to: 600_000,
      given_time: 3,
      ran_out: [
        { number: text, due: text, instead: 'held' },
        { number: text, due: '', instead: 'skipped' },
        { number: text, due: '', instead: 'nothing' },
      ],
    }).blocks,
  trouble: (text) => troubleNote({ code: text, channel: text }).blocks,
  nudge: (text) => nudge({ rows: Array.from({ length: 7 }, () => late(text)), now: NOW }).blocks,
  'hand-over': (text) =>
    handoverNote({
      ...{ now: NOW, since: NOW, until: NOW, at: text, shifts: text },
      open: Array.from({ length: 7 }, () => late(text)),
      claimed: Array.from({ length: 5 }, () => ({ by: text, row: late(text) })),
      promised: [{ by: text, row: late(text) }],
      expired: Array.from({ length: 5 }, () => late(text)),
    }).blocks,
}
