// How many audits tell a usual error rate from a bad one in a single look, and from how many errors on it is an alarm. Exact.
import { binomialAbove } from './binomial.ts'

export type AuditPlan = {
  audits: number
  /** More errors than this is an alarm. */
  acceptUpTo: number
  falseAlarm: number
  power: number
}

export type AuditAim = { usual: number; bad: number; falseAlarm: number; power: number }

const MOST = 100_000

/** The smallest plan; null when a hundred thousand audits would not do. */
export function auditSize(aim: AuditAim): AuditPlan | null {
  let acceptUpTo = 0
  for (let audits = 1; audits <= MOST; audits += 1) {
    while (binomialAbove(acceptUpTo, audits, aim.usual) > aim.falseAlarm) acceptUpTo += 1
    const power = binomialAbove(acceptUpTo, audits, aim.bad)
    if (power >= aim.power)
      return { audits, acceptUpTo, falseAlarm: binomialAbove(acceptUpTo, audits, aim.usual), power }
  }
  return null
}
