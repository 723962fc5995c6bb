// The record in memory, behind the port of src/ledger/trust.ts: what a stream of a year asks of it in seconds. Nothing is decided here.
import type { Scope } from '../../src/contracts/gate.ts'
import type { StoredTrustEvent } from '../../src/contracts/trust.ts'
import type { EvidenceRow, TrustStore } from '../../src/ledger/trust.ts'
import { scopeKey } from '../../src/trust/grants.ts'

export type Proposed = Pick<
  EvidenceRow,
  keyof Scope | 'number' | 'confidence' | 'amount' | 'currency' | 'level' | 'departs' | 'p_ask' | 'fingerprint'
> & { at: number }

export type MemoryRecord = {
  trust: TrustStore
  /** A new row; whoever learns something of it later writes it there and calls `bears`. */
  propose(given: Proposed): EvidenceRow
  /** From now on the row is evidence: it was asked, drawn for an audit, or heard of later. */
  bears(row: EvidenceRow): void
}

export function createRecord(): MemoryRecord {
  const events: StoredTrustEvent[] = []
  const causes = new Set<string>()
  const evidence = new Set<EvidenceRow>()
  const proposals = new Map<string, { scope: Scope; at: number[] }>()
  let serial = 0

  return {
    propose({ at, ...given }) {
      serial += 1
      const { agent, version, action, segment } = given
      const scope = { agent, version, action, segment }
      const all = proposals.get(scopeKey(scope)) ?? { scope, at: [] }
      all.at.push(at)
      proposals.set(scopeKey(scope), all)
      // Numbered with leading zeros: rows of the same moment are read in the order of their ids.
      const id = String(serial).padStart(9, '0')
      // One literal: rows of one shape, or a survey of thousands takes ten times as long.
      return {
        decision_id: `decision-${id}`,
        run_id: `run-${id}`,
        number: given.number,
        agent,
        version,
        action,
        segment,
        confidence: given.confidence,
        amount: given.amount,
        currency: given.currency,
        status: 'done',
        level: given.level,
        departs: given.departs,
        p_ask: given.p_ask,
        proposed_at: at,
        opened_at: null,
        closed_at: null,
        verdict: null,
        verdict_by: null,
        weight: null,
        carried: null,
        evidence_opened: null,
        reason_code: null,
        fingerprint: given.fingerprint,
        executed: null,
        bulk: null,
        cluster: null,
        corrected_at: null,
        severity: null,
        outcome: null,
        outcome_at: null,
        p_audit: null,
        p_targeted: null,
        audit_drawn: null,
        audit: null,
        audited_at: null,
      }
    },
    bears(row) {
      evidence.add(row)
    },
    trust: {
      async append(event, { by, at, cause }) {
        if (causes.has(cause)) return false
        causes.add(cause)
        events.push({ seq: events.length + 1, at, by, event })
        return true
      },
      async all() {
        return [...events]
      },
      async head() {
        return events.length
      },
      async evidence({ agent, since = 0, heard = Number.POSITIVE_INFINITY }) {
        const rows: EvidenceRow[] = []
        for (const row of evidence)
          if ((row.proposed_at >= since || heardAt(row) >= heard) && (agent === undefined || row.agent === agent))
            rows.push(row)
        return rows.sort((a, b) => moment(a) - moment(b) || (a.decision_id < b.decision_id ? -1 : 1))
      },
      // What inputs look like is a warning in words; nothing here reads it.
      async confidences() {
        return { before: [], now: [] }
      },
      async volumes(since, before = Number.POSITIVE_INFINITY) {
        const asked = new Map<string, number>()
        for (const row of evidence)
          if (row.opened_at !== null && row.proposed_at >= since && row.proposed_at < before)
            asked.set(scopeKey(row), (asked.get(scopeKey(row)) ?? 0) + 1)
        return [...proposals.values()].flatMap(({ scope, at }) => {
          const proposed = firstFrom(at, before) - firstFrom(at, since)
          const unasked = proposed - (asked.get(scopeKey(scope)) ?? 0)
          return proposed === 0 ? [] : [{ ...scope, proposed, unasked, usual_amount: null, currency: null }]
        })
      },
    },
  }
}

function moment(row: EvidenceRow): number {
  return row.closed_at ?? row.audited_at ?? row.corrected_at ?? row.outcome_at ?? row.opened_at ?? row.proposed_at
}

function heardAt({ corrected_at, outcome_at, audited_at }: EvidenceRow): number {
  return Math.max(corrected_at ?? 0, outcome_at ?? 0, audited_at ?? 0)
}

/** Index of the first moment that is not before `since`; the list is in time order. */
function firstFrom(moments: readonly number[], since: number): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? 0) < since) low = middle + 1
    else high = middle
  }
  return low
}
