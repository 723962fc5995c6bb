// What an agent hands in: one action with its payload, and what it rests on. No reasons means no proposal.
import { z } from 'zod'
import { contentHash, JsonObject } from './json.ts'
import { Money } from './money.ts'

export const Reason = z.object({ text: z.string().min(1).max(300), source: z.string().min(1).max(80) })
export type Reason = z.infer<typeof Reason>

export const Proposal = z.object({
  action: z.string().min(1),
  params: JsonObject,
  confidence: z.number().min(0).max(1),
  reasons: z.array(Reason).min(1).max(3),
  against: z.array(z.string().max(300)).max(3).default([]),
  unchecked: z.array(z.string().max(300)).max(3).default([]),
  flags: z.array(z.string().max(60)).max(12).default([]),
  /** What is at stake in money if the action is wrong; null when no money moves. */
  amount: Money.nullable().default(null),
})
export type Proposal = z.infer<typeof Proposal>

/** Identity of what would be executed: action and payload, nothing else. */
export function fingerprint(proposal: Pick<Proposal, 'action' | 'params'>): string {
  return contentHash([proposal.action, proposal.params]).slice(0, 16)
}
