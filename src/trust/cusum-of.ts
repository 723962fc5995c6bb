// The watches over a scope: over what it does alone, from its audits; and over what it suggests, from every case in time order. Pure.
import { type Cusum, startCusum, WORRIED_AT, watch } from '../autonomy/cusum.ts'
import type { Case } from './cases.ts'
import type { Grant } from './grants.ts'

/** A new version that took over starts half way to the alarm. */
const HEAD_START = 0.5

/** Audits since the first grant after its last slip: a click, a renewal or a break does not make anybody forget what they found. */
export function cusumOf(
  audits: readonly { at: number; wrong: boolean }[],
  watched: Grant['watched'] | null,
  alpha: number | null,
): Cusum {
  const start = startCusum({ alpha: alpha ?? 0.05, headStart: watched?.headStart ? HEAD_START : 0 })
  return audits
    .filter(({ at }) => watched === null || at >= watched.since)
    .reduce((cusum, { wrong }) => watch(cusum, wrong), start)
}

export type Recency = {
  value: number
  /** It has alarmed, and has not calmed down since. */
  alarmed: boolean
  /** Right answers in a row until it is calm. */
  rightsLeft: number
}

/** Right on average is not right lately. Unlike the watch over what acts alone, this one may calm down again: people look at it all. */
export function recencyOf(cases: readonly Pick<Case, 'loss'>[], alpha: number): Recency {
  const start = { cusum: startCusum({ alpha }), alarmed: false }
  const { cusum, alarmed } = cases.reduce((before, { loss }) => {
    const cusum = watch(before.cusum, loss === 1)
    return { cusum, alarmed: cusum.value >= cusum.h || (before.alarmed && cusum.value >= WORRIED_AT) }
  }, start)
  const over = cusum.value - WORRIED_AT
  const rightsLeft = over < 0 ? 0 : Math.floor(over / -cusum.steps.right) + 1
  return { value: cusum.value, alarmed, rightsLeft }
}
