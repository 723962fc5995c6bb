// Payload pieces that several actions share. Members beyond the named ones are kept: they are part of what was countersigned.
import { z } from 'zod'
import { Json } from '../contracts/json.ts'

/** Named members plus anything else that is JSON. */
export function payload<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).catchall(Json)
}

export const ReasonParams = payload({ reason_code: z.string().min(1).max(80) })

/** "fraud_suspected" as people say it. */
export function inWords(code: unknown): string {
  return typeof code === 'string' ? code.replaceAll('_', ' ') : ''
}
