// What a listener is handed, without Bolt's own types: the raw body, which each one parses itself, and the acknowledgement.

export type Ack = (response?: unknown) => Promise<void>
export type Incoming = { body: unknown; ack: Ack }
export type Listener = (incoming: Incoming) => Promise<void>
