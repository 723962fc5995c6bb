// Six sample weeks of orders, made by arithmetic alone: rows as the record keeps them. What was put into them is known, so a digest can be
// held against it.
import { DAY, HOUR, MINUTE } from '../../../src/contracts/clock.ts'
import type { TrustEvent } from '../../../src/contracts/trust.ts'
import { timestamp } from '../../../src/ledger/row-set.ts'
import { noRows, type SampleRows } from './fill.ts'

/** A Monday 00:00 UTC. */
export const START = Date.UTC(2026, 9, 12)
export const WEEKS = 6
export const END = START + WEEKS * 7 * DAY
const PER_DAY = 20
/** Around the gate in the fifth week, and taken back in the last. */
const [GRANTED, TAKEN_BACK] = [30 * DAY, 36 * DAY]

export type OrderWeeks = {
  /** A Monday 00:00. */
  start?: number
  workflow?: string
  /** A configuration that the record knows, where its runs may be looked at. */
  config_hash?: string
}

/** Fractions that are spread evenly and never the same twice in a row. */
const spread = (n: number, by: number): number => (n * by) % 1
const GOLDEN = 0.618_033_988_749_895

export function sixWeeks({
  start = START,
  workflow = 'order_to_fulfilment',
  config_hash = 'sample',
}: OrderWeeks = {}): SampleRows {
  const rows = noRows()
  for (let n = 0; n < WEEKS * 7 * PER_DAY; n += 1) order(n, rows, { start, workflow, config_hash })
  return rows
}

function order(n: number, rows: SampleRows, { start, workflow, config_hash }: Required<OrderWeeks>): void {
  const at = start + Math.floor(n / PER_DAY) * DAY + 8 * HOUR + (n % PER_DAY) * 20 * MINUTE
  const week = Math.floor((at - start) / (7 * DAY))
  const market = (['HK', 'SG', 'AU'] as const)[n % 3] ?? 'HK'
  const run_id = id('a', n)
  const entity_id = `sample:shop:${n}`
  const about = { run_id, run_kind: 'live', entity_id }
  rows.runs.push({ run_id, entity_id, workflow, number: `SAMPLE-${5_000 + n}`, market, config_hash, at })
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
      ...(isHeld ? asked(n, at, { override: spread(n, 0.71) < 0.2 }) : usual()),
      departs: isHeld,
    },
    {
      ...about,
      ...proposal({ decision_id: id('c', n), agent: 'order_routing', action: 'route', segment, at }),
      // Routing learns: overruled in one of five at first, in one of twenty-five at the end.
      ...(isGranted(segment, at - start)
        ? unlessStopped()
        : n % 3 === 0
          ? asked(n, at, { override: spread(n, 0.531) < 0.2 - week * 0.032, expires: n % 45 === 0 })
          : usual()),
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

/** Equal to what happens anyway. */
function usual() {
  return { status: 'proposed', answer: 'act' }
}

/** Departs from it, and acted under the grant. */
function unlessStopped() {
  return { status: 'proposed', answer: 'act_unless_vetoed', level: 'L2', p_ask: 0, departs: true }
}

function isGranted(segment: string, since: number): boolean {
  return segment === scope.segment && since >= GRANTED && since < TAKEN_BACK
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

const scope = { agent: 'order_routing', version: '1.0.0', action: 'route', segment: 'HK|0-50' }
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
export function trustHistory(start = START): { event: TrustEvent; by: string; at: number }[] {
  const fifth = start + 4 * 7 * DAY
  return [
    {
      event: {
        ...{
          type: 'granted',
          scope,
          level: 'L2',
          from_confidence: 0.8,
          alpha: 0.05,
          delta: 0.05,
          attempt: 1,
          evidence,
        },
        ...{
          cap_usd_cents: 5_000,
          expires_at: fifth + 9 * DAY,
          override: 'the sale week needs hands',
          renews: null,
          root_cause: null,
        },
      },
      by: 'U0ANA0001',
      at: start + GRANTED,
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
      at: start + TAKEN_BACK,
    },
  ]
}

function id(kind: string, n: number): string {
  return `${kind}0000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}
