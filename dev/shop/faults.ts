// Ways in which a shop misbehaves, on demand and for a number of times.

export type Fault = {
  /** refuse: says no · unavailable: 503, nothing done · hang: never answers, nothing done · drop_reply: does it, then cuts the line. */
  kind: 'refuse' | 'unavailable' | 'hang' | 'drop_reply'
  /** Only for this action, or this order; both absent: every effect. */
  action?: string
  entity_id?: string
  times?: number
}

export type Faults = {
  add(fault: Fault): void
  clear(): void
  /** The fault that strikes this effect, used up once. */
  strike(effect: { action: string; entity_id: string }): Fault['kind'] | null
}

export function createFaults(): Faults {
  let waiting: (Fault & { left: number })[] = []
  return {
    add(fault) {
      waiting.push({ ...fault, left: fault.times ?? 1 })
    },
    clear() {
      waiting = []
    },
    strike({ action, entity_id }) {
      const found = waiting.find(
        (fault) => (fault.action ?? action) === action && (fault.entity_id ?? entity_id) === entity_id,
      )
      if (!found) return null
      found.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return found.kind
    },
  }
}
