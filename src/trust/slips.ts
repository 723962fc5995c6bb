// What takes autonomy back, by itself and at once: found in the record of what an agent did alone. Pure.
import { provenBelowTarget } from '../autonomy/evidence-gate.ts'
import { DELTA } from '../autonomy/threshold.ts'
import type { DemotionCause } from '../contracts/trust.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { auditsOf } from './cases.ts'
import { cusumOf } from './cusum-of.ts'
import { evidenceGone } from './evidence-gone.ts'
import type { Grant } from './grants.ts'
import { isFlagged, severeAt } from './learned.ts'

export type Slip = { cause: DemotionCause; because: string }

export type SlipInput = {
  grant: Grant
  /** Rows of the scope that were looked at or heard of, from whatever time. */
  rows: readonly EvidenceRow[]
  /** Everything it decided since it is watched and people were not asked about. */
  done: number
  /** The part of it that the world had the time to speak of: proposed before that moment. */
  matured?: { before: number; done: number } | null
  /** Since its last probation: what is older was no evidence for the grant. */
  evidenceSince?: number
  /** What the policy allows of the action by now: no level at all, at most the veto window, or whatever is earned. */
  allowed?: 'nothing' | 'L2' | 'L3'
  now: number
}

/** The first that applies, gravest first; null while nothing is wrong. `rows` are those of the scope. */
export function slipOf(input: SlipInput): Slip | null {
  const { grant, rows } = input
  const { since } = grant.watched
  // One learned of now is one too many, however long ago it was decided and by which grant.
  const severe = rows.find((row) => row.severity === 3 && severeAt(row) >= grant.held_since)
  if (severe)
    return { cause: 'severe_error', because: `order ${severe.number} was called wrong with severity 3: one is enough` }
  const audits = auditsOf(rows.filter((row) => row.proposed_at >= since))
  const wrong = audits.filter((audit) => audit.wrong).length
  const { alarm, value, h } = cusumOf(audits, grant.watched, grant.alpha)
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
  return wrongLater(input) ?? evidenceGone(grant, rows, input.evidenceSince) ?? ended(input)
}

/**
 * What the world or a person says later of what nobody was asked about. Undisputed is not right while it is young, so what had the
 * time to be disputed is held by itself; all of it as well, where so much is wrong already that the rest may all be right.
 */
function wrongLater({ grant, rows, done, matured = null }: SlipInput): Slip | null {
  const learned = rows.filter(
    (row) => row.proposed_at >= grant.watched.since && row.opened_at === null && isFlagged(row),
  )
  const groups = [{ errors: learned.length, done }]
  if (matured)
    groups.push({
      errors: learned.filter(({ proposed_at }) => proposed_at < matured.before).length,
      done: matured.done,
    })
  for (const { errors, done: all } of groups) {
    const tally = { errors, decisions: Math.max(all, errors) }
    // Two looks at the same: half the chance of a false alarm for each.
    if (provenBelowTarget({ tally, alpha: grant.alpha, delta: DELTA / groups.length }))
      return {
        cause: 'outcomes',
        because: `${errors} of ${tally.decisions} were stopped or turned out wrong later: proven below target`,
      }
  }
  return null
}

function ended({ grant, allowed = 'L3', now }: SlipInput): Slip | null {
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
