// A digest with everything in it at once, with one text wherever something from outside can stand.
import type { CheckingData } from '../../blocks/autonomy/checking-words.ts'
import type { DigestMessage } from '../../blocks/digest/digest-message.ts'
import type { AgentDigest, Digest, Share, TrendWeek } from '../../src/contracts/digest.ts'
import { NOW } from './samples.ts'

const DAY = 86_400_000
const share = (part: number, of: number): Share => ({ part, of })
const figures = { orders: 140, errors: 3, answered: 59, median_ms: 720_000, p90_ms: 1_140_000, saved: 218 }

export function fullDigest(text: string, many = 12): Digest {
  const scope = { agent: text, version: text, action: text, segment: `${text}|50-200` }
  const all = <T>(of: (index: number) => T): T[] => Array.from({ length: many }, (_, index) => of(index))
  return {
    week: { from: NOW - 7 * DAY, to: NOW, name: '2026-W47', days: '16 Nov to 22 Nov', time_zone: text, so_far: false },
    market: text,
    baseline: { is: 'record', from: NOW - 70 * DAY, to: NOW - 42 * DAY },
    workflows: all((index) => ({
      workflow: `${text} ${index}`,
      now: figures,
      before: { ...figures, saved: 88 },
      measured: index % 2 ? { source: text, errors_per_100: 3.1, minutes_to_decision: 95 } : null,
    })),
    first_contact: { now: share(40, 60), before: share(3, 12) },
    agents: all((index) => agent(`${text} ${index}`, text)),
    wrong: { orders: 3, unanswered: 4 },
    saved: { decisions: 218, hours: 10.9, minutes_each: 3 },
    trend: Array.from({ length: 8 }, (_, week) => trendWeek(week, text, many)),
    demotions: all((seq) => ({
      ...{ seq, at: NOW, by: seq % 2 ? 'countersign' : text },
      event: { type: 'demoted', scope, from: 'L3', cause: 'audits', because: text, evidence: null },
    })),
    overrides: all((seq) => ({
      ...{ seq, at: NOW, by: text, ended: seq % 2 === 0 },
      event: {
        ...{ type: 'granted', scope, level: 'L2', from_confidence: 0.8, alpha: 0.05, delta: 0.05, attempt: 1 },
        evidence: {
          ...{ decisions: 120, errors: 1, at_worst: 0.048, log_evidence: 3.4, log_threshold: 3 },
          ...{ alpha_eff: 0.045, catch_rate: 0.9 },
        },
        ...{ cap_usd_cents: null, expires_at: NOW + DAY, override: text, renews: null, root_cause: null },
      },
    })),
    skews: all((index) => ({
      ...{ agent: text, what: index % 2 ? 'held' : 'overridden', market: text, band: index % 3 ? text : null },
      ...{ here: share(23, 100), elsewhere: share(24, 400) },
    })),
  }
}

function agent(name: string, text: string): AgentDigest {
  return {
    ...{ agent: name, version: text, judged: { decisions: 240, errors: 3, at_worst: 0.04 } },
    ...{ coverage: share(43, 46), overrides: share(2, 43), overrides_before: share(4, 44), alone: share(94, 140) },
    usual: share(12, 140),
    ...{ median_ms: 720_000, p90_ms: 1_140_000, unanswered: 3, escalated: 3, errors: 1, cost_usd: 0.28, orders: 140 },
    reasons: [text, text, text, text].map((reason) => ({ reason, count: 2 })),
  }
}

function trendWeek(week: number, text: string, many: number): TrendWeek {
  const names = Array.from({ length: many }, (_, index) => `${text} ${index}`)
  return {
    ...{ name: `2026-W${40 + week}`, orders: 140, errors: 2, escalated: 3, asked: 60, alone: 20, usual: 200 },
    overrides: Object.fromEntries(names.map((name) => [name, share(3, 40)])),
  }
}

export function fullChecking(text: string): CheckingData {
  return {
    people: 4,
    seeds: {
      ...{ shown: 52, caught: 47, at_least: 0.78 },
      strata: [
        { source: 'past_error', shown: 40, caught: 37 },
        { source: text, shown: 12, caught: 10 },
      ],
    },
    turned_down: { shown: 20, wrongly: 2 },
    doubles: { both: 70, first: 25, second: 1, neither: 4, asked: 100, ac1: 0.62 },
    ...{ gap: 0.24, warnings: ['rubber_stamp', 'disagrees', 'easy_seeds'] },
  }
}

/** Of enough people in one thing only. */
export function fewChecking(): CheckingData {
  return {
    ...{ people: 3, seeds: { shown: 0, caught: 0, at_least: 0, strata: [] }, turned_down: { shown: 20, wrongly: 2 } },
    doubles: { both: 0, first: 0, second: 0, neither: 0, asked: 0, ac1: null },
    ...{ gap: null, warnings: [] },
  }
}

export function proposal(text: string, index = 0): DigestMessage['proposals'][number] {
  return {
    ...{
      agent: 'refunds',
      version: '1.0.0',
      action: 'refund',
      segment: `${text.slice(0, 40)}|${index}`,
      level: 'L1',
      offer: 'L2',
    },
    ...{ from_confidence: 0.85, decisions: 212, errors: 2, at_worst: 0.041, alpha: 0.05, alpha_eff: 0.045 },
    ...{ catch_rate: 0.9, log_evidence: 4.4, log_threshold: 3, attempt: 1, coverage: 0.96, estimate: 0.01 },
    ...{ audits: { done: 0, wrong: 0 }, cusum: 0, futile: false, binding: null, per_week: 45, alone_per_week: 38 },
    ...{
      cap: 'US$ 50',
      grant: null,
      ask_again_at: NOW,
      course: [],
      history: [],
      renewal: null,
      money: { per_week: 'US$ 1,200', usual: 'US$ 32' },
      relative: null,
      drift: null,
    },
  }
}

export function fullMessage(text: string): DigestMessage {
  const proposals = Array.from({ length: 12 }, (_, index) => proposal(text, index))
  const own = proposal(text)
  const renewal = { lapses_at: NOW, offer: null, binding: null, audits: { done: 12, wrong: 0 }, estimate: 0 }
  return {
    ...{ digest: fullDigest(text), proposals, stuck: 3, mayGrant: true },
    notes: {
      lapsing: Array.from({ length: 12 }, () => ({ ...own, renewal })),
      drifting: Array.from({ length: 12 }, () => ({ ...own, drift: { psi: 0.41, before: 212, now: 120 } })),
      portfolio: { scopes: 30, kept: 9, doubtful: Array.from({ length: 12 }, () => own) },
      checking: fullChecking(text),
    },
  }
}
