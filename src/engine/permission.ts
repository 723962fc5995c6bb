// Whether a person may answer for a run: their role and limit as they are now, against the largest amount the answer can move.
import { AppError } from '../contracts/app-error.ts'
import { Decider } from '../contracts/limits.ts'
import type { Money } from '../contracts/money.ts'
import { groupsOf, isGroup, standsInFor } from '../contracts/settings.ts'
import type { VerdictKind } from '../contracts/verdict.ts'
import { type Asker, mayDecide, type Permission, type Question, type Stake } from '../gate/may-decide.ts'
import { carriedBy } from '../workflow/ahead.ts'
import { onReject } from '../workflow/on-reject.ts'
import type { DecisionState, RunState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'

type Parts = Pick<EngineParts, 'isActive' | 'inForce' | 'groupMembers' | 'clock'>

/** With a `decision`, its own action and amount count, what the answer carries, and in whose name it was given before. */
export type Asked = { by: string; amount?: Money | null; decision?: DecisionState; kind?: VerdictKind | 'intervene' }

const APPROVES: ReadonlySet<Asked['kind']> = new Set(['approve', 'edit'])

/** User groups are read again at this moment, unless the person may without any; when they cannot be, the answer is no. */
export async function permissionFor(
  parts: Parts,
  state: RunState,
  { by, amount = null, decision, kind = 'approve' }: Asked,
): Promise<Permission> {
  const [inForce, now] = [await parts.inForce(), parts.clock()]
  const named = [by, ...standsInFor(by, inForce.away, now)]
  const activity = await Promise.all(named.map((id) => parts.isActive(id)))
  const asker: Asker = { by, now, inForce, active: named.filter((_, index) => activity[index]), groups: {} }
  const question: Question = {
    ...asker,
    action: decision?.record.decision ?? null,
    amount: decision?.record.amount ?? amount,
    total: state.order?.total ?? null,
    besides: decision ? carriedAlong(state, decision, kind) : [],
    rates: state.config.policy.rates,
    // Whoever asked for something may stop it, say no to it and pass it on like anybody else.
    requestedBy: APPROVES.has(kind) ? requesterOf(state) : null,
    agreed: decision ? agreedBefore(decision, by, kind) : [],
  }
  const byId = mayDecide(question)
  const groups = groupsOf(inForce.people, Decider.options)
  const settled = byId.allowed ? byId.for === null : !asker.active.includes(by) || question.requestedBy === by
  if (settled || groups.length === 0) return byId
  try {
    return mayDecide({ ...question, groups: await parts.groupMembers(groups) })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'slack.groups')) throw error
    if (byId.allowed) return byId
    const because = 'Slack did not say in time who is in the user groups that may decide, so try again in a moment'
    return { allowed: false, because, who: byId.who.filter((id) => !isGroup(id)) }
  }
}

/** The person a run was started for at their own wish. */
export function requesterOf(state: RunState): string | null {
  return state.requested_by
}

/** What one answer to this decision covers of the steps after it. */
function carriedAlong(state: RunState, decision: DecisionState, kind: NonNullable<Asked['kind']>): Stake[] {
  const { step, record } = decision
  const goesOn =
    kind === 'reject'
      ? onReject(state, step, record) === 'continue'
      : APPROVES.has(kind) && state.config.actions[record.decision]?.afterwards === 'continue'
  if (!goesOn) return []
  return Object.keys(carriedBy(state, decision)).flatMap((name) => {
    const row = state.steps[name]?.ahead
    return row ? [{ action: row.decision, amount: row.amount }] : []
  })
}

/** Whoever gave the same answer before, or the person they gave it for: one person's say counts once. An edit asks anew. */
function agreedBefore(decision: DecisionState, by: string, kind: NonNullable<Asked['kind']>): string[] {
  if (kind !== 'approve' && kind !== 'reject') return []
  const side = kind === 'reject' ? 'no' : 'yes'
  return decision.approvals
    .filter((approval) => approval.side === side && approval.by !== by)
    .map((approval) => approval.on_behalf_of ?? approval.by)
}
