// What an agent may hand in, built from its payloads: one object at the root, as a model's output format wants it.
import { z } from 'zod'
import type { JsonObject } from '../src/contracts/json.ts'
import { Proposal } from '../src/contracts/proposal.ts'

export const NoParams = z.strictObject({})

/** Payloads must be strict objects: the first one that fits is taken, then held against the action's own. */
export function proposalOf(payloads: Readonly<Record<string, z.ZodType<JsonObject>>>): z.ZodType<Proposal> {
  return Proposal.extend({
    action: z.enum(Object.keys(payloads)),
    params: z.union([...new Set(Object.values(payloads))]),
  }).superRefine(({ action, params }, context) => {
    if (payloads[action]?.safeParse(params).success) return
    context.addIssue({ code: 'custom', path: ['params'], message: `not a payload of ${action}` })
  })
}
