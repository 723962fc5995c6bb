// From a stored delivery to what the record takes in: the one place that knows which run a new order starts.
import { namedId } from '../contracts/ids.ts'
import type { Delivery, Intake } from '../ledger/ledger.ts'
import type { NormalisedDelivery } from './channel.ts'
import { channelNamed } from './inbound.ts'

export const ORDER_WORKFLOW = 'order_to_fulfilment'

/** Dispatches by the delivery's channel. Total: a delivery of a channel that is gone is ignored with the reason. */
export function normaliseDelivery(delivery: Delivery): NormalisedDelivery {
  const channel = channelNamed(delivery.channel)
  if (!channel) return { what: 'ignored', delivery: delivery.key, because: `no channel named "${delivery.channel}"` }
  return channel.normalise(delivery)
}

/** The same order gives the same run, however often and by whichever delivery it is announced. */
export function orderRunId(order: { entity_id: string; created_at: string }, workflow = ORDER_WORKFLOW): string {
  return namedId(Date.parse(order.created_at), `${order.entity_id}/${workflow}`)
}

/** Intake items of everything that starts no run; `order.created` needs an Append, which the engine builds. */
export function intakeOf(
  event: Exclude<NormalisedDelivery, { what: 'order.created' }>,
): Exclude<Intake, { what: 'start' }> {
  if (event.what === 'ignored') return event
  const { delivery, entity_id, topic, received_at, content, refs } = event
  return {
    delivery,
    what: 'signal',
    entity_type: 'order',
    entity_id,
    signal: { delivery, topic, at: received_at, content },
    refs,
  }
}
