// The record of earned autonomy, and the decisions it is derived from.
import { z } from 'zod'
import type { Scope } from '../contracts/gate.ts'
import { type StoredTrustEvent, TrustEvent } from '../contracts/trust.ts'
import { RejectReason, VerdictKind, Weight } from '../contracts/verdict.ts'
import type { Db } from './db.ts'
import { type ConfidenceBins, type ConfidenceSpans, confidenceBins } from './queries/confidence-bins.ts'
import { EXECUTED, JOIN_SAID_AGAIN, SAID_AGAIN, SaidAgain } from './queries/said-again.ts'
import { timestamp } from './row-set.ts'
import { storable } from './storable.ts'

/** A live decision of an agent as evidence sees it: asked about, drawn for an audit, or learned about later. */
export const EvidenceRow = z.object({
  decision_id: z.string(),
  run_id: z.string(),
  number: z.string(),
  agent: z.string(),
  version: z.string(),
  action: z.string(),
  segment: z.string(),
  confidence: z.number(),
  /** What judged it (`judgedBy`). */
  source: z.string().nullable().optional(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  status: z.string(),
  level: z.string(),
  departs: z.boolean(),
  p_ask: z.number(),
  proposed_at: z.number(),
  opened_at: z.number().nullable(),
  closed_at: z.number().nullable(),
  verdict: VerdictKind.nullable(),
  verdict_by: z.string().nullable(),
  weight: Weight.nullable(),
  carried: z.boolean().nullable(),
  evidence_opened: z.boolean().nullable(),
  reason_code: RejectReason.nullable(),
  fingerprint: z.string(),
  executed: z.string().nullable(),
  bulk: z.string().nullable(),
  cluster: z.string().nullable(),
  corrected_at: z.number().nullable(),
  severity: z.number().nullable(),
  outcome: z.string().nullable(),
  outcome_at: z.number().nullable(),
  p_audit: z.number().nullable(),
  /** Chance of a look because of what it is, beside that of the lot. */
  p_targeted: z.number().nullable().optional(),
  audit_drawn: z.enum(['random', 'targeted']).nullable().optional(),
  audit: z.enum(['ok', 'wrong']).nullable(),
  audited_at: z.number().nullable(),
  ...SaidAgain.shape,
})
export type EvidenceRow = z.infer<typeof EvidenceRow>

export type Told = {
  by: string
  at: number
  cause: string
  /** The newest event of a scope that was known when this was decided (0: none); with a newer one it is decided on what is true no more. */
  seen?: { scope: Scope; seq: number }
}

export type TrustStore = {
  /** Appends once per cause, and on nothing but what was seen; false when that cause, or something newer, is recorded already. */
  append(event: TrustEvent, told: Told): Promise<boolean>
  /** Everything, oldest first. */
  all(): Promise<StoredTrustEvent[]>
  /** Number of the newest event: cheap enough to ask at every decision. */
  head(): Promise<number>
  /**
   * What bears on an agent's scopes, oldest first; every agent when none is named. `since` it was proposed, or, where `heard` is given,
   * learned of from that moment on, however old.
   */
  evidence(query: { agent?: string; since?: number; heard?: number }): Promise<EvidenceRow[]>
  /** How sure a scope's proposals were, in two spans of time. */
  confidences(scope: Scope, spans: ConfidenceSpans): Promise<ConfidenceBins>
  /** Live proposals per scope since a moment (and before another), asked or not, those nobody was asked about, and the money they moved. */
  volumes(since: number, before?: number): Promise<Volume[]>
}

/** One at a time, whichever version of us writes: what is seen is seen until it is decided on, and numbers follow the order of becoming visible. */
const TURN = 'LOCK TABLE trust_events IN SHARE ROW EXCLUSIVE MODE'
const INSERT = `
  INSERT INTO trust_events (at, by_user, agent, version, action, segment, type, cause, event)
  SELECT $1::timestamptz, $2, $3, $4, $5, $6, $7, $8, $9::jsonb WHERE NOT EXISTS (SELECT FROM trust_events
    WHERE agent = $10 AND version = $11 AND action = $12 AND segment = $13 AND seq > $14::bigint)
  ON CONFLICT (cause) DO NOTHING RETURNING seq`
const ALL = 'SELECT seq, at, by_user AS by, event FROM trust_events ORDER BY seq'
const HEAD = 'SELECT coalesce(max(seq), 0) AS head FROM trust_events'
const EVIDENCE = `
  SELECT decision_id, decisions.run_id, runs.number, agent, decisions.version, action, segment, confidence, amount,
    CASE WHEN decisions.source = 'model' THEN concat_ws(' ', 'model', (SELECT model FROM costs WHERE costs.run_id = decisions.run_id
      AND costs.agent = decisions.agent AND costs.at <= decisions.proposed_at ORDER BY costs.version DESC LIMIT 1))
      ELSE decisions.source END AS source, decisions.currency, decisions.status, level, coalesce(departs, false) AS departs, coalesce(p_ask, 1) AS p_ask, proposed_at,
    opened_at, closed_at, verdict, verdict_by, weight, carried, evidence_opened, reason_code, coalesce(fingerprint, '') AS fingerprint,
    ${EXECUTED} AS executed, bulk, cluster, corrected_at,
    CASE WHEN outcome_wrong OR corrected_at IS NOT NULL OR audit = 'wrong' THEN severity END AS severity, CASE WHEN outcome_wrong IS NOT FALSE THEN outcome END AS outcome,
    outcome_at, p_audit, p_targeted, audit_drawn, audit, audited_at, ${SAID_AGAIN}
  FROM decisions JOIN runs ON runs.run_id = decisions.run_id ${JOIN_SAID_AGAIN}
  WHERE run_kind = 'live' AND fallback IS NULL AND action IS NOT NULL AND proposed_at IS NOT NULL
    AND (opened_at IS NOT NULL OR corrected_at IS NOT NULL OR outcome_wrong OR audit_drawn IS NOT NULL OR audit IS NOT NULL
      OR stopped_at IS NOT NULL OR again IS NOT NULL)
    AND ($1::text IS NULL OR agent = $1) AND (proposed_at >= $2::timestamptz OR greatest(corrected_at, outcome_at, audited_at) >= $3::timestamptz)
  ORDER BY coalesce(closed_at, audited_at, stopped_at, again_at, corrected_at, outcome_at, opened_at, proposed_at), decision_id`
const VOLUMES = `
  SELECT agent, decisions.version, action, segment, count(*) AS proposed, count(*) FILTER (WHERE opened_at IS NULL) AS unasked,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS usual_amount,
    CASE WHEN count(DISTINCT decisions.currency) = 1 THEN min(decisions.currency) END AS currency
  FROM decisions
  WHERE run_kind = 'live' AND fallback IS NULL AND action IS NOT NULL AND proposed_at >= $1::timestamptz
    AND ($2::timestamptz IS NULL OR proposed_at < $2)
  GROUP BY agent, decisions.version, action, segment ORDER BY 1, 2, 3, 4`

const Stored = z.object({ seq: z.number(), at: z.number(), by: z.string(), event: TrustEvent })
const Volume = z.object({
  agent: z.string(),
  version: z.string(),
  action: z.string(),
  segment: z.string(),
  proposed: z.number(),
  unasked: z.number(),
  usual_amount: z.number().nullable(),
  currency: z.string().nullable(),
})
type Volume = z.infer<typeof Volume>

export function createTrustStore(db: Db): TrustStore {
  const read = db.lane('read')
  return {
    async append(event, { by, at, cause, seen }) {
      // What could not be read back would keep everything else from being read.
      const { text } = storable(TrustEvent.parse(event))
      const told = [timestamp(at), by, ...namesOf(event.scope), event.type, cause, text]
      const values = [...told, ...namesOf(seen?.scope ?? event.scope), seen?.seq ?? null]
      return db.tx('work', async (tx) => {
        await tx.query(TURN)
        return (await tx.query(INSERT, values)).length > 0
      })
    },
    async all() {
      return (await read.query(ALL)).map((row) => Stored.parse(row))
    },
    async head() {
      const [row] = await read.query<{ head: number }>(HEAD)
      return Number(row?.head ?? 0)
    },
    async evidence({ agent, since = 0, heard }) {
      const values = [agent ?? null, timestamp(since), heard === undefined ? null : timestamp(heard)]
      return (await read.query(EVIDENCE, values)).map((row) => EvidenceRow.parse(row))
    },
    confidences: (scope, spans) => confidenceBins(read, scope, spans),
    async volumes(since, before) {
      return (await read.query(VOLUMES, [timestamp(since), before === undefined ? null : timestamp(before)])).map(
        (row) => Volume.parse(row),
      )
    },
  }
}

function namesOf({ agent, version, action, segment }: Scope): string[] {
  return [agent, version, action, segment]
}
