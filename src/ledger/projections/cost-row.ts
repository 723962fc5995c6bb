// What an event cost, so that a day's spending is a sum over few rows.
import { agentOf } from '../../contracts/event.ts'
import { type RowOf, timestamp } from '../row-set.ts'
import type { Envelope } from './envelope.ts'

export const costColumns = {
  run_id: 'uuid',
  version: 'int',
  at: 'timestamptz',
  agent: 'text',
  model: 'text',
  cost_usd: 'float8',
} as const

export type CostRow = RowOf<typeof costColumns>

export function costRow({ run_id, run_version, at, body, measured }: Envelope): CostRow | null {
  if (!measured?.cost_usd) return null
  return {
    run_id,
    version: run_version,
    at: timestamp(at),
    agent: agentOf(body),
    model: measured.model_version,
    cost_usd: measured.cost_usd,
  }
}
