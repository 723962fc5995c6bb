// What takes autonomy back, by itself and at once: found in the record of what an agent did alone. Pure.
import { provenBelowTarget } from '../autonomy/evidence-gate.ts'
import type { DemotionCause } from '../contracts/trust.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { auditsOf } from './cases.ts'
import { cusumOf } from './cusum-of.ts'
import type { Grant } from './grants.ts'

export type Slip = { cause: DemotionCause; because: string }

export type SlipInput = {
  grant: Grant
  /** Rows of the scope that were looked at or heard of. */
  rows: readonly EvidenceRow[]
  /** Everything it decided under the grant. */
  done: number
  /** What the policy allows of the action by now: no level at all, at most the veto window, or whatever is earned. */
  allowed?: 'nothing' | 'L2' | 'L3'
  now: number
}

/** The first that applies, gravest first; null while nothing is wrong. `rows` are those of the scope. */
export function slipOf({ grant, rows, done, allowed = 'L3', now }: SlipInput): Slip | null {
  const since = rows.filter((row) => row.proposed_at >= grant.granted_at)
  const severe = since.find(({ severity }) => severity === 3)
  if (severe)
    return { cause: 'severe_error', because: `order ${severe.number} was called wrong with severity 3: one is enough` }
  const audits = auditsOf(since)
  const wrong = audits.filter((audit) => audit.wrong).length
  const { alarm, value, h } = cusumOf(audits, grant, grant.alpha)
  if (alarm)
    return {
      cause: 'audits',
      because: `${wrong} of ${audits.length} audits found it wrong; the watch stands at ${value.toFixed(1)} and alarms at ${h}`,
    }
  const audited = { errors: wrong, decisions: audits.length }
  if (provenBelowTarget({ tally: audited, alpha: grant.alpha }))
    return {
      cause: 'proven_below_target',
      because: `${wrong} of ${audits.length} audits were wrong: proven below target`,
    }
  // Whatever the world or a person says later is known of all decisions, so it is held against all of them.
  const learned = since.filter(({ outcome, corrected_at }) => outcome !== null || corrected_at !== null).length
  if (provenBelowTarget({ tally: { errors: learned, decisions: Math.max(done, learned) }, alpha: grant.alpha }))
    return { cause: 'outcomes', because: `${learned} of ${done} turned out wrong later: proven below target` }
  if (allowed === 'nothing' || (allowed === 'L2' && grant.level === 'L3'))
    return {
      cause: 'policy_changed',
      because:
        allowed === 'nothing'
          ? 'the policy does not let this act without a person any more'
          : 'the policy lets this act only where it can still be stopped',
    }
  if (grant.expires_at <= now)
    return grant.override === null
      ? { cause: 'expired', because: 'the grant has run its time and was not renewed' }
      : { cause: 'override_ended', because: 'an exception an admin had made has run its time' }
  return null
}
