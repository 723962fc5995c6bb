// Six sample weeks of small refunds: four in which people countersigned each, and two in which the agent acted unless stopped and was
// audited. Made by arithmetic; what may be granted on them is computed by the product, not written down here.
import { DAY, HOUR, MINUTE } from '../../../src/contracts/clock.ts'
import type { Scope } from '../../../src/contracts/gate.ts'
import { timestamp } from '../../../src/ledger/row-set.ts'
import { ANA, BEN } from '../people.ts'
import { smallRefunds, sureness } from '../refunds/agent.ts'
import { REASONS } from '../refunds/requests.ts'
import { noRows, type SampleRows } from './fill.ts'

const { name: agent, version } = smallRefunds
export const REFUNDS: Scope = { agent, version, action: 'small_refund', segment: 'HK|0-50' }

const PER_DAY = 20
/** Days in which everything was asked. */
export const ASKED_DAYS = 28
const ALL_DAYS = 42
/** The one request that people refused. */
const WRONG = 133
/** Every ninth question brought a known-wrong case along. */
const CHECK_EVERY = 9
/** The known-wrong cases that a reviewer let through. */
const MISSED = new Set([198, 387])
/** Of every ten that acted, three were audited: the policy's share at that level. */
const isAudited = (n: number): boolean => n % 10 < 3

type Weeks = { start: number; config_hash: string }

/** `from` and `to`: days since the start. */
export function refundWeeks(weeks: Weeks, { from, to }: { from: number; to: number }): SampleRows {
  const rows = noRows()
  for (let n = from * PER_DAY; n < Math.min(to, ALL_DAYS) * PER_DAY; n += 1) request(n, rows, weeks)
  return rows
}

function request(n: number, rows: SampleRows, { start, config_hash }: Weeks): void {
  const day = Math.floor(n / PER_DAY)
  const at = start + day * DAY + 9 * HOUR + (n % PER_DAY) * 25 * MINUTE
  const run_id = id('e', n)
  const number = `SAMPLE-${20_000 + n}`
  const about = { run_id, run_kind: 'live', entity_id: `sample:desk:${n}` }
  const amount = 3_000 + ((n * 1_700) % 15_000)
  const fingerprint = `sample-${n}`
  const scope = { ...REFUNDS }
  const { entity_id } = about
  rows.runs.push({ run_id, entity_id, workflow: 'sample_refunds', number, market: 'HK', config_hash, at })
  rows.decisions.push({
    ...about,
    ...{ decision_id: id('f', n), ...scope, step: agent, source: 'remote', confidence: sureness(number) },
    ...{ fingerprint, departs: true, amount, currency: 'HKD', proposed_at: timestamp(at) },
    ...(day < ASKED_DAYS ? asked(n, at, fingerprint) : acted(n, at, fingerprint)),
  })
  rows.actions.push({
    ...{ ...about, action_id: id('0', n), step: agent, action: REFUNDS.action, attempt: 1 },
    ...{ status: n === WRONG ? 'stopped' : 'succeeded', ended_at: timestamp(at + HOUR) },
  })
  if (day < ASKED_DAYS && n % CHECK_EVERY === 0)
    rows.checks.push({
      ...{ run_id: id('1', n), kind: 'known_wrong', of_run: run_id, of_decision: id('f', n), ...scope },
      ...{
        source: 'past_error',
        started_at: timestamp(at),
        reviewer: n % 2 ? ANA : BEN,
        answered: MISSED.has(n) ? 'approve' : 'reject',
      },
      ...{ caught: !MISSED.has(n), answered_at: timestamp(at + 8 * MINUTE) },
    })
}

function asked(n: number, at: number, fingerprint: string) {
  const isWrong = n === WRONG
  const latency_ms = (3 + (n % 11)) * MINUTE
  return {
    ...{ answer: 'ask', level: 'L1', p_ask: 1, must_ask: true, team: 'default' },
    ...{ opened_at: timestamp(at + MINUTE), deadline: timestamp(at + 4 * HOUR) },
    ...{ status: isWrong ? 'rejected' : 'approved', verdict: isWrong ? 'reject' : 'approve' },
    ...{ verdict_by: n % 2 ? ANA : BEN, latency_ms, closed_at: timestamp(at + MINUTE + latency_ms) },
    ...{ evidence_opened: true, carried: false, weight: 'evidence', executed: isWrong ? null : fingerprint },
    ...{ reason_code: isWrong ? 'wrong_call' : null, cluster: `${agent}|${REASONS[n % 3]}` },
  }
}

function acted(n: number, at: number, fingerprint: string) {
  return {
    ...{ answer: 'act_unless_vetoed', level: 'L2', p_ask: 0, status: 'proposed', executed: fingerprint },
    ...(isAudited(n) ? { p_audit: 0.3, audit_drawn: 'random', audit: 'ok', audited_at: timestamp(at + 2 * HOUR) } : {}),
  }
}

function id(kind: string, n: number): string {
  return `${kind}0000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}
