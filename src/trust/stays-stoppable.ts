// Which actions never act where nobody can stop them. Pure.
import type { Risk } from '../contracts/action.ts'
import type { Policy } from '../contracts/policy.ts'

/**
 * Autonomous refusals: what would have become of the order is never seen, so audits alone cannot say how often they are wrong
 * (selective labels, Lakkaraju et al. 2017). Without a random release of some of them they stay where a person can stop them.
 */
export const REFUSALS: readonly string[] = ['hold', 'cancel', 'intercept']

/** The most that may be granted of an action, whatever its evidence. */
export function mostOf(
  action: string,
  { risk, policy }: { risk: Risk; policy: Pick<Policy['autonomy'], 'at_most_veto' | 'never'> },
): 'nothing' | 'L2' | 'L3' {
  if (risk === 'D' || policy.never.includes(action)) return 'nothing'
  return staysStoppable(action, { risk, policy }) ? 'L2' : 'L3'
}

/** True for what is hard to undo, for refusals, and for what the policy names. */
export function staysStoppable(
  action: string,
  { risk, policy }: { risk: Risk; policy: Pick<Policy['autonomy'], 'at_most_veto'> },
): boolean {
  return risk === 'C' || risk === 'D' || REFUSALS.includes(action) || policy.at_most_veto.includes(action)
}
