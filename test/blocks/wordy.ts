// Data for builders with one text wherever something from outside can stand.
import { actionWords } from '../../blocks/action-words.ts'
import type { CardData } from '../../blocks/card-data.ts'
import { NOW, question, RUN } from './samples.ts'

export const setup = {
  channel: null,
  reviewers: 0,
  reviewer_limit: null,
  workflow: { about: 'From order to parcel', on: false },
  done: false,
}

export function outside(text: string): Pick<CardData, 'subject' | 'also' | 'waiting'> {
  return {
    subject: { number: text, total: text, market: text },
    also: [{ ask: text, agent: text }],
    waiting: [{ agent: text, because: text, since: NOW, retry_at: NOW }],
  }
}

export function wordy(text: string) {
  return question({
    words: actionWords(text, text),
    amount: text,
    agent: text,
    version: text,
    source: text,
    reasons: [1, 2, 3].map(() => ({ text, source: text })),
    against: [text, text, text],
    unchecked: [text, text, text],
    why: [text, text, text],
    ahead: { when: text, rows: [text, text] },
    approving: text,
    rejecting: text,
  })
}

export function timeline(text: string) {
  const kinds = ['order', 'agent', 'question', 'answer', 'action', 'end', 'trouble'] as const
  return {
    subject: { number: text, total: text, market: null },
    practice: true,
    run: RUN,
    entries: Array.from({ length: 70 }, (_, index) => ({
      at: NOW + index,
      kind: kinds[index % kinds.length] ?? 'order',
      text,
      details: [text, text],
    })),
  }
}

export function overview(text: string) {
  const agent = {
    name: text,
    version: text,
    about: text,
    trigger: text,
    reads: [text, text],
    actions: [{ name: text, approval: text, level: text }],
    right: 1,
    wrong: 2,
    expired: 3,
    proposed: 4,
    fallbacks: 5,
    stopped: { by: text, at: NOW },
  }
  return {
    agents: [
      ...Array.from({ length: 12 }, () => ({ ...agent, kind: 'agent' as const })),
      { ...agent, kind: 'automation' as const },
    ],
    forecast: { cards: 95, people: 2, minutes_each: 48 },
    stopped: { by: text, at: NOW },
  }
}
