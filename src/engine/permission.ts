// Whether a person may answer for a run: their role and limit as they are now, against the largest amount the answer can move.
import type { Money } from '../contracts/money.ts'
import { usdCents } from '../contracts/money.ts'
import { mayDecide, type Permission } from '../gate/may-decide.ts'
import type { RunState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'

/** `amount`: what the decision itself says is at stake; the order's total counts too, for one answer may carry the steps after it. */
export async function permissionFor(
  parts: Pick<EngineParts, 'isActive' | 'inForce'>,
  state: RunState,
  { by, amount }: { by: string; amount: Money | null },
): Promise<Permission> {
  const { rates } = state.config.policy
  return mayDecide({
    by,
    active: await parts.isActive(by),
    amount: larger(amount, state.order?.total ?? null, (money) => usdCents(money, rates)),
    rates,
    requestedBy: null,
    inForce: await parts.inForce(),
  })
}

/** An amount in a currency nobody knows the rate of counts as the larger one. */
function larger(a: Money | null, b: Money | null, cents: (money: Money) => number | null): Money | null {
  if (!a || !b) return a ?? b
  const [first, second] = [cents(a), cents(b)]
  if (first === null) return a
  return second === null || second > first ? b : a
}
