// Whether a grant that is about to lapse may be renewed on the same terms: what its audits since then say, and what is missing. Pure.
import { WORRIED_AT } from '../autonomy/cusum.ts'
import { hajekWithFlags } from '../autonomy/weighted-error.ts'
import type { Risk } from '../contracts/action.ts'
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { auditsOf } from './cases.ts'
import { type Condition, mostBinding } from './conditions.ts'
import { cusumOf } from './cusum-of.ts'
import type { Grant } from './grants.ts'
import { isFlagged } from './learned.ts'
import { staysStoppable } from './stays-stoppable.ts'

export type Renewal = {
  /** When it ends unless it is renewed: from then on people are asked. */
  lapses_at: number
  /** The level a renewal gives; null while something is missing. */
  offer: 'L2' | 'L3' | null
  unmet: Condition[]
  binding: Condition | null
  audits: { done: number; wrong: number }
  /** The error rate of everything done under the grant. */
  estimate: number | null
}

export type RenewalInput = {
  scope: Scope
  grant: Grant | null
  /** Rows of the scope. */
  rows: readonly EvidenceRow[]
  /** Everything it decided under the grant. */
  done: number
  risk: Risk
  /** The target as it is now: it may be stricter than the one the grant was given under. */
  alpha: number
  /** What the evidence of the agent says besides, such as that it no longer beats doing nothing. */
  besides: readonly Condition[]
  policy: Policy['autonomy']
  now: number
}

/** Null while it is too early, and for what ends by design: an admin's exception is not renewed, it has to be earned. */
export function renewalOf(input: RenewalInput): Renewal | null {
  const { scope, grant, rows, done, risk, alpha, besides, policy, now } = input
  if (grant === null || grant.override !== null) return null
  if (now < grant.expires_at - policy.renewal.from || now >= grant.expires_at) return null
  const since = rows.filter(({ proposed_at }) => proposed_at >= grant.granted_at)
  const learned = since.filter(isFlagged)
  const audits = auditsOf(since)
  const unflagged = auditsOf(since.filter((row) => !isFlagged(row)))
  const estimate = hajekWithFlags({
    flagged: learned.map(() => 1),
    unflagged: Math.max(0, done - learned.length),
    audited: unflagged.map(({ wrong, pi }) => ({ loss: wrong ? 1 : 0, pi })),
  })
  // What a renewal before this one left of it counts on: nobody forgets by renewing.
  const { value } = cusumOf(auditsOf(rows), grant.watched, grant.alpha)
  const days = (now - grant.granted_at) / DAY
  const missing = policy.renewal.audits - audits.length
  const unmet: Condition[] = [
    ...(policy.never.includes(scope.action) || risk === 'D'
      ? [{ condition: 'never' as const, have: 0, need: 1, daysLeft: null }]
      : []),
    ...(missing > 0
      ? [
          {
            condition: 'audits' as const,
            ...{ have: audits.length, need: policy.renewal.audits },
            daysLeft: audits.length > 0 ? (missing * days) / audits.length : null,
          },
        ]
      : []),
    ...(value >= WORRIED_AT ? [{ condition: 'watch' as const, have: value, need: WORRIED_AT, daysLeft: null }] : []),
    ...(estimate !== null && estimate > alpha
      ? [{ condition: 'estimate' as const, have: estimate, need: alpha, daysLeft: null }]
      : []),
    ...besides,
  ]
  const level = grant.level === 'L3' && staysStoppable(scope.action, { risk, policy }) ? 'L2' : grant.level
  return {
    ...{ lapses_at: grant.expires_at, unmet, estimate },
    binding: mostBinding(unmet),
    offer: unmet.length === 0 ? level : null,
    audits: { done: audits.length, wrong: audits.filter(({ wrong }) => wrong).length },
  }
}
