// By when a marketplace wants an answer. Its clock does not stop at night.
import type { ReplyRule } from '../contracts/hours.ts'

export type ReplyDue = { at: number; rule: ReplyRule }

/** The strictest of the rules that are meant for an order, counted from when the buyer asked; null when none is. */
export function replyDueFor(
  rules: readonly ReplyRule[],
  order: { market: string | null; tags: readonly string[] },
  asked: number,
): ReplyDue | null {
  return rules
    .filter(({ markets }) => !markets || (order.market !== null && markets.includes(order.market)))
    .filter(({ tags }) => !tags || tags.some((tag) => order.tags.includes(tag)))
    .map((rule) => ({ at: asked + rule.within, rule }))
    .reduce<ReplyDue | null>((first, one) => (first && first.at <= one.at ? first : one), null)
}
