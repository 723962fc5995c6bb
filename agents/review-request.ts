// review_request: somebody wants people to look at an order before it goes on. It is put on hold for that, if a person agrees.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { PersonsRequest } from '../src/contracts/fact.ts'
import { Order } from '../src/contracts/order.ts'
import { FROM_RUN } from './from-run.ts'
import { proposalOf } from './proposal-of.ts'
import { clip } from './wording.ts'

const Input = z.strictObject({ order: Order, request: PersonsRequest.nullable() })
const HoldParams = z.strictObject({ reason_code: z.literal('review_requested') })

export const reviewRequest = defineAgent({
  name: 'review_request',
  version: '1.0.0',
  kind: 'agent',
  about: 'Brings an order before people because somebody asked for it, in their words.',
  trigger: 'A person sends an order to review',
  reads: { order: FROM_RUN, request: FROM_RUN },
  actions: { hold: { approval: 'strict', on_reject: 'continue', editable: [] } },
  input: Input,
  output: proposalOf({ hold: HoldParams }),
  // Without the person the order would simply go on: holding it is always asked.
  statusQuo: () => null,
  rules({ order, request }) {
    if (!request) throw new AppError('request.missing', 'Nobody said why this order should be looked at')
    const gone = order.fulfilment_status === 'fulfilled' || order.cancelled_at !== null
    return {
      action: 'hold',
      params: { reason_code: 'review_requested' },
      confidence: 0.75,
      reasons: [{ text: clip(`In their words: ${request.note.trim() || 'nothing'}`), source: 'request' }],
      against: [
        gone ? 'The order has left or ended: there may be nothing left to hold' : 'The customer waits while it is held',
      ],
      unchecked: ['Whether what was said is so'],
      flags: ['asked_by_a_person'],
      amount: order.total,
    }
  },
})
