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
  actedTwice(): number
}

export function createEffectsLog(): EffectsLog {
  const effects: LoggedEffect[] = []
  return {
    add(effect) {
      effects.push(effect)
    },
    all: () => effects,
    actedTwice: () => actedTwice(effects),
  }
}

/** Effects beyond the first per order and action, whatever key they came under. */
export function actedTwice(effects: readonly LoggedEffect[]): number {
  return effects.length - new Set(effects.map(({ entity_id, action }) => JSON.stringify([entity_id, action]))).size
}
