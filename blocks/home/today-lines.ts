// What today was like so far, in figures.
import { count } from '../kit/text.ts'
import { took } from '../kit/took.ts'

export type TodayData = {
  orders: number
  /** Proposals let through without a question. */
  alone: number
  asked: number
  answered: number
  expired: number
  median_ms: number | null
}

export function todayLines({ orders, alone, asked, answered, expired, median_ms }: TodayData): string[] {
  if (orders + alone + asked + answered + expired === 0) return ['Nothing has happened yet today.']
  const median = median_ms === null ? '' : `, half of them within ${took(median_ms)}`
  return [
    `📥 *${count(orders, 'order')}* came in · *${alone.toLocaleString('en-US')}* needed no question · *${asked.toLocaleString('en-US')}* asked`,
    `✍️ *${count(answered, 'answer')}*${median}${expired > 0 ? ` · ⚠️ *${expired}* ran out unanswered` : ''}`,
  ]
}
