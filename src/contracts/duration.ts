// Durations as people write them in configuration, and as programs count them.
import { z } from 'zod'

const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** "90s", "4h", "2m": a duration in words, as milliseconds. */
export const Duration = z
  .string()
  .regex(DURATION, 'a duration such as 30s, 2m, 4h or 1d')
  .transform((text) => {
    const [, count, unit] = DURATION.exec(text) ?? []
    return Math.round(Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS])
  })
