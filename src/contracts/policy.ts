// config/policy.yml: who decides what, from which amount on, by when. A run keeps the policy it started under;
// people, roles, limits and stop buttons are always read as they are now (src/ledger settings override this file).
import { z } from 'zod'
import { Currency, RateTable } from './money.ts'

const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** "90s", "4h", "2m": a duration in words, as milliseconds. */
export const Duration = z
  .string()
  .regex(DURATION, 'a duration such as 30s, 2m, 4h or 1d')
  .transform((text) => {
    const [, count, unit] = DURATION.exec(text) ?? []
    return Math.round(Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS])
  })

export const Role = z.enum(['viewer', 'reviewer', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

const UserIds = z.array(z.string().regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U012AB3CD'))

/** US dollars up to which a role may decide alone; null: no limit. */
const UsdLimit = z.number().nonnegative().nullable()

export const Policy = z.strictObject({
  version: z.literal(1),
  people: z.strictObject({
    admin: UserIds.default([]),
    lead: UserIds.default([]),
    reviewer: UserIds.default([]),
    viewer: UserIds.default([]),
  }),
  limits_usd: z.strictObject({ reviewer: UsdLimit, lead: UsdLimit, admin: UsdLimit }),
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
  settle: Duration,
  freshness: z.strictObject({ hold_runs_after: Duration, ask_after_waiting: Duration, retry_every: Duration }),
  budget: z.strictObject({ model_usd_per_day: z.number().nonnegative() }),
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
  freshness: z.object({ hold_runs_after: z.number(), ask_after_waiting: z.number(), retry_every: z.number() }),
  settle: z.number(),
})
export type RunPolicy = z.infer<typeof RunPolicy>
