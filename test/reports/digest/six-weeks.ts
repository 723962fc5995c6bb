// Six labelled sample weeks, made by arithmetic alone: rows as the record keeps them, and what was put into them, to hold the digest against.
import { DAY, HOUR, MINUTE } from '../../../src/contracts/clock.ts'
import type { TrustEvent } from '../../../src/contracts/trust.ts'
import type { Db } from '../../../src/ledger/db.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { actionColumns } from '../../../src/ledger/projections/action-row.ts'
import { costColumns } from '../../../src/ledger/projections/cost-row.ts'
import { decisionColumns } from '../../../src/ledger/projections/decision-row.ts'
import { type RowOf, rowSet, timestamp } from '../../../src/ledger/row-set.ts'

/** A Monday 00:00 UTC. */
export const START = Date.UTC(2026, 9, 12)
export const WEEKS = 6
export const END = START + WEEKS * 7 * DAY
const PER_DAY = 20

const runColumns = {
  ...{ run_id: 'uuid', version: 'int', entity_type: 'text', entity_id: 'text', workflow: 'text', kind: 'text' },
  ...{
    number: 'text',
    market: 'text',
    config_hash: 'text',
    status: 'text',
    since: 'timestamptz',
    created_at: 'timestamptz',
  },
} as const

type Rows = {
  runs: RowOf<typeof runColumns>[]
  decisions: RowOf<typeof decisionColumns>[]
  actions: RowOf<typeof actionColumns>[]
  costs: RowOf<typeof costColumns>[]
}

/** Fractions that are spread evenly and never the same twice in a row. */
const spread = (n: number, by: number): number => (n * by) % 1
const GOLDEN = 0.618_033_988_749_895

export function sixWeeks(): Rows {
  const rows: Rows = { runs: [], decisions: [], actions: [], costs: [] }
  for (let n = 0; n < WEEKS * 7 * PER_DAY; n += 1) order(n, rows)
  return rows
}

function order(n: number, rows: Rows): void {
  const at = START + Math.floor(n / PER_DAY) * DAY + 8 * HOUR + (n % PER_DAY) * 20 * MINUTE
  const week = Math.floor((at - START) / (7 * DAY))
  const market = (['HK', 'SG', 'AU'] as const)[n % 3] ?? 'HK'
  const run_id = id('a', n)
  const entity_id = `sample:shop:${n}`
  const about = { run_id, run_kind: 'live', entity_id }
  rows.runs.push({
    ...{ run_id, version: 1, entity_type: 'order', entity_id, workflow: 'order_to_fulfilment', kind: 'live' },
    ...{ number: `#${5_000 + n}`, market, config_hash: 'sample', status: 'completed' },
    ...{ since: timestamp(at), created_at: timestamp(at) },
  })
  // In the last four weeks fraud holds more of Singapore's orders than of the others'.
  const isHeld = spread(n, GOLDEN) < (market === 'SG' && week >= 2 ? 0.23 : 0.06)
  const segment = `${market}|${spread(n, 0.37) < 0.5 ? '0-50' : '50-200'}`
  rows.decisions.push(
    {
      ...about,
      ...proposal({
        decision_id: id('b', n),
        agent: 'fraud_detection',
        action: isHeld ? 'hold' : 'release',
        segment,
        at,
      }),
      ...(isHeld ? asked(n, at, { override: spread(n, 0.71) < 0.2 }) : alone()),
      departs: isHeld,
    },
    {
      ...about,
      ...proposal({ decision_id: id('c', n), agent: 'order_routing', action: 'route', segment, at }),
      // Routing learns: overruled in one of five at first, in one of twenty-five at the end.
      ...(n % 3 === 0
        ? asked(n, at, { override: spread(n, 0.531) < 0.2 - week * 0.032, expires: n % 45 === 0 })
        : alone()),
    },
  )
  rows.actions.push({
    ...{ ...about, action_id: id('d', n), step: 'fulfilment', action: 'ship', attempt: 1 },
    ...{ status: n % 70 === 11 ? 'failed' : 'succeeded', ended_at: timestamp(at + 2 * HOUR) },
  })
  rows.costs.push({
    ...{ run_id, version: 1, at: timestamp(at), agent: 'fraud_detection', model: 'sample', cost_usd: 0.002 },
  })
}

