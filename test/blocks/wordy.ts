// Data for builders with one text wherever something from outside can stand.

import { actionWords } from '../../blocks/action-words.ts'
import type { HomeData } from '../../blocks/app-home.ts'
import type { CardData } from '../../blocks/card-data.ts'
import { NOW, question, RUN } from './samples.ts'

export const setup = {
  channel: null,
  reviewers: 0,
  groups: 0,
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
    due: text,
    escalated: { to: text, at: NOW },
    reasons: [1, 2, 3].map(() => ({ text, source: text })),
    against: [text, text, text],
    unchecked: [text, text, text],
    why: [text, text, text],
    ahead: { when: text, rows: [text, text] },
    approving: text,
    rejecting: text,
    conversational: true,
    draft: [{ field: text, value: text }],
    changed: { by: 'U0ANA0001', fields: [{ field: text, from: text, to: text }] },
    passed: [
      { by: text, to: { kind: 'channel', id: text } },
      { by: text, to: { kind: 'nobody' } },
    ],
  })
}

export function timeline(text: string) {
  const kinds = ['order', 'agent', 'question', 'answer', 'action', 'end', 'trouble'] as const
  return {
    subject: { number: text, total: text, market: null },
    kind: 'mixed' as const,
    run: RUN,
    strip: {
      rows: (['working', 'person', 'other'] as const).map((kind, index) => ({
        kind,
        what: text,
        from: NOW + index,
        to: NOW + 60_000,
        open: index === 2,
        by: index === 1 ? text : null,
      })),
      left: 2,
      from: NOW,
      to: NOW + 60_000,
      waited_ms: 30_000,
    },
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

/** Everything that can stand still, more of it than one message shows. */
export function standing(text: string) {
  const kinds = ['dead', 'run', 'card', 'delivery', 'question'] as const
  return {
    items: Array.from({ length: 60 }, (_, index) => ({
      what: kinds[index % kinds.length] ?? 'run',
      title: text,
      kind: index % 2 === 0 ? ('live' as const) : ('practice' as const),
      since: NOW,
      why: text,
      todo: text,
      run: index % 5 === 3 ? null : RUN,
    })),
    rule: 'Everything that has stood still for 30 min or longer.',
  }
}

export function costs(text: string) {
  return {
    period: 'week' as const,
    usd: 1.25,
    calls: 900,
    orders: 400,
    per_order: 0.003125,
    agents: Array.from({ length: 30 }, () => ({ agent: text, usd: 0.04, calls: 30, fell_back: 2 })),
    days: ['2026-11-09', '2026-11-10'].map((day, index) => ({ day, usd: index * 1.25 })),
    dearest: { number: text, usd: 0.02 },
    budget: { per_day: 5, left: 3.75 },
    hasModel: true,
  }
}

/** A Home tab with everything on it, and more of everything than fits. */
export function homeOf(text: string): HomeData {
  return {
    unclaimed: false,
    ask: [text],
    may: {
      role: 'admin',
      limits_usd: { reviewer: 100, lead: 1_000, admin: null },
      limits: [{ role: 'admin', action: text || 'refund', currency: 'HKD', up_to: 500 }],
      standsInFor: [text],
    },
    newcomer: true,
    queue: {
      cases: Array.from({ length: 60 }, (_, index) => ({
        run: RUN,
        title: text,
        agent: text,
        opened_at: NOW,
        deadline: NOW,
        practice: true,
        urgent: true,
        passed: index % 2 === 0,
      })),
      total: 400,
      urgent: 12,
    },
    team: {
      open: 400,
      teams: Array.from({ length: 20 }, (_, index) => ({
        name: text,
        channel: index % 2 === 0 ? null : text,
        open: 20,
      })),
      claimed: Array.from({ length: 9 }, () => ({ by: text, count: 3 })),
      passed_to_me: 2,
      sale: { by: text, until: NOW },
    },
    today: { orders: 1_200, alone: 900, asked: 300, answered: 250, expired: 5, median_ms: 90_000 },
    stuck: 3,
    agents: {
      agents: Array.from({ length: 30 }, () => ({
        name: text,
        proposed: 100,
        asked: 40,
        approved: 30,
        edited: 2,
        rejected: 1,
        fallbacks: 3,
        stopped: { by: text },
      })),
      stopped: { by: text },
    },
    setup: { ...setup, channel: text, workflow: { about: text, on: true } },
  }
}

/** One of a person for whom nothing is there yet. */
export function emptyHome(role: HomeData['may']['role'], ask: string): HomeData {
  const decides = role !== null && role !== 'viewer'
  return {
    ...homeOf(''),
    ask: [ask],
    may: { role, limits_usd: { reviewer: 500, lead: null, admin: null }, limits: [] },
    newcomer: decides,
    queue: decides ? { cases: [], total: 0, urgent: 0 } : null,
    team: { open: 0, teams: [], claimed: [], passed_to_me: 0, sale: null },
    today: { orders: 0, alone: 0, asked: 0, answered: 0, expired: 0, median_ms: null },
    stuck: 0,
    agents: { agents: [], stopped: null },
    setup: null,
  }
}
