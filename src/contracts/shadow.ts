// A new version of an agent on trial, as it is stored: one test per version, its cases, how people judged them, and what came of it.
import { z } from 'zod'
import { Scope } from './gate.ts'
import { Severity } from './verdict.ts'

/** The two sides of a card. Which of them is the old version is drawn for each case and kept with it. */
export const Seat = z.enum(['A', 'B'])
export type Seat = z.infer<typeof Seat>

/** nothing: it says that this case needs no decision of its kind. */
export const Answered = z.object({
  kind: z.enum(['proposed', 'nothing']),
  action: z.string().nullable(),
  fingerprint: z.string(),
})
export type Answered = z.infer<typeof Answered>

export const Choice = z.enum(['A', 'B', 'both', 'neither'])
export type Choice = z.infer<typeof Choice>

/** What was compared for one action: cases in which either version proposed it, and those in which the new one had no answer at all. */
const Volume = z.object({ cases: z.int(), failed: z.int() })

/** The first reason why the new version had no answer, and in how many cases it was that one. */
const NoAnswer = z.object({ because: z.string(), cases: z.int() })
export type NoAnswer = z.infer<typeof NoAnswer>

export const ShadowBegun = z.object({
  type: z.literal('begun'),
  report: z.uuid(),
  agent: z.string(),
  old_version: z.string(),
  new_version: z.string(),
  /** Where the cards go; null: where the agent's questions go. */
  channel: z.string().nullable(),
  /** Decisions of the sample that could be replayed, and what came of them without anybody's help. */
  cases: z.int().nonnegative(),
  same: z.int().nonnegative(),
  /** The old version had an answer, the new one none: it counts as wrong. */
  failed: z.int().nonnegative(),
  /** Null where it always answered, and in records from before this was kept. */
  no_answer: NoAnswer.nullable().default(null),
  /** What the record does not hold exactly as it was: left out. */
  unfrozen: z.int().nonnegative(),
  /** Decisions of this agent that were found wrong before: how many, how many of them got the same answer again. */
  golden: z.object({ known: z.int(), repeated: z.int() }),
  actions: z.record(z.string(), Volume),
  /** The most the new version may be worse by, for each action and as a whole. */
  margins: z.record(z.string(), z.number()),
  margin: z.number(),
  /** Every case is put to people, also where both versions say the same. */
  judges_all: z.boolean(),
  cards: z.int().nonnegative(),
})
export type ShadowBegun = z.infer<typeof ShadowBegun>

export const ShadowCase = z.object({
  type: z.literal('case'),
  report: z.uuid(),
  nth: z.int().positive(),
  decision_id: z.uuid(),
  run_id: z.uuid(),
  number: z.string(),
  /** Of the sample that is tested; the others are known errors from before it. */
  sample: z.boolean(),
  golden: z.boolean(),
  same: z.boolean(),
  old_seat: Seat,
  old: Answered,
  new: Answered,
})
export type ShadowCase = z.infer<typeof ShadowCase>

export const ShadowJudged = z.object({
  type: z.literal('judged'),
  report: z.uuid(),
  nth: z.int().positive(),
  choice: Choice,
  /** How bad each wrong one would have been; null for what was right. */
  severity: z.object({ A: Severity.nullable(), B: Severity.nullable() }),
})
export type ShadowJudged = z.infer<typeof ShadowJudged>

const Part = z.object({
  cases: z.int(),
  /** Old right, new wrong; and the other way round. */
  lost: z.int(),
  won: z.int(),
  margin: z.number(),
  /** Tango's score against "worse by the margin or more". */
  z: z.number(),
  passed: z.boolean(),
})
export type ShadowPart = z.infer<typeof Part>

export const ShadowReport = z.object({
  ...{ report: z.uuid(), agent: z.string(), old_version: z.string(), new_version: z.string() },
  passed: z.boolean(),
  /** What kept it from passing, in words. */
  because: z.array(z.string()),
  ...{ same: z.int(), failed: z.int(), unfrozen: z.int(), judged: z.int(), dropped: z.int() },
  no_answer: NoAnswer.nullable().default(null),
  whole: Part,
  /** Wrong differently, both of them: it says nothing about the difference. */
  both_wrong: z.int(),
  both_right: z.int(),
  /** Severity 3 where the old version was right, or less wrong. */
  new_severe: z.int(),
  golden: z.object({ known: z.int(), repeated: z.int(), mended: z.int(), still_wrong: z.int() }),
  actions: z.record(z.string(), Part),
  better: z.object({ p: z.number(), shown: z.boolean() }),
  /** Chance that a version exactly as good as the old one passes a test of this size. */
  power: z.number(),
})
export type ShadowReport = z.infer<typeof ShadowReport>

export const ShadowEvent = z.discriminatedUnion('type', [
  ShadowBegun,
  ShadowCase,
  /** It can be shown to nobody any more. */
  z.object({ type: z.literal('dropped'), report: z.uuid(), nth: z.int().positive(), because: z.string() }),
  ShadowJudged,
  z.object({ type: z.literal('finished'), report: z.uuid(), result: ShadowReport }),
  z.object({
    type: z.literal('took_over'),
    report: z.uuid(),
    agent: z.string(),
    version: z.string(),
    from_version: z.string(),
    inherits: z.array(Scope),
  }),
])
export type ShadowEvent = z.infer<typeof ShadowEvent>
export type StoredShadowEvent = { seq: number; at: number; by: string; event: ShadowEvent }
