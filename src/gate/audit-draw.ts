// Which of the decisions nobody is asked about are looked at afterwards. Drawn here, after the action is fixed; agents and those
// who watch them know neither the secret nor the outcome. Pure.
import type { AuditDraw } from '../contracts/check.ts'
import type { GateAnswer } from '../contracts/gate.ts'

/** Chance of a look where there is a reason for one, beside the lot: people get their time back, or the grant brought nothing. */
const TARGETED = 0.2
/** Confidence this little above what was granted, and amounts this close to the cap, are where errors sit. */
const NARROW = 0.03
const NEAR_CAP = 0.8

export type Earned = {
  /** Share of decisions drawn by lot now. */
  rate: number
  from_confidence: number
  cap_usd_cents: number | null
}

export type AuditQuestion = {
  answer: GateAnswer['answer']
  confidence: number
  usd_cents: number | null
  /** Null where nothing was earned: what is let through there is equal to what would happen anyway. */
  earned: Earned | null
  /** Two draws for this decision, uniform in [0, 1). */
  draws: { random: number; targeted: number }
}

export function auditDraw({ answer, confidence, usd_cents, earned, draws }: AuditQuestion): AuditDraw | null {
  if (answer === 'ask' || !earned) return null
  const { from_confidence, cap_usd_cents, rate } = earned
  const because = [
    ...(confidence < from_confidence + NARROW ? ['barely as sure as it has to be'] : []),
    ...(cap_usd_cents !== null && usd_cents !== null && usd_cents > NEAR_CAP * cap_usd_cents
      ? ['close to the cap']
      : []),
  ]
  const p_targeted = because.length > 0 ? TARGETED : 0
  const drawn = draws.random < rate ? 'random' : draws.targeted < p_targeted ? 'targeted' : null
  return { p_random: rate, p_targeted, drawn, because }
}
