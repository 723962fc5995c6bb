// Who judges the orders: the production agent with what the file lets it know, and stand-ins that are stated as such. All of them are
// fixed before the first order they are measured by.
import { fraudDetection } from '../../agents/fraud-detection.ts'
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

export const USUAL: Pick<Proposal, 'action' | 'params'> = { action: 'release', params: {} }

export function judgesOf(orders: readonly LabelledOrder[], train: number): Judge[] {
  return [
    production(),
    trained('trained_first', orders, train, `trained on the first ${train} orders, then frozen`),
    trained('trained_month', orders, firstMonth(orders), 'trained on the first calendar month, then frozen'),
  ]
}

function production(): Judge {
  const { name, version } = fraudDetection
  return {
    agent: { name, version },
    about: 'the production agent: its own rules; accounts on the device are known, the history is that of the account',
    trainedOn: 0,
    judge(order) {
      return fraudDetection.output.parse(fraudDetection.rules(asInput(order), { now: order.at }))
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
