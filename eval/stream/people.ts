// The people of a stream, simulated: two reviewers who answer one case after the other and see a wrong one with a given chance.
// What they cannot see comes back later as an outcome.
import { DAY, HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { type Random, seededRandom } from '../seeded-random.ts'
import type { Installation } from './installation.ts'

/** Slow enough that every approval counts as read, and below 60 an hour. */
const PER_CASE_MS = 75 * SECOND
const FIRST_LOOK_MS = 10 * MINUTE
const AUDITED_AFTER_MS = 4 * HOUR
export const CHARGED_BACK_AFTER_MS = 60 * DAY

export const PEOPLE_ASSUMPTIONS = [
  'two reviewers, 75 s a case, answer every question; approvals count as read, evidence opened',
  'a wrong proposal is rejected with the catch rate, a right one always approved; known-wrong seeds and audits are caught alike',
  'audits are answered after 4 hours; nobody vetoes within a veto window, and silence counts for nothing',
  'every fraud that was shipped is charged back after 60 days, and then its decision counts as wrong whatever people said',
]

export type People = {
  ask(row: EvidenceRow, isRight: boolean): void
  audit(row: EvidenceRow, isRight: boolean): void
  /** The world will say so in time, unless a person refuses to release it. */
  willBeChargedBack(row: EvidenceRow): void
  /** Everything that is due by then, in time order; tells after each whether something was found wrong. */
  until(now: number, told: (row: EvidenceRow, found: 'right' | 'wrong') => Promise<void>): Promise<void>
}

type Due = { at: number; row: EvidenceRow; happens(): 'right' | 'wrong' }
/** Each kind takes the same time, so that each list is in time order by itself. */
type Waiting = { list: Due[]; next: number }

export function createPeople(parts: {
  installation: Installation
  catchRate: number
  seed: number
  stream: string
}): People {
  const { installation, catchRate, seed, stream } = parts
  const { record } = installation
  const randoms = new Map<string, Random>()
  const sees = (what: string): boolean => {
    const random = randoms.get(what) ?? seededRandom(seed, `${stream}/${what}`)
    randoms.set(what, random)
    return random() < catchRate
  }
  const free: [number, number] = [0, 0]
  const [questions, audits, chargebacks]: Waiting[] = Array.from({ length: 3 }, () => ({ list: [], next: 0 }))
  const all = [questions, audits, chargebacks].filter((waiting) => waiting !== undefined)

  return {
    ask(row, isRight) {
      const who = free[0] <= free[1] ? 0 : 1
      const at = Math.max(row.proposed_at + FIRST_LOOK_MS, free[who]) + PER_CASE_MS
      free[who] = at
      const approves = isRight || !sees('verdicts')
      questions?.list.push({
        ...{ at, row },
        happens() {
          installation.seed(row, () => sees('seeds'))
          Object.assign(row, approves ? APPROVED : REJECTED)
          Object.assign(row, { closed_at: at, verdict_by: who === 0 ? 'UANA' : 'UBEN', weight: 'evidence' })
          Object.assign(row, { carried: false, evidence_opened: true, executed: approves ? row.fingerprint : 'other' })
          return approves ? 'right' : 'wrong'
        },
      })
    },
    audit(row, isRight) {
      const at = row.proposed_at + AUDITED_AFTER_MS
      const found = isRight || !sees('audits') ? 'ok' : 'wrong'
      audits?.list.push({
        ...{ at, row },
        happens() {
          Object.assign(row, { audit: found, audited_at: at })
          return found === 'ok' ? 'right' : 'wrong'
        },
      })
    },
    willBeChargedBack(row) {
      const at = row.proposed_at + CHARGED_BACK_AFTER_MS
      chargebacks?.list.push({
        ...{ at, row },
        happens() {
          if (row.status === 'rejected') return 'right'
          Object.assign(row, { outcome: 'chargeback', outcome_at: at })
          record.bears(row)
          return 'wrong'
        },
      })
    },
    async until(now, told) {
      for (;;) {
        let first: Waiting | null = null
        for (const waiting of all) {
          const due = waiting.list[waiting.next]
          if (due && due.at <= now && (!first || due.at < (first.list[first.next]?.at ?? now))) first = waiting
        }
        const due = first?.list[first.next]
        if (!first || !due) return
        first.next += 1
        installation.at(due.at)
        await told(due.row, due.happens())
      }
    },
  }
}

const APPROVED = { status: 'approved', verdict: 'approve', reason_code: null } as const
const REJECTED = { status: 'rejected', verdict: 'reject', reason_code: 'wrong_call' } as const
