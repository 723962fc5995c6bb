// What a button that begins a review travels with: the filter, as if it had been typed.
import { z } from 'zod'

export const StartTarget = z.object({ filter: z.string() })

export function startValue(filter: string): string {
  return JSON.stringify({ filter })
}
