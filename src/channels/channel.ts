// What every platform that sends us something has in common: how its request is authenticated, which delivery it is,
// and what it means. One file (or folder) per platform implements this; src/web and the engine know no platform.
import type { EntityId, EntityRef } from '../contracts/entity.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Order } from '../contracts/order.ts'
import type { Delivery } from '../ledger/ledger.ts'
import type { SignatureCheck } from './signature.ts'

/** A request as it came in: header names in lower case, the path below the channel's own, the body's bytes untouched. */
export type RawRequest = { headers: Readonly<Record<string, string>>; subpath: string; body: Uint8Array }

export type Receipt =
  /** `known_topic` false: nobody here has heard of it; it is stored and then ignored. */
  { status: 'received'; delivery: Delivery; known_topic: boolean } | { status: 'unusable'; because: string }

export type NormalisedDelivery =
  | {
      what: 'order.created'
      delivery: string
      received_at: number
      entity_id: EntityId
      order: Order
      /** What the time part of its run's id is made of. */
      run_moment: string
      refs: EntityRef[]
    }
  | {
      what: 'order.signal'
      delivery: string
      received_at: number
      entity_id: EntityId
      /** "order.updated", "order.cancelled" ... */
      topic: string
      /** `source_topic`, `order` (null when the platform sent only part of it) and `detail`: what is stored, sealed, with the signal. */
      content: JsonObject
      order: Order | null
      refs: EntityRef[]
    }
  | { what: 'ignored'; delivery: string; because: string }

export type Channel = {
  name: string
  /** Where the web server mounts it: "/webhooks/shopify" with topics below, or exactly "/events". */
  path: string
  subpaths: boolean
  /** The environment variable that holds its secret, for the operator who forgot it. */
  secret_variable: string
  authenticate(request: RawRequest, secret: string, now: number): SignatureCheck
  /** After authentication, for a body that is JSON. */
  receive(request: RawRequest, now: number): Receipt
  /** Pure and total: any stored delivery gives an event, never an exception. */
  normalise(delivery: Delivery): NormalisedDelivery
}
