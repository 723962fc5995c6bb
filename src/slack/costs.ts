// What models cost, from the record, beside the budget in force.
import type { Clock } from '../contracts/clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type CostsReport, costsReport, dayStart, type Period, since } from '../reports/costs-report.ts'

export type ReadCosts = (period: Period) => Promise<CostsReport>

export function createCosts(parts: {
  ledger: { figures: Pick<Ledger['figures'], 'costs'>; queries: Pick<Ledger['queries'], 'spentUsd'> }
  usdPerDay: number | null
  hasModel: boolean
  clock: Clock
}): ReadCosts {
  const { ledger, usdPerDay, hasModel, clock } = parts
  return async (period) => {
    const now = clock()
    const [costs, spentToday] = await Promise.all([
      ledger.figures.costs(since(period, now)),
      ledger.queries.spentUsd(dayStart(now)),
    ])
    return costsReport({ costs, period, now, spentToday, usdPerDay, hasModel })
  }
}
