// How sure an agent said it was, in twenty bins: before its grant, and lately under it.
import { z } from 'zod'
import type { Scope } from '../../contracts/gate.ts'
import type { Query } from '../db.ts'
import { timestamp } from '../row-set.ts'

export type ConfidenceSpans = { before: { from: number; to: number }; now: { from: number; to: number } }
export type ConfidenceBins = { before: number[]; now: number[] }

const BINS = 20

const BY_BIN = `
  SELECT proposed_at < $6::timestamptz AS before, least(floor(confidence * ${BINS}), ${BINS - 1})::int AS bin, count(*) AS count
  FROM decisions
  WHERE agent = $1 AND version = $2 AND action = $3 AND segment = $4 AND run_kind = 'live' AND fallback IS NULL AND confidence IS NOT NULL
    AND (proposed_at >= $5::timestamptz AND proposed_at < $6::timestamptz OR proposed_at >= $7::timestamptz AND proposed_at < $8::timestamptz)
  GROUP BY 1, 2`

const Row = z.object({ before: z.boolean(), bin: z.number(), count: z.number() })

/** Every proposal counts, asked or not: which ones are asked depends on the confidence itself. */
export async function confidenceBins(
  query: Query,
  scope: Scope,
  { before, now }: ConfidenceSpans,
): Promise<ConfidenceBins> {
  const { agent, version, action, segment } = scope
  const spans = [before.from, before.to, now.from, now.to].map(timestamp)
  const rows = (await query.query(BY_BIN, [agent, version, action, segment, ...spans])).map((row) => Row.parse(row))
  const counts = (of: boolean): number[] =>
    Array.from({ length: BINS }, (_, bin) => rows.find((row) => row.before === of && row.bin === bin)?.count ?? 0)
  return { before: counts(true), now: counts(false) }
}
