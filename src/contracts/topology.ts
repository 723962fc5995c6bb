// config/topology.yml as people write it: workflows of three tiers. src/workflow/plan.ts turns it into steps with dependencies.
import { z } from 'zod'
import { ApprovalStyle, OnReject } from './action.ts'

export const Fallback = z.enum(['manual_review_queue', 'backorder_flag', 'rules', 'skip'])
export type Fallback = z.infer<typeof Fallback>

/** A run is held for 30 s at a time while its agents answer: a step that took longer would be worked on twice. */
export const LONGEST_STEP_MS = 20_000

const Step = {
  agent: z.string().min(1),
  version: z.string().optional(),
  timeout_ms: z
    .int()
    .positive()
    .max(
      LONGEST_STEP_MS,
      `at most ${LONGEST_STEP_MS} ms: a run is held for 30 s while its agents answer, and no longer`,
    ),
  depends_on: z.array(z.string()).default([]),
  kind: z.enum(['local', 'remote']).default('local'),
  url: z.url().optional(),
}

export const TopologyStep = z.strictObject({ ...Step, fallback: Fallback.optional() })
export type TopologyStep = z.infer<typeof TopologyStep>

export const AsyncStep = z.strictObject({ ...Step, fallback: Fallback.default('skip'), async: z.literal(true) })
export type AsyncStep = z.infer<typeof AsyncStep>

export const Workflow = z.strictObject({
  about: z.string().min(1),
  entity: z.enum(['order']),
  trigger: z.string().min(1),
  enabled: z.boolean().default(true),
  /** Blocking: run together, and nothing else touches the entity until all are clear. */
  tier_1: z.array(TopologyStep).min(1),
  /** In the order their `depends_on` gives, after tier 1. */
  tier_2: z.array(TopologyStep).default([]),
  /** Child runs: never block, never fail their parent. */
  tier_3: z.array(AsyncStep).default([]),
})
export type Workflow = z.infer<typeof Workflow>

export const Topology = z.strictObject({ version: z.literal(1), workflows: z.record(z.string(), Workflow) })
export type Topology = z.infer<typeof Topology>

/** A step of a run, dependencies complete: tier 2 waits for all of tier 1, tier 3 for all of tier 2 unless it names its own. */
export const PlannedStep = z.object({
  step: z.string(),
  agent: z.string(),
  version: z.string(),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  depends_on: z.array(z.string()),
  timeout_ms: z.int().positive(),
  fallback: Fallback,
  kind: z.enum(['local', 'remote']),
  url: z.string().nullable(),
  /** Whether it judges (and is asked about) or carries out. */
  runs: z.enum(['agent', 'automation']),
  /** Team whose channel its questions go to. */
  team: z.string(),
  actions: z.record(
    z.string(),
    z.object({ approval: ApprovalStyle, on_reject: OnReject, editable: z.array(z.string()) }),
  ),
})
export type PlannedStep = z.infer<typeof PlannedStep>
