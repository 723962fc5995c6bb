// Decisions as the events left them. A decision that is opened again under a new id (its action failed) has no proposal of its
// own: it takes over that of the step's decision before it.
import type { Query } from '../db.ts'
import { type DecisionRow, decisionColumns } from '../projections/decision-row.ts'
import { arrayLiteral, rowSet } from '../row-set.ts'

const input = rowSet(decisionColumns)
const KEYS = ['decision_id', 'run_id', 'run_kind', 'entity_id']
const settable = Object.keys(decisionColumns).filter((name) => !KEYS.includes(name))

const kept = (name: string): string => `coalesce(excluded.${name}, present.${name})`
/**
 * Found out more than once, a decision is as bad as the gravest of it, however mild what is heard last. Where nothing found stands any
 * more, because the outcome was taken back, neither does its severity; beside another finding it does.
 */
const SEVERITY = `CASE WHEN ${kept('corrected_at')} IS NOT NULL OR ${kept('outcome_wrong')} OR ${kept('audit')} = 'wrong'
  THEN greatest(excluded.severity, present.severity) END`

const UPSERT = `
  INSERT INTO decisions AS present (${input.names})
  SELECT ${input.names} FROM ${input.unnest('input')} ORDER BY decision_id
  ON CONFLICT (decision_id) DO UPDATE SET ${settable.map((name) => `${name} = ${name === 'severity' ? SEVERITY : kept(name)}`).join(', ')}
  WHERE present.run_id = excluded.run_id
  RETURNING decision_id, action IS NULL AS bare`

const INHERIT = `
  UPDATE decisions SET
    agent = earlier.agent, version = earlier.version, action = earlier.action, segment = earlier.segment, source = earlier.source,
    confidence = earlier.confidence, amount = earlier.amount, currency = earlier.currency, fingerprint = earlier.fingerprint,
    departs = earlier.departs, answer = earlier.answer, level = earlier.level, p_ask = earlier.p_ask, must_ask = earlier.must_ask,
    four_eyes = earlier.four_eyes, cluster = earlier.cluster
  FROM (
    SELECT DISTINCT ON (bare.decision_id) bare.decision_id AS bare_id, before.*
    FROM decisions AS bare
    JOIN decisions AS before ON before.run_id = bare.run_id AND before.step = bare.step AND before.action IS NOT NULL
    WHERE bare.decision_id = ANY($1::uuid[])
    ORDER BY bare.decision_id, greatest(before.opened_at, before.proposed_at) DESC NULLS LAST
  ) AS earlier
  WHERE decisions.decision_id = earlier.bare_id`

export async function upsertDecisions(tx: Query, rows: readonly DecisionRow[]): Promise<void> {
  if (rows.length === 0) return
  const written = await tx.query<{ decision_id: string; bare: boolean }>(UPSERT, input.values(rows))
  const bare = written.filter((row) => row.bare).map((row) => row.decision_id)
  if (bare.length > 0) await tx.query(INHERIT, [arrayLiteral(bare)])
}
