// How something a person did reaches the app, and what comes back. Two ways carry it: sockets and signed HTTP.

export type DeliveryKind = 'events_api' | 'interactive' | 'slash_commands'

export interface Parcel {
  kind: DeliveryKind
  payload: Record<string, unknown>
  /** Set on repeats of an event: 1, 2, 3. */
  retry?: { attempt: number; reason: string }
}

/** `payload` is what the app answered with its ack, already parsed; {} for an empty ack. */
export type Ack =
  | { status: 'acked'; payload: Record<string, unknown> }
  /** No answer within three seconds. */
  | { status: 'late' }
  /** HTTP only: an answer other than 200. `noRetry`: the app asked not to be sent this again. */
  | { status: 'refused'; httpStatus: number; noRetry: boolean }
  /** No connection is open, or the address does not answer. */
  | { status: 'unreachable' }

export interface Delivery {
  send(parcel: Parcel): Promise<Ack>
  /** True when an interaction has somewhere to go. */
  online(): boolean
}
