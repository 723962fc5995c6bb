// What keeps a scope from its next level: floors, evidence, skill; and at the veto level time and audits. Pure.
import type { correctedGate } from '../autonomy/catch-rate.ts'
import { type Cusum, WORRIED_AT } from '../autonomy/cusum.ts'
import type { Tally } from '../autonomy/evidence.ts'
import { binding, type Exposure, type Unmet, unmetFloors } from '../autonomy/exposure.ts'
import { unmetEvidence } from '../autonomy/forecast.ts'
import { skillGateOpen } from '../autonomy/skill.ts'
import type { Risk } from '../contracts/action.ts'
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { Recency } from './cusum-of.ts'
import type { ScopeTrust } from './grants.ts'
import type { StandingInput } from './standing.ts'
import { staysStoppable } from './stays-stoppable.ts'

export type Condition =
  | Unmet
  | {
      condition:
        | 'skill'
        | 'seeds'
        /** Second opinions say that less is caught than the check cases do. */
        | 'checks_doubted'
        | 'veto_time'
        | 'audits'
        | 'estimate'
        | 'watch'
        /** In right answers in a row that are missing. */
        | 'recent_errors'
        /** In days since the last case. */
        | 'recent_cases'
        | 'outcomes_due'
        | 'nothing_to_win'
        | 'never'
      have: number
      need: number
      daysLeft: number | null
    }

/** An offer stands this long after the last case it rests on. */
const OFFER_DAYS = 7

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
  recency: Recency
  /** It had a grant that ended without a slip. What was found under it has to be calm before the next. */
  hadGrant: boolean
  /** Days since the last case spoken of; null while there is none. */
  lastCase: number | null
}

export function toL2(about: ToL2): Condition[] {
  const { alpha, gate, seeds, exposure, policy, skill, needsSkill, estimate, lastCase } = about
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
  const evidence = missingEvidence(about)
  // Without a single check of the reviewers, nothing is known of what they miss.
  const seedsNeeded = seeds.shown === 0 ? [{ condition: 'seeds' as const, have: 0, need: 1, daysLeft: null }] : []
  return [
    ...missing,
    ...evidence,
    ...(gate.open ? [] : seedsNeeded),
    ...recentErrors(about),
    ...(gate.open && lastCase !== null && lastCase > OFFER_DAYS
      ? [{ condition: 'recent_cases' as const, have: lastCase, need: OFFER_DAYS, daysLeft: null }]
      : []),
    ...unmetSkill({ skill, needsSkill }),
    ...(gate.open && estimate !== null && estimate > alpha
      ? [{ condition: 'estimate' as const, have: estimate, need: alpha, daysLeft: null }]
      : []),
  ]
}

function missingEvidence({
  gate,
  alpha,
  exposure,
  ...about
}: Omit<ToL2, 'hadGrant' | 'lastCase' | 'estimate'>): Condition[] {
  if (gate.open || alpha === null) return []
  const { tally, seeds, effect, attempt, strict, policy } = about
  const missing = unmetEvidence({
    ...{ tally, seeds, alpha, designEffect: effect, k: attempt, strict, decisionsPerDay: paceOf(exposure) },
    seedShare: policy.checks.known_wrong,
  })
  return missing ? [missing] : []
}

function recentErrors({ recency, exposure, hadGrant }: Pick<ToL2, 'recency' | 'exposure' | 'hadGrant'>): Condition[] {
  const { value, alarmed, rightsLeft } = recency
  if (!alarmed && !(hadGrant && value >= WORRIED_AT)) return []
  const perDay = paceOf(exposure)
  return [{ condition: 'recent_errors', have: 0, need: rightsLeft, daysLeft: perDay > 0 ? rightsLeft / perDay : null }]
}

function paceOf({ days, decisions }: Exposure): number {
  return days > 0 ? decisions / days : 0
}

/** Being right on average is not enough: it must win the cases where it differs from doing nothing. */
export function unmetSkill({ skill, needsSkill }: Pick<StandingInput, 'skill' | 'needsSkill'>): Condition[] {
  const { improvements, harms } = skill
  return !needsSkill || skillGateOpen(skill)
    ? []
    : [{ condition: 'skill', have: improvements, need: improvements + harms, daysLeft: null }]
}

/** What the first gate asked for as well: it must still be open. */
export type ToL3 = Omit<ToL2, 'hadGrant' | 'lastCase' | 'estimate'> & {
  scope: Scope
  grant: NonNullable<ScopeTrust['grant']>
  /** By lot, since the grant. */
  audits: number
  watch: Cusum
  now: number
}

export function toL3(about: ToL3): Condition[] {
  const { scope, grant, audits, watch, exposure, policy, now } = about
  const { from_veto, outcomes_after, floors } = policy
  const { days, daysSinceSevere } = exposure
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
    ...(watch.alarm || watch.value >= WORRIED_AT
      ? [{ condition: 'watch' as const, have: watch.value, need: WORRIED_AT, daysLeft: null }]
      : []),
    ...missingEvidence(about),
    ...recentErrors({ ...about, hadGrant: false }),
    ...(daysSinceSevere !== null && daysSinceSevere < floors.days_without_severe
      ? [time('days_without_severe', daysSinceSevere, floors.days_without_severe)]
      : []),
    // The other clock: what the world says of it has had time to arrive. Where that speaks against it, the grant is gone (slips.ts).
    ...(days < matured ? [time('outcomes_due', days, matured)] : []),
  ]
}

function time(condition: 'veto_time' | 'outcomes_due' | 'days_without_severe', have: number, need: number): Condition {
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
