// Puts sample weeks into a record: runs of which is known that they came, and rows as the record's own projections would have written
// them. Every number begins with SAMPLE.
import { AppError } from '../../../src/contracts/app-error.ts'
import type { TrustEvent } from '../../../src/contracts/trust.ts'
import type { Db } from '../../../src/ledger/db.ts'
import type { Append, Ledger } from '../../../src/ledger/ledger.ts'
import { actionColumns } from '../../../src/ledger/projections/action-row.ts'
import { checkColumns } from '../../../src/ledger/projections/check-row.ts'
import { costColumns } from '../../../src/ledger/projections/cost-row.ts'
import { decisionColumns } from '../../../src/ledger/projections/decision-row.ts'
import { type RowOf, rowSet } from '../../../src/ledger/row-set.ts'

export type SampleRun = {
  run_id: string
  entity_id: string
  workflow: string
  number: string
  market: string
  config_hash: string
  at: number
}

export type SampleRows = {
  runs: SampleRun[]
  decisions: RowOf<typeof decisionColumns>[]
  actions: RowOf<typeof actionColumns>[]
  costs: RowOf<typeof costColumns>[]
  checks: RowOf<typeof checkColumns>[]
}

export const noRows = (): SampleRows => ({ runs: [], decisions: [], actions: [], costs: [], checks: [] })

export type Filling = {
  db: Db
  ledger: Pick<Ledger, 'trust' | 'append'>
  rows: SampleRows
  trust?: readonly { event: TrustEvent; by: string; at: number }[]
}

export async function fill({ db, ledger, rows, trust = [] }: Filling): Promise<void> {
  for (const some of inParts(rows.runs)) {
    const written = await Promise.all(some.map((run) => ledger.append(received(run), 'work')))
    if (written.some(({ status }) => status !== 'appended'))
      throw new AppError('demo.sample', 'the sample weeks are in the record already')
    await breath()
  }
  for (const [name, set, own] of [
    ['decisions', rowSet(decisionColumns), rows.decisions],
    ['actions', rowSet(actionColumns), rows.actions],
    ['costs', rowSet(costColumns), rows.costs],
    ['checks', rowSet(checkColumns), rows.checks],
  ] as const)
    for (const some of inParts<unknown>(own)) {
      await db.query(
        `INSERT INTO ${name} (${set.names}) SELECT ${set.names} FROM ${set.unnest('given')}`,
        set.values(some as never),
      )
      await breath()
    }
  for (const [index, { event, by, at }] of trust.entries())
    await ledger.trust.append(event, { by, at, cause: `sample/${index}` })
}

/** The embedded record works on our own thread: between two parts whoever is connected is answered. */
const PART = 200
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, at) => all.slice(at * PART, (at + 1) * PART))
}

/** All that is stored of one: that it came and is over. Without an order behind it nothing can be made of it. */
function received({ run_id, entity_id, at, config_hash, workflow, number, market }: SampleRun): Append {
  const body = {
    ...{ type: 'run.received' as const, kind: 'live' as const, workflow, config_hash, number, market },
    ...{ locale: null, total: null, parent: null, requested_by: null, check: null },
  }
  return {
    ...{ run_id, entity_type: 'order' as const, entity_id, expected_version: 0, config_hash, causation_id: null },
    events: [
      { at, body, sealed: null },
      { at, body: { type: 'run.completed', outcome: 'done' }, sealed: null },
    ],
    row: { workflow, kind: 'live', status: 'completed', waiting_on: null, wake_at: null },
    ...{ consumed: [], refs: [], starting: [], children: [] },
  }
}
