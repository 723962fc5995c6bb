// What happened on the wire, counted: calls, errors and 429s per method, deliveries per kind, acks that never came.
import type { Stats } from './ui-calls.ts'

export interface Counters {
  called(method: string): void
  failed(method: string, error: string): void
  limited(method: string): void
  delivered(kind: string): void
  missedAck(): void
  read(): Omit<Stats, 'slackRate' | 'sockets'>
}

export function createCounters(): Counters {
  const calls: Record<string, number> = {}
  const errors: Record<string, number> = {}
  const rateLimited: Record<string, number> = {}
  const deliveries: Record<string, number> = {}
  let missedAcks = 0
  const add = (counts: Record<string, number>, key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1
  }
  return {
    called: (method) => add(calls, method),
    /** Keyed "method error". */
    failed: (method, error) => add(errors, `${method} ${error}`),
    limited: (method) => add(rateLimited, method),
    delivered: (kind) => add(deliveries, kind),
    missedAck() {
      missedAcks += 1
    },
    read: () => ({
      calls: { ...calls },
      errors: { ...errors },
      rateLimited: { ...rateLimited },
      deliveries: { ...deliveries },
      missedAcks,
    }),
  }
}
