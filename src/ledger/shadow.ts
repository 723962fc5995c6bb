// The record of versions on trial: their silent answers, their tests, and the past decisions they are tried on.
import { z } from 'zod'
import { JsonObject } from '../contracts/json.ts'
import { ShadowEvent, type StoredShadowEvent } from '../contracts/shadow.ts'
import type { Db } from './db.ts'
import { arrayLiteral, timestamp } from './row-set.ts'
import { storable } from './storable.ts'

/** What a version that is not live made of a live decision. */
export type SilentAnswer = {
  decision_id: string
  version: string
  run_id: string
  agent: string
  live_version: string
  at: number
  kind: 'proposed' | 'nothing' | 'failed'
  action: string | null
  fingerprint: string | null
  same: boolean
  because: string | null
  took_ms: number
  /** Its payload. */
  sealed: JsonObject | null
}

const Decision = z.object({
  decision_id: z.string(),
  run_id: z.string(),
  version: z.string(),
  source: z.string().nullable(),
})
/** A past live decision of an agent's own. */
export type ShadowDecision = z.infer<typeof Decision>

const Beside = z.object({
  agent: z.string(),
  version: z.string(),
  live_version: z.string(),
  said: z.number(),
  same: z.number(),
  failed: z.number(),
  since: z.number(),
})
export type BesideCount = z.infer<typeof Beside>

const Version = z.object({ agent: z.string(), version: z.string(), decisions: z.number() })
export type VersionSeen = z.infer<typeof Version>

export type ShadowStore = {
  /** Once per decision and version. */
  note(answer: SilentAnswer): Promise<void>
  /** How often each version that is not live spoke, and how often it said what the live one said. */
  beside(): Promise<BesideCount[]>
  /** Payloads a version proposed silently, by decision. */
  silent(version: string, decisions: readonly string[]): Promise<Map<string, JsonObject>>
  /** The newest live decisions of a version, newest first. */
  decisions(query: { agent: string; version: string; limit: number }): Promise<ShadowDecision[]>
  /** Live decisions of an agent that people or the world found wrong, gravest first. */
  knownWrong(agent: string, limit: number): Promise<ShadowDecision[]>
  /** Every version that ever decided anything live. */
  versions(): Promise<VersionSeen[]>
  /** Appends once per cause; false when that cause is recorded already. */
  append(
    event: ShadowEvent,
    told: { by: string; at: number; cause: string; run_id?: string; sealed?: JsonObject },
  ): Promise<boolean>
  /** Everything, oldest first, without what is sealed. */
  all(): Promise<StoredShadowEvent[]>
  /** Number of the newest event: cheap enough to ask every few seconds. */
  head(): Promise<number>
  /** What the card of a case shows; null once the person behind it was erased. */
  sealed(cause: string): Promise<JsonObject | null>
}

const NOTE = `
  INSERT INTO shadow_answers (decision_id, version, run_id, agent, live_version, at, kind, action, fingerprint, same, because, took_ms, sealed)
  VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7, $8, $9, $10, $11, $12, $13::jsonb) ON CONFLICT (decision_id, version) DO NOTHING`
const BESIDE = `
  SELECT agent, version, live_version, count(*) AS said, count(*) FILTER (WHERE same) AS same,
    count(*) FILTER (WHERE kind = 'failed') AS failed, min(at) AS since
  FROM shadow_answers GROUP BY agent, version, live_version ORDER BY agent, version, live_version`
const SILENT = `
  SELECT decision_id, sealed FROM shadow_answers
  WHERE version = $1 AND decision_id = ANY($2::uuid[]) AND kind = 'proposed' AND sealed IS NOT NULL`
const OWN = `run_kind = 'live' AND fallback IS NULL AND action IS NOT NULL AND agent = $1 AND version IS NOT NULL
  AND proposed_at IS NOT NULL AND status <> 'previewed'`
const DECISIONS = `
  SELECT decision_id, run_id, version, source FROM decisions WHERE ${OWN} AND version = $2
  ORDER BY proposed_at DESC, decision_id LIMIT $3`
const KNOWN_WRONG = `
  SELECT decision_id, run_id, version, source FROM decisions
  WHERE ${OWN} AND ((status = 'rejected' AND reason_code = 'wrong_call') OR corrected_at IS NOT NULL OR outcome_wrong
    OR audit = 'wrong' OR severity = 3)
  ORDER BY severity DESC NULLS LAST, proposed_at DESC, decision_id LIMIT $2`
const VERSIONS = `
  SELECT agent, version, count(*) AS decisions FROM decisions
  WHERE run_kind = 'live' AND fallback IS NULL AND agent IS NOT NULL AND version IS NOT NULL AND proposed_at IS NOT NULL
  GROUP BY agent, version ORDER BY agent, version`
const APPEND = `
  INSERT INTO shadow_events (at, by_user, report, type, cause, run_id, event, sealed)
  VALUES ($1::timestamptz, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb) ON CONFLICT (cause) DO NOTHING RETURNING seq`
const ALL = 'SELECT seq, at, by_user AS by, event FROM shadow_events ORDER BY seq'
const HEAD = 'SELECT coalesce(max(seq), 0) AS head FROM shadow_events'
const SEALED = 'SELECT sealed FROM shadow_events WHERE cause = $1'

const Stored = z.object({ seq: z.number(), at: z.number(), by: z.string(), event: ShadowEvent })
const Silent = z.object({ decision_id: z.string(), sealed: JsonObject })
const Sealed = z.object({ sealed: JsonObject.nullable() })

export function createShadowStore(db: Db): ShadowStore {
  const read = db.lane('read')
  const decisions = async (text: string, values: readonly unknown[]): Promise<ShadowDecision[]> =>
    (await read.query(text, values)).map((row) => Decision.parse(row))
  return {
    async note(answer) {
      const { decision_id, version, run_id, agent, live_version, at, kind } = answer
      const { action, fingerprint, same, because, took_ms, sealed } = answer
      const who = [decision_id, version, run_id, agent, live_version, timestamp(at), kind]
      const what = [action, fingerprint, same, because, took_ms, sealed === null ? null : storable(sealed).text]
      await db.query(NOTE, [...who, ...what])
    },
    beside: async () => (await read.query(BESIDE)).map((row) => Beside.parse(row)),
    async silent(version, ids) {
      const rows = (await read.query(SILENT, [version, arrayLiteral(ids)])).map((row) => Silent.parse(row))
      return new Map(rows.map(({ decision_id, sealed }) => [decision_id, sealed]))
    },
    decisions: ({ agent, version, limit }) => decisions(DECISIONS, [agent, version, limit]),
    knownWrong: (agent, limit) => decisions(KNOWN_WRONG, [agent, limit]),
    versions: async () => (await read.query(VERSIONS)).map((row) => Version.parse(row)),
    async append(event, { by, at, cause, run_id, sealed }) {
      const { report, type } = event
      const who = [timestamp(at), by, report, type, cause, run_id ?? null]
      const what = [storable(event).text, sealed === undefined ? null : storable(sealed).text]
      return (await db.query(APPEND, [...who, ...what])).length > 0
    },
    all: async () => (await read.query(ALL)).map((row) => Stored.parse(row)),
    async head() {
      const [row] = await read.query<{ head: number }>(HEAD)
      return Number(row?.head ?? 0)
    },
    async sealed(cause) {
      const [row] = await read.query(SEALED, [cause])
      return row ? Sealed.parse(row).sealed : null
    },
  }
}
