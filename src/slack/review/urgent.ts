// What cannot wait: the next departure or reply that is due, and whatever runs out within the hour.
import { HOUR, MINUTE } from '../../contracts/clock.ts'
import type { OpenCase } from '../../ledger/cases.ts'

/** Parcels that leave within this time leave together. */
const TOGETHER_MS = 5 * MINUTE
const SOON_MS = HOUR

export type Urgent = {
  isUrgent(one: Pick<OpenCase, 'deadline' | 'hard'>): boolean
  count: number
  /** How many must be answered for one departure or reply, and by when; null when none has to be. */
  due: { count: number; by: number } | null
}

export function urgentOf(cases: readonly OpenCase[], now: number): Urgent {
  const waiting = cases.filter(({ deadline }) => deadline > now)
  const first = Math.min(...waiting.filter(({ hard }) => hard).map(({ deadline }) => deadline))
  const isDue = ({ hard, deadline }: Pick<OpenCase, 'deadline' | 'hard'>): boolean =>
    hard && deadline > now && deadline <= first + TOGETHER_MS
  const isUrgent: Urgent['isUrgent'] = (one) => isDue(one) || one.deadline <= now + SOON_MS
  const due = waiting.filter(isDue)
  return {
    isUrgent,
    count: cases.filter(isUrgent).length,
    due: due.length === 0 ? null : { count: due.length, by: Math.max(...due.map(({ deadline }) => deadline)) },
  }
}
