// How often a heavy test repeats itself: often where every suite is required, less often on somebody's machine.
import { inject } from 'vitest'

export function howMany({ usually, inCi }: { usually: number; inCi: number }): number {
  return inject('services').required ? inCi : usually
}
