// What is said of a grant shortly before its end, and of a target that follows doing nothing.
import { capital, count } from '../kit/text.ts'
import { dayAndTime } from '../kit/when.ts'
import { bindingSentence, LEVEL_WORDS, percent, type ScopeData } from './trust-words.ts'

/** "Lapses on 12 Dec. Renew = it acts alone for another term …", or what is missing; nothing while the end is far. */
export function renewalSentence({ renewal, level }: Pick<ScopeData, 'renewal' | 'level'>): string {
  if (renewal === null) return ''
  const { lapses_at, offer, audits, estimate, binding } = renewal
  const found = `${capital(count(audits.done, 'audit'))} since it was granted, ${audits.wrong} wrong${estimate === null || audits.done < ENOUGH ? '' : `: about ${percent(estimate)} of all it did`}.`
  const end = `⏳ Lapses ${dayAndTime(lapses_at)}`
  if (offer === null)
    return [
      `${end}: from then on it ${LEVEL_WORDS.L1} and people are asked. It cannot be renewed yet.`,
      ...[bindingSentence({ binding, futile: false }), found].filter((sentence) => sentence !== ''),
    ].join(' ')
  const less = offer === level ? '' : `, and ${LEVEL_WORDS[offer]} from then on: the policy allows no more by now`
  return `${end} unless it is renewed. ${found} *Renew* = the same terms for another while${less}.`
}

/** Why a limit is stricter than the policy says; nothing where it is not. */
export function relativeSentence({ relative, alpha }: Pick<ScopeData, 'relative' | 'alpha'>): string {
  if (relative === null) return ''
  const { base_error, policy_alpha } = relative
  return `Doing nothing would be wrong in only ${percent(base_error)} of these cases, so the usual limit of ${percent(policy_alpha)} could be worse than that: its limit is half of it, ${percent(alpha)}.`
}

/** No percentage of fewer. */
const ENOUGH = 20
