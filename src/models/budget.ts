// The model budget of a day (UTC): what a call may cost at most is set aside before it is made, so the limit is never passed.
import { AppError } from '../contracts/app-error.ts'
import { type Clock, MINUTE } from '../contracts/clock.ts'

export type BudgetOptions = {
  clock: Clock
  /** US dollars, read at every call: the limit may change while we run. */
  usdPerDay: () => number
  /** What the record says was spent on a day, by every process; read again each minute. Without it only this process counts. */
  spentUsd?: (day: string) => Promise<number>
}

export type Budget = {
  /** Sets an amount aside and returns how to settle it. Throws `model.over_budget`. */
  reserve(usd: number): Promise<(spentUsd: number) => void>
}

const REREAD_AFTER = MINUTE

export function createBudget({ clock, usdPerDay, spentUsd }: BudgetOptions): Budget {
  let day = ''
  let recorded = 0
  let readAt = Number.NEGATIVE_INFINITY
  /** Spent since the record was last read, and set aside for calls under way. */
  let since = 0
  let aside = 0

  async function refresh(): Promise<void> {
    const now = clock()
    const today = new Date(now).toISOString().slice(0, 10)
    if (today !== day) [day, recorded, since, readAt] = [today, 0, 0, Number.NEGATIVE_INFINITY]
    if (!spentUsd || now - readAt < REREAD_AFTER) return
    readAt = now
    const spentBefore = since
    const total = await spentUsd(today).catch((cause) => {
      readAt = Number.NEGATIVE_INFINITY
      throw new AppError('model.budget_unknown', 'what was spent on models today could not be read', { cause })
    })
    if (day !== today) return
    // The record may not know the latest calls yet: the larger of the two accounts counts.
    if (total >= recorded + spentBefore) [recorded, since] = [total, since - spentBefore]
  }

  return {
    async reserve(usd) {
      await refresh()
      const limit = usdPerDay()
      if (recorded + since + aside + usd > limit)
        throw new AppError('model.over_budget', `the model budget of US$ ${limit} for ${day} is used up`)
      aside += usd
      const reservedOn = day
      return (spent) => {
        aside -= usd
        if (reservedOn === day) since += spent
      }
    },
  }
}
