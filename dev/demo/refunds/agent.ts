// What is known here of the refund tool that lives elsewhere: what it may see and propose, and rules for when it is silent.
import { z } from 'zod'
import { FROM_RUN } from '../../../agents/from-run.ts'
import { NoParams, proposalOf } from '../../../agents/proposal-of.ts'
import { defineAgent } from '../../../src/contracts/agent.ts'
import { contentHash } from '../../../src/contracts/json.ts'
import { Money } from '../../../src/contracts/money.ts'
import { Order } from '../../../src/contracts/order.ts'
import type { Proposal } from '../../../src/contracts/proposal.ts'
import { isDue, REASONS, type RefundReason } from './requests.ts'

const Refund = z.strictObject({
  amount: Money.refine(({ amount }) => amount > 0, 'must be more than nothing'),
  reason_code: z.enum(REASONS),
})
export const RefundInput = z.strictObject({ order: Order })

export const smallRefunds = defineAgent({
  name: 'small_refunds',
  version: '1.0.0',
  kind: 'agent',
  about: 'SAMPLE: decides small refund requests that a help desk passes on.',
  trigger: 'A customer asks for money back',
  reads: { order: FROM_RUN },
  actions: {
    small_refund: { approval: 'strict', on_reject: 'stop', editable: [] },
    hand_over: { approval: 'sampled', on_reject: 'stop', editable: [] },
  },
  input: RefundInput,
  output: proposalOf({ small_refund: Refund, hand_over: NoParams }),
  // Without it customer care would read the request.
  statusQuo: () => ({ action: 'hand_over', params: {} }),
  rules: ({ order }) => judge(order),
})

/** `paysAll`: as the tool judges after the change that went wrong. */
export function judge(order: z.infer<typeof Order>, { paysAll = false } = {}): Proposal {
  const reason = reasonOf(order)
  const amount = order.lines[0]?.unit_price ?? null
  const isPaid = reason !== null && amount !== null && (paysAll || isDue(reason))
  return {
    action: isPaid ? 'small_refund' : 'hand_over',
    params: isPaid ? { amount, reason_code: reason } : {},
    confidence: sureness(order.number),
    reasons: [
      { text: `The customer writes: ${reason?.replaceAll('_', ' ') ?? 'nothing that is known'}`, source: 'help desk' },
      {
        text: isPaid ? 'The amount is small, and it is what was paid for the item' : 'It is not a case for a refund',
        source: 'rule of the tool',
      },
    ],
    against: [],
    unchecked: ['Whether the item comes back'],
    flags: reason === null ? [] : [reason],
    amount: isPaid ? amount : null,
  }
}

function reasonOf({ tags }: z.infer<typeof Order>): RefundReason | null {
  return REASONS.find((reason) => tags.includes(reason)) ?? null
}

/** Between 0.900 and 0.944, always the same for a request. */
export function sureness(number: string): number {
  return 0.9 + (Number.parseInt(contentHash(number).slice(0, 6), 16) % 45) / 1_000
}
