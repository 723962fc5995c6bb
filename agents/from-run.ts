// What the run itself hands to an agent: the order and the decisions of the steps before it. Neither can grow old.
import { z } from 'zod'
import { JsonObject } from '../src/contracts/json.ts'

export const FROM_RUN = { max_age_ms: Number.POSITIVE_INFINITY } as const

/** By step name: what was decided, or is assumed while a question is still open. */
export const EarlierDecisions = z.record(
  z.string(),
  z.object({ action: z.string(), params: JsonObject, confidence: z.number() }),
)
export type EarlierDecisions = z.infer<typeof EarlierDecisions>

/** The payload of the first earlier decision with this action; null when there is none, or its payload has another shape. */
export function decided<T>(decisions: EarlierDecisions, action: string, shape: z.ZodType<T>): T | null {
  const found = Object.values(decisions).find((decision) => decision.action === action)
  const params = shape.safeParse(found?.params)
  return params.success ? params.data : null
}