function proposal({
  at,
  ...rest
}: {
  decision_id: string
  agent: string
  action: string
  segment: string
  at: number
}) {
  return {
    ...{
      ...rest,
      step: rest.agent,
      version: '1.0.0',
      source: 'rules',
      confidence: 0.9,
      fingerprint: 'f',
      departs: false,
    },
    ...{ amount: 4_200, currency: 'HKD', proposed_at: timestamp(at), level: 'L1', p_ask: 1 },
  }
}

function alone() {
  return { status: 'proposed', answer: 'act' }
}

function asked(n: number, at: number, { override, expires = false }: { override: boolean; expires?: boolean }) {
  const opened = {
    answer: 'ask',
    opened_at: timestamp(at + MINUTE),
    deadline: timestamp(at + 4 * HOUR),
    team: 'default',
  }
  if (expires)
    return { ...opened, status: 'expired', closed_at: timestamp(at + 4 * HOUR), reminded: 2, reminded_to: 'lead' }
  const latency_ms = (4 + (n % 17)) * MINUTE
  return {
    ...{ ...opened, status: override ? 'rejected' : 'approved', verdict: override ? 'reject' : 'approve' },
    ...{ verdict_by: n % 2 ? 'U0ANA0001' : 'U0BEN0001', latency_ms, closed_at: timestamp(at + MINUTE + latency_ms) },
    ...{ evidence_opened: true, carried: false, weight: 'evidence', executed: override ? null : 'f' },
    reason_code: override ? (n % 4 ? 'wrong_call' : 'missing_information') : null,
  }
}

export const scope = { agent: 'order_routing', version: '1.0.0', action: 'route', segment: 'HK|0-50' }
const evidence = {
  ...{
    decisions: 120,
    errors: 1,
    at_worst: 0.048,
    log_evidence: 3.4,
    log_threshold: 3,
    alpha_eff: 0.045,
    catch_rate: 0.9,
  },
}

/** Around the gate in the fifth week, and taken back in the last. */
export const trustHistory: { event: TrustEvent; by: string; at: number }[] = [
  {
    event: {
      ...{ type: 'granted', scope, level: 'L2', from_confidence: 0.8, alpha: 0.05, delta: 0.05, attempt: 1, evidence },
      ...{ cap_usd_cents: 5_000, expires_at: START + 5 * 7 * DAY + 2 * DAY, override: 'the sale week needs hands' },
    },
    by: 'U0ADA0001',
    at: START + 4 * 7 * DAY + 2 * DAY,
  },
  {
    event: {
      type: 'demoted',
      scope,
      from: 'L2',
      cause: 'audits',
      because: '4 of 20 audits found it wrong',
      evidence: null,
    },
    by: 'countersign',
    at: START + 5 * 7 * DAY + DAY,
  },
]

/** Puts it all into an empty record. */
export async function fill({ db, ledger, rows }: { db: Db; ledger: Ledger; rows: Rows }): Promise<void> {
  const runs = rowSet(runColumns)
  await db.query(
    `INSERT INTO runs (${runs.names}, head) SELECT ${runs.names}, '\\x00'::bytea FROM ${runs.unnest('given')}`,
    runs.values(rows.runs),
  )
  for (const [name, set, own] of [
    ['decisions', rowSet(decisionColumns), rows.decisions],
    ['actions', rowSet(actionColumns), rows.actions],
    ['costs', rowSet(costColumns), rows.costs],
  ] as const)
    await db.query(
      `INSERT INTO ${name} (${set.names}) SELECT ${set.names} FROM ${set.unnest('given')}`,
      set.values(own as never),
    )
  for (const [index, { event, by, at }] of trustHistory.entries())
    await ledger.trust.append(event, { by, at, cause: `sample/${index}` })
}

function id(kind: string, n: number): string {
  return `${kind}0000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}
