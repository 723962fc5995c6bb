// What keeps a scope from its next level: floors, evidence, skill; and at the veto level time and audits. Pure.
import type { correctedGate } from '../autonomy/catch-rate.ts'
import type { Cusum } from '../autonomy/cusum.ts'
import type { Tally } from '../autonomy/evidence.ts'
import { binding, type Exposure, type Unmet, unmetFloors } from '../autonomy/exposure.ts'
import { unmetEvidence } from '../autonomy/forecast.ts'
import { skillGateOpen } from '../autonomy/skill.ts'
import type { Risk } from '../contracts/action.ts'
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { ScopeTrust } from './grants.ts'
import type { StandingInput } from './standing.ts'
import { staysStoppable } from './stays-stoppable.ts'

export type Condition =
  | Unmet
  | {
      condition:
        | 'skill'
        | 'seeds'
        | 'veto_time'
        | 'audits'
        | 'estimate'
        | 'watch'
        | 'outcomes_due'
        | 'nothing_to_win'
        | 'never'
      have: number
      need: number
      daysLeft: number | null
    }

export type ToL2 = Pick<StandingInput, 'seeds' | 'skill' | 'needsSkill' | 'policy'> & {
  /** Zero where doing nothing was never wrong. */
  alpha: number | null
  tally: Tally
  gate: ReturnType<typeof correctedGate>
  effect: number
  attempt: number
  exposure: Exposure
  estimate: number | null
  strict: boolean
}

export function toL2(about: ToL2): Condition[] {
  const { alpha, tally, gate, seeds, exposure, policy, skill, needsSkill, estimate } = about
  if (alpha === null) return []
  if (alpha <= 0) return [{ condition: 'nothing_to_win', have: 0, need: 0, daysLeft: null }]
  const { floors } = policy
  const missing = unmetFloors(exposure, {
    days: floors.days,
    orDecisions: floors.or_decisions,
    decisions: floors.decisions,
    distinctDays: floors.distinct_days,
    reviewers: floors.reviewers,
    coverage: floors.coverage,
    daysWithoutSevere: floors.days_without_severe,
  })
  const perDay = exposure.days > 0 ? exposure.decisions / exposure.days : 0
  const evidence = gate.open
    ? null
    : unmetEvidence({
        ...{ tally, seeds, alpha, designEffect: about.effect, k: about.attempt, strict: about.strict },
        ...{ seedShare: policy.checks.known_wrong, decisionsPerDay: perDay },
      })
  // Without a single check of the reviewers, nothing is known of what they miss.
  const seedsNeeded = seeds.shown === 0 ? [{ condition: 'seeds' as const, have: 0, need: 1, daysLeft: null }] : []
  return [
    ...missing,
    ...(evidence ? [evidence] : []),
    ...(gate.open ? [] : seedsNeeded),
    ...unmetSkill({ skill, needsSkill }),
    ...(gate.open && estimate !== null && estimate > alpha
      ? [{ condition: 'estimate' as const, have: estimate, need: alpha, daysLeft: null }]
      : []),
  ]
}

/** Being right on average is not enough: it must win the cases where it differs from doing nothing. */
export function unmetSkill({ skill, needsSkill }: Pick<StandingInput, 'skill' | 'needsSkill'>): Condition[] {
  const { improvements, harms } = skill
  return !needsSkill || skillGateOpen(skill)
    ? []
    : [{ condition: 'skill', have: improvements, need: improvements + harms, daysLeft: null }]
}

export type ToL3 = {
  scope: Scope
  grant: NonNullable<ScopeTrust['grant']>
  /** By lot, since the grant. */
  audits: number
  watch: Cusum
  /** Since the scope's first decision that was judged. */
  days: number
  policy: Policy['autonomy']
  now: number
}

export function toL3({ scope, grant, audits, watch, days, policy, now }: ToL3): Condition[] {
  const { from_veto, outcomes_after } = policy
  const granted = (now - grant.granted_at) / DAY
  const perDay = granted > 0 ? audits / granted : 0
  const matured = (outcomes_after[scope.action] ?? 0) / DAY
  return [
    ...(granted < from_veto.days ? [time('veto_time', granted, from_veto.days)] : []),
    ...(audits < from_veto.audits
      ? [
          {
            condition: 'audits' as const,
            have: audits,
            need: from_veto.audits,
            daysLeft: perDay > 0 ? (from_veto.audits - audits) / perDay : null,
          },
        ]
      : []),
    ...(watch.alarm ? [{ condition: 'watch' as const, have: watch.value, need: watch.h, daysLeft: null }] : []),
    // The other clock: what the world says of it has had time to arrive. Where that speaks against it, the grant is gone (slips.ts).
    ...(days < matured ? [time('outcomes_due', days, matured)] : []),
  ]
}

function time(condition: 'veto_time' | 'outcomes_due', have: number, need: number): Condition {
  return { condition, have, need, daysLeft: need - have }
}

export function nextLevel(
  level: 'L2' | 'L3' | null,
  { risk, policy, scope }: { risk: Risk; policy: Policy['autonomy']; scope: Scope },
): 'L2' | 'L3' | null {
  if (policy.never.includes(scope.action) || level === 'L3') return null
  if (level === null) return 'L2'
  // What is hard to undo, and what is refused, stays where a person can still stop it.
  return staysStoppable(scope.action, { risk, policy }) ? null : 'L3'
}

export function mostBinding(unmet: readonly Condition[]): Condition | null {
  return binding(unmet as readonly Unmet[]) as Condition | null
}
