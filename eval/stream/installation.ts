// An installation without stores: the product's own gate, book, audit draws, survey, promotion and keeper around a record in memory
// and a clock that the stream sets. Whatever is decided is decided by them.
import { pino } from 'pino'
import { actions } from '../../src/actions/registry.ts'
import type { Seeds } from '../../src/autonomy/catch-rate.ts'
import type { GateAnswer, Scope } from '../../src/contracts/gate.ts'
import { type Money, usdCents } from '../../src/contracts/money.ts'
import { type Policy, RunPolicy } from '../../src/contracts/policy.ts'
import { fingerprint, type Proposal } from '../../src/contracts/proposal.ts'
import { auditDraw } from '../../src/gate/audit-draw.ts'
import { drawFor } from '../../src/gate/draw.ts'
import { gate } from '../../src/gate/gate.ts'
import { segmentOf } from '../../src/gate/segment.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { createTrustBook, type TrustBook } from '../../src/trust/book.ts'
import { seedLot } from '../../src/trust/checks/draw.ts'
import { createEarnedBy } from '../../src/trust/earned-by.ts'
import { createKeeper, type Keeper } from '../../src/trust/keeper.ts'
import { createPromote, type Promote } from '../../src/trust/promote.ts'
import { createSurvey, type Survey } from '../../src/trust/survey.ts'
import { createRecord, type MemoryRecord } from './record.ts'

export const MANAGER = 'UMANAGER'

export type Agent = { name: string; version: string }

export type Put = {
  number: string
  proposal: Proposal
  usual: Pick<Proposal, 'action' | 'params'> | null
  /** Value of the order: it decides the segment. */
  total: Money | null
}

export type Decided = { row: EvidenceRow; answer: GateAnswer; isAudited: boolean }

export type Installation = {
  record: MemoryRecord
  book: TrustBook
  survey: Survey
  promote: Promote
  keeper: Keeper
  /** Moves the clock; never back. */
  at(now: number): void
  /** One proposal, to the gate and into the record. */
  put(about: Put): Promise<Decided>
  /** Whether this question brings a known-wrong case with it, and what reviewers made of it. */
  seed(row: EvidenceRow, caught: () => boolean): void
  seedsOf(action: string): Seeds
}

export function createInstallation(about: { agent: Agent; policy: Policy; secret: string }): Installation {
  const { agent, policy, secret } = about
  const runPolicy = RunPolicy.parse(policy)
  const record = createRecord()
  const { trust } = record
  let now = 0
  const clock = () => now
  const seeds = new Map<string, { shown: number; caught: number }>()
  const seedsOf = (action: string) => seeds.get(action) ?? { shown: 0, caught: 0 }
  const book = createTrustBook({ trust, rates: policy.rates, clock })
  const earnedBy = createEarnedBy({ trust, book, policy, clock })
  const registry = [{ ...agent, kind: 'agent' as const }]
  const seedsOfAction = async (_agent: string, action: string) => seedsOf(action)
  const survey = createSurvey({ trust, book, registry, actions, seedsOf: seedsOfAction, policy, clock })
  const roleOf = async () => 'lead' as const

  return {
    ...{ record, book, survey, seedsOf },
    promote: createPromote({ trust, book, survey, roleOf, policy, clock }),
    keeper: createKeeper({ trust, book, clock, log: pino({ level: 'silent' }) }),
    at(moment) {
      now = Math.max(now, moment)
    },
    async put({ number, proposal, usual, total }) {
      const { action, confidence, amount } = proposal
      const segment = segmentOf({ market: null, total, policy })
      const scope: Scope = { agent: agent.name, version: agent.version, action, segment }
      const payload = fingerprint(proposal)
      const departs = usual === null || fingerprint(usual) !== payload
      const draw = (what: string) => drawFor({ secret, runId: number, step: `${agent.name}/${what}` })
      const answer = gate({
        ...{ kind: 'live' as const, runs: 'agent' as const, check: null, scope, confidence, departs, amount },
        ...{ fallback: null, stale: [], stoppedBy: null, draw: draw('ask'), policy: runPolicy },
        level: await book.levelOf(scope, { confidence, amount }),
        risk: actions[action]?.spec.risk ?? 'D',
      })
      const row = record.propose({
        ...{ ...scope, number, confidence, departs, fingerprint: payload, at: now },
        ...{ amount: amount?.amount ?? null, currency: amount?.currency ?? null },
        ...{ level: answer.level, p_ask: answer.p_ask },
      })
      if (answer.answer === 'ask') {
        Object.assign(row, { opened_at: now, status: 'open' })
        record.bears(row)
        return { row, answer, isAudited: false }
      }
      row.executed = payload
      const isEarned = answer.level === 'L2' || answer.level === 'L3'
      const drawn = auditDraw({
        answer: answer.answer,
        confidence,
        usd_cents: amount && usdCents(amount, policy.rates),
        earned: isEarned ? await earnedBy(scope) : null,
        draws: { random: draw('audit'), targeted: draw('targeted') },
      })
      if (drawn?.drawn) {
        Object.assign(row, { p_audit: drawn.p_random, p_targeted: drawn.p_targeted, audit_drawn: drawn.drawn })
        record.bears(row)
      }
      return { row, answer, isAudited: drawn?.drawn != null }
    },
    seed({ run_id, decision_id, action }, caught) {
      const before = seedsOf(action)
      const lot = { secret, run_id, decision_id, begun: before.shown, policy: policy.autonomy.checks }
      if (!seedLot('known_wrong', lot).drawn) return
      seeds.set(action, { shown: before.shown + 1, caught: before.caught + (caught() ? 1 : 0) })
    },
    seedsOf,
  }
}
