// What a person sees of a case: the order as it was, and what each side would do. Never whose side it is.
import { z } from 'zod'
import { actionWords } from '../../../blocks/action-words.ts'
import type { ComparisonData } from '../../../blocks/shadow/comparison-card.ts'
import type { Side } from '../../../blocks/shadow/side-lines.ts'
import { ObservedFact } from '../../contracts/fact.ts'
import { JsonObject } from '../../contracts/json.ts'
import { formatMoney, Money } from '../../contracts/money.ts'
import { Order } from '../../contracts/order.ts'
import type { ShadowTest, Tried } from '../../trust/shadow/fold.ts'
import { factsOf } from '../cards/audit-of.ts'

const KeptSide = z.object({ action: z.string(), params: JsonObject, amount: Money.nullable() }).nullable()
const Kept = z.object({ order: Order, facts: z.record(z.string(), ObservedFact), A: KeptSide, B: KeptSide })

/** Null once what it shows was erased. */
export function comparisonOf(
  { begun }: ShadowTest,
  { case: one }: Tried,
  sealed: JsonObject | null,
): Omit<ComparisonData, 'stage'> | null {
  const kept = Kept.safeParse(sealed)
  if (!kept.success) return null
  const { order, facts, A, B } = kept.data
  return {
    ...{ report: begun.report, nth: one.nth, of: begun.cards, agent: begun.agent, number: one.number, same: one.same },
    facts: factsOf({ order, given: facts }),
    sides: { A: sideOf(A, one.number), B: sideOf(B, one.number) },
  }
}

/** In full, as long as it is: two sides may differ in nothing else. */
function sideOf(side: z.infer<typeof KeptSide>, number: string): Side {
  if (side === null) return { what: 'Nothing to decide here', action: null, params: {} }
  const { action, params, amount } = side
  const money = amount === null ? '' : ` · ${formatMoney(amount)}`
  return { what: `${actionWords(action, number).label}${money}`, action, params }
}
