// Where managers click: the survey, the promotion and the keeper over a record that the test writes, on a clock that it moves.
import { pino } from 'pino'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Role } from '../../src/contracts/policy.ts'
import type { EvidenceRow, TrustStore } from '../../src/ledger/trust.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createKeeper } from '../../src/trust/keeper.ts'
import { createPromote } from '../../src/trust/promote.ts'
import { createSurvey } from '../../src/trust/survey.ts'
import { NOW, policy, row, scope } from './sample-evidence.ts'

export function openOffice(store: TrustStore, rows: readonly EvidenceRow[]) {
  let now = NOW
  let heard = rows
  let bins: { before: number[]; now: number[] } = { before: [], now: [] }
  const trust: TrustStore = {
    ...store,
    evidence: async ({ since = 0 }) => heard.filter(({ proposed_at }) => proposed_at >= since),
    confidences: async () => bins,
    volumes: async () => [{ ...scope, proposed: 400, usual_amount: 3_800, currency: 'HKD' }],
  }
  const clock = () => now
  const book = createTrustBook({ trust, rates: { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }, clock })
  const roles: Record<string, Role> = { UADA: 'admin', ULEA: 'lead', UANA: 'reviewer', UVIC: 'viewer' }
  const survey = createSurvey({
    ...{ trust, book, clock, policy: { autonomy: policy } },
    registry: [{ name: scope.agent, version: '1.0.0', kind: 'agent' }],
    actions: { route: { spec: { risk: 'A' } } },
    seedsOf: async () => ({ shown: 40, caught: 40 }),
  })
  return {
    book,
    survey,
    promote: createPromote({
      ...{ trust, book, survey, clock },
      policy: { autonomy: policy },
      roleOf: async (id) => roles[id] ?? null,
    }),
    keeper: createKeeper({ trust, book, clock, log: pino({ level: 'silent' }) }),
    strict: (most: 'nothing' | 'L2') =>
      createKeeper({ trust, book, mostOf: () => most, clock, log: pino({ level: 'silent' }) }),
    stored: () => store.all(),
    shift: (to: typeof bins) => {
      bins = to
    },
    pass: (ms: number) => {
      now += ms
    },
    hear: (more: readonly EvidenceRow[]) => {
      heard = [...heard, ...more]
    },
    level: () => book.levelOf(scope, { confidence: 0.95, amount: null }),
  }
}

/** Found right, so many days from now. */
export const audit = (days: number) => {
  const at = NOW + days * DAY
  return row({ p_audit: 0.3, audit: 'ok', audited_at: at, proposed_at: at - HOUR, opened_at: null, verdict: null })
}
