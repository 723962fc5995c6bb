// The ways to mend a wrong decision, by what was done since: a parcel under way is stopped before money is paid back,
// and where nothing can be changed any more the customer is told. What the person asked for in words comes first where it is possible.
import { NOT_NEEDED } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import type { RequestSoFar } from '../src/contracts/fact.ts'
import type { Money } from '../src/contracts/money.ts'
import type { Order } from '../src/contracts/order.ts'
import type { Wrong } from './apology-templates.ts'

type Said = { confidence: number; because: string; source: string; against: string[]; unchecked: string[] }
export type Way = Said &
  (
    | { action: 'intercept' }
    | { action: 'refund'; amount: Money }
    | { action: 'apologise'; wrong: Wrong }
    | { action: 'hold' }
  )

/** Decisions about what the customer reads: a parcel cannot mend them. */
const WORDS_TO_CUSTOMERS = new Set(['notify', 'apologise', 'award_points'])

const ASKED: readonly [Way['action'], RegExp][] = [
  ['refund', /\b(refund|money back|pay(ing)? back|charged twice|overcharged)\b|退款/i],
  ['intercept', /\b(intercept|stop the parcel|recall|call (it )?back|bring (it )?back)\b|攔截/i],
  ['apologise', /\b(apolog\w*|say sorry|write to)\b|道歉/i],
]

/** `wishes`: what was said since of earlier versions, oldest first; the last word counts. */
export function wayFor(order: Order, request: RequestSoFar, wishes: readonly string[]): Way {
  const refused = new Set(request.refused)
  const way = firstWay(order, request, wishes)
  if (!refused.has(way.action)) return way
  const because = 'What was proposed before was refused'
  const [next] = instead(order, request, { because, confidence: 0.6, source: 'record' }).filter(
    ({ action }) => !refused.has(action),
  )
  if (next) return next
  throw new AppError(NOT_NEEDED, 'The shop refused whatever could mend this: it is left to people')
}

/** What is left when something was refused: the nearer to making it good comes first. */
function instead(order: Order, { about }: RequestSoFar, why: Pick<Said, 'confidence' | 'because' | 'source'>): Way[] {
  const done = new Set(about?.done ?? [])
  const shipped = done.has('ship') || order.fulfilment_status === 'fulfilled'
  const cancelled = done.has('cancel') || order.cancelled_at !== null
  return [
    ...(!cancelled && !shipped
      ? [
          { ...hold(), ...why },
          { ...intercept(), ...why },
        ]
      : []),
    ...(!cancelled && payable(order) ? [refund(order.total as Money, shipped, why)] : []),
    { ...apologise(wrongOf(about?.action, cancelled)), ...why },
  ]
}

function firstWay(order: Order, { about, note }: RequestSoFar, wishes: readonly string[]): Way {
  const done = new Set(about?.done ?? [])
  const shipped = done.has('ship') || order.fulfilment_status === 'fulfilled'
  const cancelled = done.has('cancel') || order.cancelled_at !== null
  const wanted = [note, ...wishes].map(askedIn).findLast((action) => action !== null)
  if (wanted === 'refund' && !cancelled && payable(order)) return refund(order.total as Money, shipped, IN_WORDS)
  if (wanted === 'intercept' && shipped && !cancelled) return { ...intercept(), ...IN_WORDS }
  if (wanted === 'apologise') return { ...apologise(wrongOf(about?.action, cancelled)), ...IN_WORDS }
  if (WORDS_TO_CUSTOMERS.has(about?.action ?? '') || cancelled) return apologise(wrongOf(about?.action, cancelled))
  if (shipped) return intercept()
  if (about?.reason_code === 'out_of_stock_since' && payable(order))
    return refund(order.total as Money, shipped, {
      confidence: 0.6,
      because: 'It cannot be delivered as sold',
      source: 'request',
    })
  return done.has('hold') || done.has('backorder') ? apologise('delay') : hold()
}

function askedIn(words: string): Way['action'] | null {
  return ASKED.find(([, known]) => known.test(words))?.[0] ?? null
}

const IN_WORDS = { confidence: 0.8, because: 'It is what they ask for in their words', source: 'request' }

function payable({ total, payment }: Order): boolean {
  return total !== null && total.amount > 0 && payment.status !== 'refunded' && payment.status !== 'voided'
}

function intercept(): Way {
  return {
    action: 'intercept',
    confidence: 0.75,
    because: 'The parcel has left: it can only be stopped while it is under way',
    source: 'record',
    against: ['The carrier may refuse, or charge for it; the customer waits longer or goes without'],
    unchecked: ['How far the parcel has come'],
  }
}

function refund(amount: Money, shipped: boolean, why: Pick<Said, 'confidence' | 'because' | 'source'>): Way {
  return {
    action: 'refund',
    amount,
    ...why,
    against: [
      ...(shipped
        ? ['The goods are on their way or arrived: paid back, they are given away unless they come back']
        : []),
      'All of it is proposed: edit the amount where only a part is due',
    ],
    unchecked: ['What was paid back before', 'Refunds this customer had for other orders'],
  }
}

function wrongOf(action: string | undefined, cancelled: boolean): Wrong {
  if (cancelled) return 'cancelled'
  return WORDS_TO_CUSTOMERS.has(action ?? '') ? 'message' : 'other'
}

function apologise(wrong: Wrong): Way {
  return {
    action: 'apologise',
    wrong,
    confidence: 0.7,
    because:
      wrong === 'cancelled'
        ? 'The order is cancelled and paid back: what is left is to say so'
        : 'Nothing has to be stopped or paid back: what is left is to say so',
    source: 'record',
    against: ['A customer who noticed nothing hears of it this way'],
    unchecked: ['Whether somebody wrote to the customer already'],
  }
}

function hold(): Way {
  return {
    action: 'hold',
    confidence: 0.75,
    because: 'Nothing has left yet: held, it can be decided again without harm',
    source: 'record',
    against: ['The customer waits while it is held'],
    unchecked: ['Whether the warehouse has begun to pack'],
  }
}
