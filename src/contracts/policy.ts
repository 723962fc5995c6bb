// config/policy.yml: who decides what, from which amount on, by when. A run keeps the policy it started under;
// people, roles, limits and stop buttons are always read as they are now (src/ledger settings override this file).
import { z } from 'zod'
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts'
import { DigestPolicy } from './digest.ts'
import { Duration } from './duration.ts'
import { CutOff, HoursByTeam, ReplyRule } from './hours.ts'
import { Limits } from './limits.ts'
import { Currency, RateTable } from './money.ts'

export const Role = z.enum(['viewer', 'reviewer', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

/** People by themselves and by user group; who is in a group is Slack's to say. */
const PeopleIds = z.array(
  z.string().regex(/^[UWS][A-Z0-9]+$/, 'a Slack user id such as U012AB3CD, or a user group id such as S012AB3CD'),
)

/** A user group, or people by name: a list either way. */
const OnCall = z.preprocess((given) => (typeof given === 'string' ? [given] : given), PeopleIds)

/** One rung of the ladder that an unanswered question climbs. `to`: owners, a role, a person or a user group. */
export const Reminder = z.strictObject({
  before: Duration,
  to: z.union([
    z.enum(['owners', 'lead', 'admin']),
    z.string().regex(/^[UWS][A-Z0-9]+$/, 'owners, lead, admin, a user id or a user group id'),
  ]),
})
export type Reminder = z.infer<typeof Reminder>

/** US dollars up to which a role may decide alone; null: no limit. */
const UsdLimit = z.number().nonnegative().nullable()

export const Policy = z.strictObject({
  version: z.literal(1),
  people: z.strictObject({
    admin: PeopleIds.default([]),
    lead: PeopleIds.default([]),
    reviewer: PeopleIds.default([]),
    viewer: PeopleIds.default([]),
  }),
  limits_usd: z.strictObject({ reviewer: UsdLimit, lead: UsdLimit, admin: UsdLimit }),
  /** Finer limits; the most specific one counts, whatever `limits_usd` says. */
  limits: Limits.default([]),
  /** Who hears first of a team's questions. */
  on_call: z.record(z.string(), OnCall).default({}),
  channels: z.strictObject({ default: z.string().nullable(), teams: z.record(z.string(), z.string()).default({}) }),
  /** Which team's channel a step's questions go to; unnamed steps use the default channel. */
  owners: z.record(z.string(), z.string()).default({}),
  ask: z.strictObject({
    below_confidence: z.number().min(0).max(1),
    above_usd: z.number().nonnegative(),
    four_eyes_above_usd: z.number().nonnegative().nullable(),
    /** Share of status-quo proposals that is asked all the same, to have evidence. */
    sample: z.number().min(0).max(1),
  }),
  conflicts: z.strictObject({
    resolve: z.enum(['priority', 'confidence', 'person']),
    person_above_usd: z.number().nonnegative(),
  }),
  /** Upper edges in US dollars of the value bands that make segments with the market: [50, 500] gives 0-50, 50-500, 500+. */
  segments: z.strictObject({ value_bands_usd: z.array(z.number().positive()) }),
  deadlines: z.strictObject({ default: Duration, by_step: z.record(z.string(), Duration).default({}) }),
  /** When people are there, by team: shifts, handovers, reminders and veto windows follow it. Without it: always. */
  hours: HoursByTeam.prefault({}),
  /** When parcels leave; the next one that is meant for an order sets the deadline of its questions. */
  cut_offs: z.array(CutOff).default([]),
  /** How soon marketplaces want an answer; sets the deadline of messages to customers. */
  reply_rules: z.array(ReplyRule).default([]),
  /** Who hears of an unanswered question, and how long before its deadline: first its owners, then who comes next. */
  reminders: z.array(Reminder).default([
    { before: 30 * MINUTE, to: 'owners' },
    { before: 15 * MINUTE, to: 'lead' },
    { before: 5 * MINUTE, to: 'admin' },
  ]),
  settle: Duration,
  veto: z
    .strictObject({
      /** Staffed time between the announcement and the action. */
      window: Duration.default(15 * MINUTE),
      /** An action that could not be announced for so long is asked instead. */
      unannounced: Duration.default(24 * HOUR),
    })
    .prefault({}),
  /** How autonomy is earned, per risk of the action; D never is. */
  autonomy: z
    .strictObject({
      /** The error rate a scope must be proven to stay below. */
      alpha: z
        .strictObject({
          A: z.number().positive().max(0.2).default(0.05),
          B: z.number().positive().max(0.2).default(0.02),
          C: z.number().positive().max(0.2).default(0.01),
        })
        .prefault({}),
      /** Actions that stay where a person can still stop them, whatever their risk. */
      at_most_veto: z.array(z.string()).default([]),
      /** How long the world takes to say that an action was wrong; it does not act alone before that was once waited for. */
      outcomes_after: z
        .record(z.string(), Duration)
        .default({ release: 90 * DAY, ship: 30 * DAY, route: 30 * DAY, notify: 7 * DAY }),
      never: z.array(z.string()).default([]),
      /** k (k + 1) in place of k squared: at most 5 % over all versions ever. */
      strict: z.boolean().default(false),
      floors: z
        .strictObject({
          days: z.number().nonnegative().default(14),
          or_decisions: z.int().nonnegative().default(500),
          decisions: z.int().nonnegative().default(100),
          distinct_days: z.int().nonnegative().default(5),
          reviewers: z.int().nonnegative().default(2),
          coverage: z.number().min(0).max(1).default(0.9),
          days_without_severe: z.number().nonnegative().default(90),
        })
        .prefault({}),
      /** A grant lapses unless it is renewed. */
      grant: Duration.default(180 * DAY),
      /** How long before its end a grant may be renewed, and the random audits since it was given that this takes. */
      renewal: z
        .strictObject({ from: Duration.default(30 * DAY), audits: z.int().nonnegative().default(50) })
        .prefault({}),
      /** An admin's grant around a closed gate ends sooner. */
      override: Duration.default(7 * DAY),
      /** At a veto level: how long, and with how many audits, before more is offered. */
      from_veto: z
        .strictObject({ days: z.number().nonnegative().default(7), audits: z.int().nonnegative().default(50) })
        .prefault({}),
      audits: z
        .strictObject({
          veto: z.number().min(0).max(1).default(0.3),
          alone: z.number().min(0).max(1).default(0.1),
          worried: z.number().min(0).max(1).default(0.5),
        })
        .prefault({}),
      /** Checks of the reviewers, as shares of what they are asked. */
      checks: z
        .strictObject({
          known_wrong: z.number().min(0).max(0.2).default(0.04),
          known_wrong_later: z.number().min(0).max(0.2).default(0.02),
          known_right: z.number().min(0).max(0.2).default(0.01),
          double_review: z.number().min(0).max(0.2).default(0.05),
          /** At most this share of a team's day: of what it answered, for what comes along with questions; of its hours, for audits. */
          most: z.number().min(0).max(0.5).default(0.1),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Answers that act without being evidence about the agent: nobody can have read the case. */
  evidence: z
    .strictObject({
      fastest: Duration.default(3 * SECOND),
      words_per_second: z.number().positive().default(8),
      per_minute: z.int().positive().default(10),
      per_hour: z.int().positive().default(60),
    })
    .prefault({}),
  /** Above so many open questions a channel shows one live brief instead of new cards, until there are half as many. */
  backlog: z.strictObject({ brief_above: z.int().positive().default(40) }).prefault({}),
  freshness: z.strictObject({ hold_runs_after: Duration, ask_after_waiting: Duration, retry_every: Duration }),
  budget: z.strictObject({ model_usd_per_day: z.number().nonnegative() }),
  /** When managers get their week, and where. */
  digest: DigestPolicy.prefault({}),
  rates: RateTable,
  home_currency: Currency,
})
export type Policy = z.infer<typeof Policy>

/** The part of the policy a run keeps from its start. Who may decide, up to which amount and what is stopped is never frozen. */
const { ask, conflicts, segments, rates } = Policy.shape
export const RunPolicy = z.object({
  ask,
  conflicts,
  segments,
  rates,
  deadlines: z.object({ default: z.number(), by_step: z.record(z.string(), z.number()) }),
  hours: HoursByTeam.prefault({}),
  cut_offs: z.array(CutOff).default([]),
  reply_rules: z.array(ReplyRule.extend({ within: z.number() })).default([]),
  freshness: z.object({ hold_runs_after: z.number(), ask_after_waiting: z.number(), retry_every: z.number() }),
  settle: z.number(),
  reminders: z.array(z.object({ before: z.number(), to: z.string() })).default([]),
  veto: z
    .object({ window: z.number(), unannounced: z.number() })
    .default({ window: 15 * MINUTE, unannounced: 24 * HOUR }),
})
export type RunPolicy = z.infer<typeof RunPolicy>
