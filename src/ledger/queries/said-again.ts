// What people said of a decision after the question it was first put as: they stopped it before it began, answered when the same was asked
// anew, or let another version through. Parts of the statement of evidence (src/ledger/trust.ts), which knows the decisions as `decisions`.
import { z } from 'zod'
import { RejectReason, VerdictKind } from '../../contracts/verdict.ts'

/** Left out where nothing of the kind happened. */
export const SaidAgain = z.object({
  /** A person stopped it before it began. */
  stopped_by: z.string().nullable().optional(),
  stopped_at: z.number().nullable().optional(),
  /** The last answer to the same payload, asked anew: its action was stopped, was held up, or did not work. */
  again: VerdictKind.nullable().optional(),
  again_by: z.string().nullable().optional(),
  again_at: z.number().nullable().optional(),
  again_reason: RejectReason.nullable().optional(),
  again_executed: z.string().nullable().optional(),
})

export const SAID_AGAIN = 'stopped_by, stopped_at, again, again_by, again_at, again_reason, again_executed'

/** Where changes were asked for: what was let through in its place, null while nothing was. */
export const EXECUTED = `
  CASE WHEN verdict IS DISTINCT FROM 'request_changes' THEN executed ELSE (
    SELECT later.executed FROM decisions AS later
    WHERE later.run_id = decisions.run_id AND later.step = decisions.step AND later.decision_id <> decisions.decision_id
      AND later.status IN ('approved', 'edited') AND later.closed_at >= decisions.closed_at
    ORDER BY later.closed_at DESC LIMIT 1
  ) END`

/**
 * An action has the id of the decision behind it, and says who stopped it: a person by their id, everything else in a sentence. A decision
 * that asks anew has no proposal of its own; it is about the step's last one before it. One that another run brought up is about both.
 */
export const JOIN_SAID_AGAIN = `
  LEFT JOIN (
    SELECT action_id AS stopped_id, because AS stopped_by, ended_at AS stopped_at FROM actions
    WHERE run_kind = 'live' AND status = 'stopped' AND because ~ '^[UW][A-Z0-9]+$'
  ) AS stopped ON stopped_id = decisions.decision_id
  LEFT JOIN (
    SELECT DISTINCT ON (of_id) of_id, asked.verdict AS again, asked.verdict_by AS again_by, asked.closed_at AS again_at,
      asked.reason_code AS again_reason, asked.executed AS again_executed
    FROM decisions AS asked CROSS JOIN LATERAL (
      SELECT before.decision_id AS of_id FROM decisions AS before
      WHERE before.run_id = asked.run_id AND before.step = asked.step AND before.proposed_at <= asked.opened_at
      ORDER BY before.proposed_at DESC LIMIT 1
    ) AS first
    WHERE asked.run_kind = 'live' AND asked.proposed_at IS NULL AND asked.opened_at IS NOT NULL AND asked.rival IS NULL
      AND asked.status IN ('approved', 'edited', 'rejected') AND ($1::text IS NULL OR asked.agent = $1)
    ORDER BY of_id, asked.closed_at DESC
  ) AS anew ON of_id = decisions.decision_id`
