// fraud_detection: releases, holds or cancels an order by an explainable score. A borderline score is a borderline confidence.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { HOUR } from '../src/contracts/clock.ts'
import { CustomerHistory } from '../src/contracts/fact.ts'
import { Order } from '../src/contracts/order.ts'
import type { Reason } from '../src/contracts/proposal.ts'
import { type FraudInput, fraudSignals, HIGH_FIRST_ORDER, type Signal, tellsSignUp } from './fraud-signals.ts'
import { FROM_RUN } from './from-run.ts'
import { NoParams, proposalOf } from './proposal-of.ts'
import { clip, confidence } from './wording.ts'

/** Log-odds: where an order without any signal starts, from where on it is held, and from where on cancelled. */
const START = -4
const HOLD_FROM = -1
const CANCEL_FROM = 3
/** How sharply the score parts the three answers, and what each gap in what it rests on takes away. */
const SHARPNESS = 1.15
const PER_GAP = 0.85

const FraudReason = z.strictObject({ reason_code: z.enum(['fraud_suspected', 'chargeback_history', 'velocity']) })
type FraudReason = z.infer<typeof FraudReason>

export const fraudDetection = defineAgent({
  name: 'fraud_detection',
  version: '1.1.0',
  kind: 'agent',
  about: 'Scores an order for payment fraud; lets it go, holds it for a look, or proposes to cancel it.',
  trigger: 'An order arrives',
  reads: { order: FROM_RUN, customer_history: { max_age_ms: HOUR } },
  actions: {
    release: { approval: 'sampled', on_reject: 'manual', editable: [] },
    hold: { approval: 'strict', on_reject: 'continue', editable: [] },
    // Whoever refuses to cancel has not said "ship it": the order stays with people.
    cancel: { approval: 'strict', on_reject: 'manual', editable: [] },
  },
  input: z.strictObject({ order: Order, customer_history: CustomerHistory }),
  output: proposalOf({ release: NoParams, hold: FraudReason, cancel: FraudReason }),
  statusQuo: () => ({ action: 'release', params: {} }),
  rules(input, { now }) {
    const signals = fraudSignals(input, now).sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    const score = signals.reduce((sum, { points }) => sum + points, START)
    const gaps = missing(input)
    const action = score >= CANCEL_FROM ? 'cancel' : score >= HOLD_FROM ? 'hold' : 'release'
    const supports = ({ points }: Signal) => points < 0 === (action === 'release')
    return {
      action,
      params: action === 'release' ? {} : { reason_code: reasonCode(signals) },
      confidence: confidence(chances(score, gaps.length)[action]),
      reasons: [summary(score, signals), ...signals.filter(supports).slice(0, 2).map(asReason)],
      against: [
        ...(action === 'hold' && score < 0 ? ['By its score the order is more likely genuine than not'] : []),
        ...signals.filter((signal) => !supports(signal)).map(({ text }) => clip(text)),
      ].slice(0, 3),
      unchecked: [...gaps.slice(0, 2), unseen(input)],
      flags: signals.map(({ code }) => code),
      amount: input.order.total,
    }
  },
  model: {
    need: 'judge',
    max_tokens: 2_000,
    instructions: `You judge whether an online order is paid for with a stolen or misused means of payment.
Propose one action:
- release: go on as usual. Right for most orders; about one order in fifty is fraudulent.
- hold, with a reason_code: a person looks before anything is sent. Right when several independent signs agree.
- cancel, with a reason_code: only when the signs are overwhelming, such as repeated chargebacks with other signs.
Signs that weigh: billing and shipping in different countries; a first order that is high, urgent, or of goods that are easily
resold; many orders within a day; several accounts on one device; past chargebacks; a throw-away e-mail domain; many units of
one SKU; an order within seconds of signing up for the account (customer.since, where customer.signed_up is true; the checkout
gives every guest a new account, which means nothing). Signs that clear: several earlier orders without a chargeback, an old account. A gift sent abroad is common.
reason_code: chargeback_history when past chargebacks weigh most, velocity when many orders or accounts do, else fraud_suspected.
confidence is the chance that an experienced fraud analyst would choose the same action; below 0.7 means a person should look.
Reasons name the fact and its value, strongest first, each with its source ("order" or "customer_history").`,
  },
})

/**
 * Ordered logit: the chance that the true score lies in each of the three bands. The three sum to one. A gap can only hide
 * further signs, so it makes the bands above the score less certain, never those below.
 */
function chances(score: number, gaps: number): Record<'release' | 'hold' | 'cancel', number> {
  const above = (edge: number) => sigmoid(SHARPNESS * (score < edge ? PER_GAP ** gaps : 1) * (score - edge))
  const [held, cancelled] = [above(HOLD_FROM), above(CANCEL_FROM)]
  return { release: 1 - held, hold: held - cancelled, cancel: cancelled }
}

function summary(score: number, signals: Signal[]): Reason {
  const [now, hold, cancel] = [score, HOLD_FROM, CANCEL_FROM].map((logOdds) => Math.round(100 * sigmoid(logOdds)))
  const fired = signals.length === 0 ? 'no signal' : signals.map(({ code }) => code).join(', ')
  return { text: clip(`Score ${now} of 100 (held from ${hold}, cancelled from ${cancel}): ${fired}`), source: 'score' }
}

function asReason({ text, points, source }: Signal): Reason {
  return { text: clip(`${text} (${points > 0 ? '+' : ''}${points})`), source }
}

function reasonCode(signals: Signal[]): FraudReason['reason_code'] {
  const strongest = signals.find(({ points }) => points > 0)?.code
  if (strongest === 'past_chargebacks') return 'chargeback_history'
  return strongest === 'many_orders' || strongest === 'shared_device' ? 'velocity' : 'fraud_suspected'
}

/** What the score would have looked at and could not, in words. */
function missing({ order }: FraudInput): string[] {
  const { total, customer, billing_address, shipping_address } = order
  const gaps: string[] = []
  if (!total) gaps.push('The value: the order has no total')
  else if (HIGH_FIRST_ORDER[total.currency] === undefined)
    gaps.push(`Whether the value is high: nothing known for ${total.currency}`)
  if (!customer?.email) gaps.push('The e-mail address: there is none')
  if (!billing_address?.country || !shipping_address?.country)
    gaps.push('Billing against shipping country: one is missing')
  return gaps
}

/** What it never looks at, and what this shop does not tell. */
function unseen({ order }: FraudInput): string {
  const always = 'The card check results and where the IP address is'
  return tellsSignUp(order) ? always : `${always}; how the account came to be: the shop does not say`
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
