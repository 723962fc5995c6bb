// How many cards a day, and what that means for people: "about 95 cards a day: 2 people, 50 min each".
import { HOUR, MINUTE } from '../contracts/clock.ts'

/** Time one card takes a person who has the facts on it: read, decide, sometimes open the evidence. */
export const PER_CARD_MS = MINUTE
/** How long one person can countersign on a day beside other work. */
const PER_PERSON_MS = HOUR

export type LoadForecast = { cards: number; people: number; minutes_each: number }

/** From the questions of the last day and the last week, whichever was busier: a young record must not promise quiet. Null without any. */
export function loadForecast({ lastDay, lastWeek }: { lastDay: number; lastWeek: number }): LoadForecast | null {
  const cards = Math.round(Math.max(lastDay, lastWeek / 7))
  if (cards === 0) return null
  const total = cards * PER_CARD_MS
  const people = Math.max(1, Math.ceil(total / PER_PERSON_MS))
  return { cards, people, minutes_each: Math.max(1, Math.round(total / people / MINUTE)) }
}
