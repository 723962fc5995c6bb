// The two figures that count, measured from outside: what was sent in against what ended, and what the shop really did.
import type { LoggedEffect } from '../shop/effects-log.ts'

/** Orders that were sent and have no run that ended: the generator's own ids minus terminal runs. */
export function lostOrders(sent: readonly string[], ended: readonly string[]): string[] {
  const known = new Set(ended)
  return [...new Set(sent)].filter((id) => !known.has(id))
}

/** Effects beyond the first per order and action in the shop's own log, whatever key they came under. */
export function actedTwice(effects: readonly LoggedEffect[]): number {
  return effects.length - new Set(effects.map(({ entity_id, action }) => JSON.stringify([entity_id, action]))).size
}
