// Every effect the sample shop carried out, in order, whatever key it came under: doing something twice shows here and nowhere else.

export type LoggedEffect = {
  at: number
  key: string
  entity_id: string
  action: string
  ref: string
  /** Whether the order looked different afterwards. */
  applied: boolean
}

export type EffectsLog = {
  add(effect: LoggedEffect): void
  all(): readonly LoggedEffect[]
  /** Effects beyond the first per order and action, ignoring keys. */
  actedTwice(): number
}

export function createEffectsLog(): EffectsLog {
  const effects: LoggedEffect[] = []
  return {
    add(effect) {
      effects.push(effect)
    },
    all: () => effects,
    actedTwice: () =>
      effects.length - new Set(effects.map(({ entity_id, action }) => JSON.stringify([entity_id, action]))).size,
  }
}
