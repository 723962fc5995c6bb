// Questions with where their cards stand, as messages about several of them list them.
import { z } from 'zod'

/** Of `decisions`, `runs` and `cards`; the team is the one whose channel the card is in. */
export const QUESTION_COLUMNS = `decisions.decision_id, decisions.run_id, runs.number, decisions.action, decisions.amount,
  decisions.currency, decisions.deadline, decisions.passed_to, decisions.closed_at, cards.channel, cards.ts`

export const QUESTION_TABLES = `decisions JOIN runs ON runs.run_id = decisions.run_id
  LEFT JOIN cards ON cards.card_id = decisions.run_id`

export const QUESTION_TEAM = `coalesce(cards.team, decisions.team, 'default')`

export const QuestionRow = z
  .object({
    decision_id: z.string(),
    run_id: z.string(),
    number: z.string(),
    action: z.string(),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    deadline: z.number(),
    /** A person or a channel. */
    passed_to: z.string().nullable(),
    closed_at: z.number().nullable(),
    channel: z.string().nullable(),
    ts: z.string().nullable(),
  })
  .transform(({ amount, currency, channel, ts, ...row }) => ({
    ...row,
    amount: amount === null || currency === null ? null : { amount, currency },
    message: channel === null || ts === null ? null : { channel, ts },
  }))
export type QuestionRow = z.infer<typeof QuestionRow>

/** A run asks once, however many of its steps wait for the answer: the first of its rows stands for them. */
export function oncePerRun<R extends { run_id: string }>(rows: readonly R[]): R[] {
  const seen = new Set<string>()
  return rows.filter(({ run_id }) => !seen.has(run_id) && seen.add(run_id))
}
