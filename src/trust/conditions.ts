// What keeps a scope from its next level: floors, evidence, skill; and at the veto level time and audits. Pure.
import type { correctedGate } from '../autonomy/catch-rate.ts'
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

export type Condition =
  | Unmet
  | {
      condition: 'skill' | 'seeds' | 'veto_time' | 'audits' | 'estimate'
      have: number
      need: number
      daysLeft: number | null
    }

export type ToL2 = Pick<StandingInput, 'seeds' | 'skill' | 'needsSkill' | 'policy'> & {
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
  const { improvements, harms } = skill
  const skilled = !needsSkill || skillGateOpen(skill)
  return [
    ...missing,
    ...(evidence ? [evidence] : []),
    ...(gate.open ? [] : seedsNeeded),
    ...(skilled
      ? []
      : [{ condition: 'skill' as const, have: improvements, need: improvements + harms, daysLeft: null }]),
    ...(gate.open && estimate !== null && estimate > alpha
      ? [{ condition: 'estimate' as const, have: estimate, need: alpha, daysLeft: null }]
      : []),
  ]
}

export function toL3(about: {
  grant: NonNullable<ScopeTrust['grant']>
  audits: number
  policy: Policy['autonomy']
  now: number
}): Condition[] {
  const { from_veto } = about.policy
  const days = (about.now - about.grant.granted_at) / DAY
  const perDay = days > 0 ? about.audits / days : 0
  return [
    ...(days < from_veto.days
      ? [{ condition: 'veto_time' as const, have: days, need: from_veto.days, daysLeft: from_veto.days - days }]
      : []),
    ...(about.audits < from_veto.audits
      ? [
          {
            condition: 'audits' as const,
            have: about.audits,
            need: from_veto.audits,
            daysLeft: perDay > 0 ? (from_veto.audits - about.audits) / perDay : null,
          },
        ]
      : []),
  ]
}

export function nextLevel(
  level: 'L2' | 'L3' | null,
  { risk, policy, scope }: { risk: Risk; policy: Policy['autonomy']; scope: Scope },
): 'L2' | 'L3' | null {
  if (policy.never.includes(scope.action) || level === 'L3') return null
  if (level === null) return 'L2'
  // What is hard to undo stays where a person can still stop it.
  return risk === 'C' || policy.at_most_veto.includes(scope.action) ? null : 'L3'
}

export function mostBinding(unmet: readonly Condition[]): Condition | null {
  return binding(unmet as readonly Unmet[]) as Condition | null
}
