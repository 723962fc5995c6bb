// loyalty_calculation: the points a shipped order earns, on the goods alone and never on freight.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { formatMoney, type Money, sumMoney } from '../src/contracts/money.ts'
import { Order } from '../src/contracts/order.ts'
import type { Proposal } from '../src/contracts/proposal.ts'
import { decided, EarlierDecisions, FROM_RUN } from './from-run.ts'
import { ShipParams } from './payloads.ts'
import { proposalOf } from './proposal-of.ts'
import { clip, count } from './wording.ts'

/** Minor units of the goods' value that earn one point: about one US dollar, in round figures of November 2026. */
export const PER_POINT: Readonly<Record<string, number>> = {
  ...{ USD: 1_00, HKD: 8_00, SGD: 1_35, TWD: 32_00, MYR: 4_50, THB: 35_00, PHP: 57_00, IDR: 16_000_00, VND: 25_000 },
  ...{ INR: 85_00, CNY: 7_20, MOP: 8_00, JPY: 150, KRW: 1_400, AUD: 1_50, NZD: 1_70, EUR: 90, GBP: 80, CAD: 1_40 },
}

export const AwardParams = z.strictObject({ points: z.int().nonnegative() })

const Input = z.strictObject({ order: Order, decisions: EarlierDecisions })
type Input = z.infer<typeof Input>

export const loyaltyCalculation = defineAgent({
  name: 'loyalty_calculation',
  version: '1.0.0',
  kind: 'automation',
  about: 'Awards loyalty points for the goods of a shipped order.',
  trigger: 'An order is shipped',
  reads: { order: FROM_RUN, decisions: FROM_RUN },
  actions: { award_points: { approval: 'sampled', on_reject: 'stop', editable: [] } },
  input: Input,
  output: proposalOf({ award_points: AwardParams }),
  statusQuo(input) {
    const earned = earnedBy(input)
    return earned.status === 'earned' ? { action: 'award_points', params: { points: earned.points } } : null
  },
  rules(input): Proposal {
    const earned = earnedBy(input)
    if (earned.status === 'none') throw new AppError(earned.code, earned.because)
    const { points, value, rate } = earned
    const text = `${count(points, 'point')}: goods worth ${formatMoney(value)}, one per ${formatMoney(rate)}`
    return {
      action: 'award_points',
      params: { points },
      confidence: 1,
      reasons: [{ text: clip(text), source: 'order' }],
      against: [],
      unchecked: [],
      flags: [],
      amount: null,
    }
  },
})

type Earned =
  | { status: 'earned'; points: number; value: Money; rate: Money }
  | { status: 'none'; code: string; because: string }

function earnedBy({ order, decisions }: Input): Earned {
  const none = (code: string, because: string): Earned => ({ status: 'none', code: `loyalty.${code}`, because })
  if (!order.customer?.id) return none('no_account', 'the order has no customer account to give points to')
  if (!decided(decisions, 'ship', ShipParams)) return none('not_shipped', 'points are given when the order is shipped')
  const currencies = new Set(order.lines.map(({ unit_price }) => unit_price.currency))
  const [currency] = currencies
  if (currency === undefined) return none('no_lines', 'the order has no lines')
  if (currencies.size > 1) return none('mixed_currencies', 'the lines are priced in different currencies')
  const perPoint = PER_POINT[currency]
  if (perPoint === undefined) return none('unknown_currency', `there is no rate of points for ${currency}`)
  const amounts = order.lines.map(({ unit_price, quantity }) => ({ amount: unit_price.amount * quantity, currency }))
  const value = sumMoney(amounts, currency)
  if (value.amount < 0) return none('negative_value', 'the goods of this order are worth less than nothing')
  return { status: 'earned', points: Math.floor(value.amount / perPoint), value, rate: { amount: perPoint, currency } }
}
