// Who judges the orders: the production agent with what the file lets it know, and stand-ins that are stated as such. All of them are
// fixed before the first order they are measured by.
import { fraudDetection } from '../../agents/fraud-detection.ts'
import type { FraudInput } from '../../agents/fraud-signals.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import type { Proposal } from '../../src/contracts/proposal.ts'
import type { Agent } from '../stream/installation.ts'
import { asInput } from './as-input.ts'
import type { LabelledOrder } from './orders.ts'
import { trainScore } from './trained-score.ts'

export type Judge = {
  agent: Agent
  about: string
  /** Orders at the start that it was built on. */
  trainedOn: number
  judge(order: LabelledOrder): Proposal
}

/** An account this young when it orders was made for the order. */
const JUST_MADE_MS = MINUTE
/** Stated, not measured: nothing was fitted. */
const STATED_CONFIDENCE = 0.9

export const USUAL: Pick<Proposal, 'action' | 'params'> = { action: 'release', params: {} }

export function judgesOf(orders: readonly LabelledOrder[], train: number): Judge[] {
  return [
    production(
      '',
      'its own rules; accounts on the device are known, the history is that of the account',
      ({ past }) => ({
        orders: 0,
        orders_last_24h: 0,
        first_order_at: null,
        accounts_on_device: past.accounts_on_device,
      }),
    ),
    production(
      'linked',
      'its own rules; orders of all accounts on one device count as those of one customer',
      ({ past }) => ({
        orders: past.orders_on_device,
        orders_last_24h: past.orders_on_device_24h,
        first_order_at: past.first_on_device_at === null ? null : new Date(past.first_on_device_at).toISOString(),
        accounts_on_device: past.accounts_on_device,
      }),
    ),
    accountAge(),
    trained('trained_first', orders, train, `trained on the first ${train} orders, then frozen`),
    trained('trained_month', orders, firstMonth(orders), 'trained on the first calendar month, then frozen'),
  ]
}

type Known = Pick<CustomerHistory, 'orders' | 'orders_last_24h' | 'first_order_at' | 'accounts_on_device'>

function production(variant: string, about: string, known: (order: LabelledOrder) => Known): Judge {
  const { name, version } = fraudDetection
  return {
    agent: { name: variant === '' ? name : `${name}/${variant}`, version },
    about: `the production agent: ${about}`,
    trainedOn: 0,
    judge(order) {
      const input: FraudInput = asInput(order, known(order))
      return fraudDetection.output.parse(fraudDetection.rules(input, { now: order.at }))
    },
  }
}

function accountAge(): Judge {
  return {
    agent: { name: 'account_age', version: '1' },
    about: `a stand-in, one rule without training: held when the account is less than ${JUST_MADE_MS / 1000} s old. Shops that make accounts at the checkout cannot use it`,
    trainedOn: 0,
    judge(order) {
      const isNew = order.at - order.signed_up_at < JUST_MADE_MS
      return proposal(order, isNew, STATED_CONFIDENCE, 'How old the account is when it orders')
    },
  }
}

function trained(name: string, orders: readonly LabelledOrder[], rows: number, about: string): Judge {
  const score = trainScore(orders.slice(0, rows))
  return {
    agent: { name, version: '1' },
    about: `a stand-in: logistic regression on account age, device, address and value, ${about}`,
    trainedOn: rows,
    judge(order) {
      const chance = score(order)
      return proposal(order, chance >= 0.5, Math.max(chance, 1 - chance), `Chance of fraud ${chance.toFixed(3)}`)
    },
  }
}

function proposal({ usd_cents }: LabelledOrder, hold: boolean, confidence: number, text: string): Proposal {
  return {
    action: hold ? 'hold' : 'release',
    params: hold ? { reason_code: 'fraud_suspected' } : {},
    ...{ confidence, reasons: [{ text, source: 'score' }], against: [], unchecked: [], flags: [] },
    amount: { amount: usd_cents, currency: 'USD' },
  }
}

function firstMonth(orders: readonly LabelledOrder[]): number {
  const month = ({ at }: LabelledOrder) => new Date(at).toISOString().slice(0, 7)
  const [first] = orders
  const end = first ? orders.findIndex((order) => month(order) !== month(first)) : 0
  return end === -1 ? Math.floor(orders.length / 2) : end
}
