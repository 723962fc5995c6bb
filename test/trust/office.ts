// Where managers click: the survey, the promotion and the keeper over a record that the test writes, on a clock that it moves.
import { pino } from 'pino'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Scope } from '../../src/contracts/gate.ts'
import type { Role } from '../../src/contracts/policy.ts'
import type { EvidenceRow, TrustStore } from '../../src/ledger/trust.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createKeeper } from '../../src/trust/keeper.ts'
import { learnedAt } from '../../src/trust/learned.ts'
import { createPromote } from '../../src/trust/promote.ts'
import { createSurvey, type SurveyParts } from '../../src/trust/survey.ts'
import { NOW, policy, row, scope } from './sample-evidence.ts'

export function openOffice(
  store: TrustStore,
  rows: readonly EvidenceRow[],
  /** `watching`: what nobody looked at for a minute asks; an agent whose rows cannot be read; what nobody was asked about. */
  {
    watching = false,
    unreadable = null,
    unasked = 400,
    ...over
  }: { watching?: boolean; unreadable?: string | null; unasked?: number } & Pick<
    Partial<SurveyParts>,
    'doubted' | 'seedsOf' | 'trusted'
  > = {},
) {
  let now = NOW
  let heard = rows
  let bins: { before: number[]; now: number[] } = { before: [], now: [] }
  const trust: TrustStore = {
    ...store,
    evidence: async ({ agent, since = 0, heard: from = Number.POSITIVE_INFINITY }) => {
      if (agent !== undefined && agent === unreadable) throw new Error('a row does not parse')
      return heard.filter((one) => one.proposed_at >= since || (learnedAt(one) ?? one.audited_at ?? 0) >= from)
    },
    confidences: async () => bins,
    volumes: async () => [{ ...scope, proposed: 400, unasked, usual_amount: 3_800, currency: 'HKD' }],
  }
  const clock = () => now
  const rates = { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }
  const book = createTrustBook({ trust, rates, clock, pulse: watching ? clock : null })
  const roles: Record<string, Role> = { UADA: 'admin', ULEA: 'lead', UANA: 'reviewer', UVIC: 'viewer' }
  const survey = createSurvey({
    ...{ trust, book, clock, policy: { autonomy: policy } },
    registry: [{ name: scope.agent, version: '1.0.0', kind: 'agent' }],
    actions: { route: { spec: { risk: 'A' } } },
    seedsOf: async () => ({ shown: 40, caught: 40 }),
    ...over,
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
    actsAlone: (of: Scope) =>
      store.append(
        {
          ...{ type: 'granted', scope: of, level: 'L3', from_confidence: 0.5, alpha: 0.05, delta: 0.05, attempt: 1 },
          ...{ cap_usd_cents: null, expires_at: NOW + 180 * DAY, override: null, renews: null, root_cause: null },
          evidence: {
            ...{ decisions: 240, errors: 0, at_worst: 0.02, log_evidence: 6, log_threshold: 3.7 },
            ...{ alpha_eff: 0.045, catch_rate: 0.9 },
          },
        },
        { by: 'ULEA', at: NOW, cause: `granted/${of.agent}` },
      ),
    level: () => book.levelOf(scope, { confidence: 0.95, amount: null }),
  }
}

/** Found right, so many days from now. */
export const audit = (days: number) => {
  const at = NOW + days * DAY
  return row({ p_audit: 0.3, audit: 'ok', audited_at: at, proposed_at: at - HOUR, opened_at: null, verdict: null })
}
