// The weekly digest: when it is sent and where, and what it says. Shares are counts, so that whoever shows them decides what a few cases are worth.
import { z } from 'zod'
import { TimeOfDay, TimeZone, Weekday } from './hours.ts'
import type { StoredTrustEvent } from './trust.ts'

const Channel = z.string().regex(/^[CG][A-Z0-9]+$/, 'a Slack channel id such as C012AB3CD')
export const Market = z.string().regex(/^[A-Z]{2}$/, 'a market in two capital letters, such as HK')

/** What a workflow was like before, as somebody measured it. */
const Measured = z.strictObject({
  /** Where the figures come from, in words: they are shown with it. */
  source: z.string().min(1).max(120),
  /** Orders with an error, per hundred. */
  errors_per_100: z.number().nonnegative().optional(),
  minutes_to_decision: z.number().nonnegative().optional(),
})
export type MeasuredBefore = z.infer<typeof Measured>

export const DigestPolicy = z.strictObject({
  day: Weekday.default('mon'),
  at: TimeOfDay.default('09:00'),
  time_zone: TimeZone.default('Etc/UTC'),
  /** Null: the default channel. */
  channel: Channel.nullable().default(null),
  /** A digest of their own for markets that somebody manages. */
  markets: z.record(Market, z.strictObject({ channel: Channel, time_zone: TimeZone.optional() })).default({}),
  /** What one decision would have taken a person. */
  minutes_per_decision: z.number().positive().default(3),
  /** By workflow, in place of the record's first four weeks. */
  baseline: z.record(z.string(), Measured).default({}),
})
export type DigestPolicy = z.infer<typeof DigestPolicy>

/** "of" cases, "part" of them. */
export type Share = { part: number; of: number }

export type Week = {
  from: number
  to: number
  /** "2026-W47". */
  name: string
  /** "16 Nov to 22 Nov". */
  days: string
  time_zone: string
  /** Still going on. */
  so_far: boolean
}

/** What a workflow was like within a span. Times in milliseconds; null without a case. */
export type WorkflowFigures = {
  orders: number
  /** Orders of which an error came to light. */
  errors: number
  answered: number
  median_ms: number | null
  p90_ms: number | null
  /** Decisions nobody had to take: done under a grant, and a person would have been asked without it. */
  saved: number
}

export type WorkflowDigest = {
  workflow: string
  now: WorkflowFigures
  /** Null where there is nothing to compare with. */
  before: WorkflowFigures | null
  measured: MeasuredBefore | null
}

export type AgentDigest = {
  agent: string
  version: string
  /** Judged so far, this version: how many, how many wrong, and at worst which share is wrong. */
  judged: { decisions: number; errors: number; at_worst: number }
  /** Answered, of what was asked and is closed. */
  coverage: Share
  /** Edited or rejected, of what was answered; and the week before. */
  overrides: Share
  overrides_before: Share
  /** Done under a grant without a person, of everything proposed. */
  alone: Share
  /** Equal to what happens anyway, so nobody was asked: no grant, and nothing saved. */
  usual: Share
  median_ms: number | null
  p90_ms: number | null
  unanswered: number
  escalated: number
  errors: number
  cost_usd: number
  /** Orders it proposed something for. */
  orders: number
  /** The most frequent first. */
  reasons: { reason: string; count: number }[]
}

/** One week of the trends, oldest first. */
export type TrendWeek = {
  name: string
  orders: number
  errors: number
  escalated: number
  asked: number
  alone: number
  usual: number
  /** By agent. */
  overrides: Readonly<Record<string, Share>>
}

/** More often in one place than elsewhere, beyond chance. */
export type Skew = {
  agent: string
  what: 'held' | 'overridden'
  market: string
  /** The value band it was compared within; null for all of them. */
  band: string | null
  here: Share
  elsewhere: Share
}

export type TrustNews = Omit<StoredTrustEvent, 'event'>
export type Demotion = TrustNews & { event: Extract<StoredTrustEvent['event'], { type: 'demoted' }> }
export type Override = TrustNews & {
  event: Extract<StoredTrustEvent['event'], { type: 'granted' }>
  /** Ended by itself or taken back since. */
  ended: boolean
}

export type Digest = {
  week: Week
  /** Null for all of them. */
  market: string | null
  /** What workflows are compared with. */
  baseline: { is: 'record'; from: number; to: number } | { is: 'none'; because: 'young' | 'within' }
  workflows: WorkflowDigest[]
  /** Messages from customers, and those that the first run answered; null where the record has none. */
  first_contact: { now: Share; before: Share | null } | null
  agents: AgentDigest[]
  wrong: { orders: number; unanswered: number }
  saved: { decisions: number; hours: number; minutes_each: number }
  trend: TrendWeek[]
  demotions: Demotion[]
  /** Grants around a closed gate, of this week or still in force. */
  overrides: Override[]
  skews: Skew[]
}
