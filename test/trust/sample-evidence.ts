// Rows of the record as trust reads them: one scope, one row a decision, in time order.
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Scope } from '../../src/contracts/gate.ts'
import { Policy } from '../../src/contracts/policy.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'

export const NOW = Date.UTC(2026, 10, 20, 9)
export const scope: Scope = { agent: 'order_routing', version: '1.0.0', action: 'route', segment: 'HK|0-50' }
export const policy = Policy.shape.autonomy.parse({})

let serial = 0
/** An approved decision, answered at leisure; `patch` says what is different. */
export function row(patch: Partial<EvidenceRow> = {}): EvidenceRow {
  serial += 1
  const at = patch.closed_at ?? NOW - DAY
  return {
    ...{ decision_id: `d${serial}`, run_id: `r${serial}`, number: `#${serial}`, ...scope },
    ...{ confidence: 0.9, amount: 3_800, currency: 'HKD', status: 'approved', level: 'L1', departs: false, p_ask: 1 },
    ...{ proposed_at: at - HOUR, opened_at: at - HOUR, closed_at: at, verdict: 'approve', verdict_by: 'UANA' },
    ...{
      weight: 'evidence',
      carried: false,
      evidence_opened: false,
      reason_code: null,
      fingerprint: 'f',
      executed: 'f',
    },
    ...{ bulk: null, cluster: null, corrected_at: null, severity: null, outcome: null, outcome_at: null },
    ...{ p_audit: null, audit: null, audited_at: null },
    ...patch,
  }
}

export const wrong = (patch: Partial<EvidenceRow> = {}): EvidenceRow =>
  row({ status: 'rejected', verdict: 'reject', reason_code: 'wrong_call', executed: 'f', ...patch })

/** `decisions` of them over `days`, by two people, the first `errors` wrong. */
export function history({ decisions, errors = 0, days = 20 }: { decisions: number; errors?: number; days?: number }) {
  return Array.from({ length: decisions }, (_, index) => {
    const closed_at = NOW - days * DAY + Math.floor((index * days * DAY) / decisions)
    const by = { closed_at, verdict_by: index % 2 ? 'UANA' : 'UBEN' }
    // Spread out, so that no day stands out.
    return errors > 0 && index % Math.floor(decisions / errors) === 3 && index < decisions ? wrong(by) : row(by)
  })
}
