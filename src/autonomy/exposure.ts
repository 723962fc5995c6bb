// The floors under the gate: time, volume, people and coverage that no evidence replaces. What is missing comes back as data,
// with the days it takes at the present pace, so that a sentence can name the condition that binds.

export type Exposure = {
  /** Days since the scope's first reviewed decision. */
  days: number
  decisions: number
  /** Calendar days with a reviewed decision. */
  distinctDays: number
  /** People whose answers count. */
  reviewers: number
  /** Questions answered and left unanswered, in the last 30 days. */
  answered: number
  expired: number
  /** Since the last error of severity 3; null: never. */
  daysSinceSevere: number | null
}

export type Floors = {
  /** Either is enough. */
  days: number
  orDecisions: number
  decisions: number
  distinctDays: number
  reviewers: number
  coverage: number
  daysWithoutSevere: number
}

export const FLOORS: Floors = {
  days: 14,
  orDecisions: 500,
  decisions: 100,
  distinctDays: 5,
  reviewers: 2,
  coverage: 0.9,
  daysWithoutSevere: 90,
}

export type Unmet = {
  condition:
    | 'days_or_decisions'
    | 'decisions'
    | 'distinct_days'
    | 'reviewers'
    | 'coverage'
    | 'days_without_severe'
    | 'evidence'
  have: number
  need: number
  /** At the present pace; null when time alone does not bring it. */
  daysLeft: number | null
}

/** The floors not reached yet; empty when all are. */
export function unmetFloors(exposure: Exposure, floors: Floors = FLOORS): Unmet[] {
  const { days, decisions, distinctDays, reviewers, answered, expired, daysSinceSevere } = exposure
  const until = (missing: number, have: number) => (have > 0 && days > 0 ? (missing * days) / have : null)
  const coverage = answered + expired === 0 ? 0 : answered / (answered + expired)
  const unmet: Unmet[] = []
  if (days < floors.days && decisions < floors.orDecisions) {
    const byVolume = until(floors.orDecisions - decisions, decisions) ?? Number.POSITIVE_INFINITY
    const daysLeft = Math.min(floors.days - days, byVolume)
    unmet.push({ condition: 'days_or_decisions', have: days, need: floors.days, daysLeft })
  }
  const missing = floors.decisions - decisions
  if (missing > 0)
    unmet.push({ condition: 'decisions', have: decisions, need: floors.decisions, daysLeft: until(missing, decisions) })
  const missingDays = floors.distinctDays - distinctDays
  if (missingDays > 0)
    unmet.push({
      condition: 'distinct_days',
      have: distinctDays,
      need: floors.distinctDays,
      daysLeft: Math.max(missingDays, until(missingDays, distinctDays) ?? missingDays),
    })
  if (reviewers < floors.reviewers)
    unmet.push({ condition: 'reviewers', have: reviewers, need: floors.reviewers, daysLeft: null })
  if (coverage < floors.coverage)
    unmet.push({ condition: 'coverage', have: coverage, need: floors.coverage, daysLeft: null })
  if (daysSinceSevere !== null && daysSinceSevere < floors.daysWithoutSevere)
    unmet.push({
      condition: 'days_without_severe',
      have: daysSinceSevere,
      need: floors.daysWithoutSevere,
      daysLeft: floors.daysWithoutSevere - daysSinceSevere,
    })
  return unmet
}

/** The condition that holds the gate longest: what time alone does not bring comes last of all. Null when nothing does. */
export function binding(unmet: readonly Unmet[]): Unmet | null {
  const wait = ({ daysLeft }: Unmet) => daysLeft ?? Number.POSITIVE_INFINITY
  return unmet.reduce<Unmet | null>((most, one) => (most === null || wait(one) > wait(most) ? one : most), null)
}
