// The watch over what acts alone, from the audits since its grant. Pure.
import { type Cusum, startCusum, watch } from '../autonomy/cusum.ts'
import type { Grant } from './grants.ts'

/** A new version that took over starts half way to the alarm. */
const HEAD_START = 0.5

export function cusumOf(
  audits: readonly { at: number; wrong: boolean }[],
  grant: Pick<Grant, 'granted_at' | 'inherited'> | null,
  alpha: number | null,
): Cusum {
  const start = startCusum({ alpha: alpha ?? 0.05, headStart: grant?.inherited ? HEAD_START : 0 })
  return audits
    .filter(({ at }) => grant === null || at >= grant.granted_at)
    .reduce((cusum, { wrong }) => watch(cusum, wrong), start)
}
