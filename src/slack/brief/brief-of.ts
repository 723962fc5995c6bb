// What a channel's brief says: how much is open, what cannot wait, what is alike, what ran out and was held.
import { actionWords } from '../../../blocks/action-words.ts'
import type { BriefData } from '../../../blocks/brief.ts'
import { formatMoney } from '../../contracts/money.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import { clusters, largestOf } from '../review/case-list.ts'
import { alikeFilter } from '../review/filter.ts'
import { urgentOf } from '../review/urgent.ts'
import { whyAlike } from '../review/why-alike.ts'

/** Fewer alike cases are no news. */
const WORTH_SAYING = 5

export type BriefFacts = {
  /** Of the channel's teams, most urgent first. */
  cases: readonly OpenCase[]
  open: number
  above: number
  held: { held: number; first: number | null }
  now: number
}

export function briefOf({ cases, open, above, held, now }: BriefFacts): BriefData {
  const { count, due } = urgentOf(cases, now)
  const alike = clusters(cases)
  const largest = largestOf(alike)
  const same = largest === null ? [] : (alike.get(largest) ?? [])
  return {
    open,
    above,
    urgent: { count, due },
    alike:
      largest !== null && same.length >= WORTH_SAYING
        ? { count: same.length, why: whyAlike(largest), filter: alikeFilter(largest) }
        : null,
    held: held.held > 0 && held.first !== null ? { count: held.held, since: held.first } : null,
    first: cases.slice(0, 3).map(({ action, number, amount, deadline }) => ({
      ask: `${actionWords(action, number).ask}${amount ? ` ${formatMoney(amount)}` : ''}`,
      deadline,
    })),
  }
}

/** A new one is posted at the bottom of the channel; null when nothing is urgent. */
export function urgentClass({ urgent }: Pick<BriefData, 'urgent'>): string | null {
  if (urgent.due) return `due ${Math.floor(urgent.due.by / 60_000)}`
  return urgent.count > 0 ? 'soon' : null
}
