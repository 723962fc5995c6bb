// "If released: Singapore · carrier X · HK$ 38 · 3 days": what later steps would do, one short row each.
import { z } from 'zod'
import { actionWords } from '../../../blocks/action-words.ts'
import { carriageName } from '../../contracts/carriage.ts'
import { formatMoney, Money } from '../../contracts/money.ts'
import { aheadRows } from '../../workflow/ahead.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'

const Route = z.object({
  warehouse: z.string(),
  carrier: z.string(),
  service: z.string().optional(),
  cost: Money.optional(),
  days: z.number().optional(),
})
/** The fact as the agent saw it. */
const Warehouses = z.object({ value: z.array(z.looseObject({ id: z.string(), name: z.string() })) })

export function aheadWords(state: RunState): string[] {
  return aheadRows(state).map((row) => rowWords(state, row))
}

function rowWords(state: RunState, row: StepRecord): string {
  if (row.fallback) return `${row.agent} gave no answer and will be asked about`
  const route = Route.safeParse(row.params)
  if (row.decision !== 'route' || !route.success) return actionWords(row.decision, state.number).label
  const { warehouse, carrier, service, cost, days } = route.data
  const parts = [
    warehouseName(row, warehouse),
    carriageName(carrier, service),
    cost && formatMoney(cost),
    days === undefined ? undefined : `${days} ${days === 1 ? 'day' : 'days'}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** The name of the warehouse as the agent saw it; its id when it did not. */
function warehouseName(row: StepRecord, id: string): string {
  const seen = Warehouses.safeParse(row.input['warehouses'])
  return (seen.success ? seen.data.value.find((warehouse) => warehouse.id === id)?.name : undefined) ?? id
}
