// Which approvals of an action count as considered: one rule for whoever says how right an agent is.
import type { ActionSpec, Risk } from '../contracts/action.ts'
import type { Considered } from './cases.ts'
import { mustOpen } from './standing.ts'

export type ActionRisks = Readonly<Record<string, { spec: Pick<ActionSpec, 'risk'> }>>

/** What nobody has defined is taken for the worst. */
export function riskOf(actions: ActionRisks, action: string): Risk {
  return actions[action]?.spec.risk ?? 'D'
}

/** `trustedBy`: whose approvals of a time say anything; everybody's where it is not given. */
export function consideredBy(
  actions: ActionRisks,
  trustedBy?: (userId: string, at: number) => boolean,
): (action: string) => Considered {
  return (action) => ({ ...(trustedBy ? { trustedBy } : {}), mustOpen: mustOpen(riskOf(actions, action)) })
}
