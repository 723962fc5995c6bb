// Audits and checks of reviewers: what is drawn and not begun, cases to make them from, and how they were answered.
import { z } from 'zod'
import { CheckKind } from '../contracts/check.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Db } from './db.ts'
import { timestamp } from './row-set.ts'

/** A decision of a live run, with whose question it is or would have been. */
export const Drawable = z.object({
  decision_id: z.string(),
  run_id: z.string(),
  step: z.string(),
  agent: z.string(),
  version: z.string(),
  action: z.string(),
  segment: z.string(),
  audit_drawn: z.enum(['random', 'targeted']).nullable(),
  verdict_by: z.string().nullable(),
  level: z.string(),
})
export type Drawable = z.infer<typeof Drawable>

const Tally = z.object({
  agent: z.string(),
  action: z.string(),
  source: z.string(),
  shown: z.number(),
  caught: z.number(),
})
export type CheckTally = z.infer<typeof Tally>

const Person = z.object({
  reviewer: z.string(),
  answers: z.number(),
  approvals: z.number(),
  fast: z.number(),
  shown: z.number(),
  caught: z.number(),
})
/** What one person did in a time: answers to live questions, how many approvals came faster than can be read, known-wrong cases. */
export type ReviewerFigures = z.infer<typeof Person>

const Counted = z.object({
  agent: z.string(),
  /** "HK" of "HK|50-200". */
  market: z.string(),
  kind: CheckKind,
  source: z.string(),
  caught: z.boolean(),
  /** Whether the answer it is a second opinion on was an approval; null for every other kind. */
  approved: z.boolean().nullable(),
  count: z.number(),
  /** To know how many different people a total is of. */
  reviewers: z.array(z.string()),
})
export type CheckCount = z.infer<typeof Counted>

export type Checks = {
  /**
   * Drawn for an audit since a moment and not answered: never put to anybody, or once and in vain. Oldest first; `limit` of every step,
   * so that none keeps another waiting.
   */
  toAudit(since: number, limit: number): Promise<WaitingAudit[]>
  /** It cannot be put to anybody any more: it is not tried again, and nobody is blamed for not having answered. */
  passOver(decisionId: string, at: number): Promise<void>
  /** By lot, of a scope's decisions proposed between two moments: how many were drawn for an audit, put to people by then, and answered. */
  audited(scope: Scope, between: { from: number; to: number }): Promise<AuditCounts>
  /** Questions opened since a moment, newest first; carried ones aside. */
  asked(since: number, limit: number): Promise<Drawable[]>
  /** Answered in a person's own name and by nobody else, since a moment. */
  answered(since: number, limit: number): Promise<Drawable[]>
  /**
   * Decisions of an agent's action that were found wrong (or, `right`, countersigned and never called wrong): what the world or a second
   * look confirmed before what one person turned down, then least used first.
   */
  cases(query: { agent: string; action: string; were: 'wrong' | 'right'; limit: number }): Promise<Drawable[]>
  /** Known-wrong cases answered since a moment, per agent, action and how they were made; not by whoever had called the original wrong. */
  tallies(since: number): Promise<CheckTally[]>
  /** Known-wrong cases begun for an agent's action, answered or not. */
  begun(agent: string, action: string): Promise<number>
  /** Checks begun since a moment whose card is a team's: of any kind, and those that came along with questions. */
  begunFor(team: string, since: number): Promise<{ all: number; along: number }>
  /** What a team answered of live questions since a moment. */
  answersOf(team: string, since: number): Promise<number>
  /** Whether a live question of the team is due before a moment. */
  isPressed(team: string, before: number): Promise<boolean>
  /** By reviewer, between two moments. */
  reviewers(from: number, to: number): Promise<ReviewerFigures[]>
  /** Checks of people that were answered since a moment, counted by what they were and what came of them. */
  counts(since: number): Promise<CheckCount[]>
}

const COLUMNS = `decisions.decision_id, decisions.run_id, coalesce(decisions.step, '') AS step, decisions.agent, decisions.version,
  decisions.action, decisions.segment, audit_drawn, verdict_by, coalesce(level, 'L1') AS level`
const REAL = `run_kind = 'live' AND fallback IS NULL AND decisions.action IS NOT NULL AND decisions.agent IS NOT NULL
  AND decisions.segment IS NOT NULL`

/** Kept where everything is that is done once (handovers). */
const PASSED_OVER = `EXISTS (SELECT FROM handovers WHERE handovers.channel = 'audit/' || decisions.decision_id::text AND done_at IS NOT NULL)`
/** Whoever called the original wrong knows the answer: that they see it again says nothing. */
const BY_ANOTHER = `NOT EXISTS (SELECT FROM decisions AS own WHERE own.decision_id = checks.of_decision
  AND checks.source = 'past_error' AND checks.reviewer IN (own.corrected_by, CASE WHEN own.status <> 'approved' THEN own.verdict_by END))`

/** Nobody answered it the first time: it is put once more. */
const MOST_TIMES = 2
const DRAWN = `
  SELECT ${COLUMNS}, proposed_at, put.times FROM decisions
  CROSS JOIN LATERAL (
    SELECT count(*) AS times, coalesce(bool_or(runs.status NOT IN ('completed', 'cancelled', 'dead')), false) AS open
    FROM checks LEFT JOIN runs ON runs.run_id = checks.run_id
    WHERE checks.of_decision = decisions.decision_id AND checks.kind = 'audit'
  ) AS put
  WHERE audit_drawn IS NOT NULL AND audit IS NULL AND proposed_at >= $1::timestamptz AND ${REAL}
    AND put.times < ${MOST_TIMES} AND NOT put.open AND NOT ${PASSED_OVER}`
const TO_AUDIT = `
  SELECT * FROM (
    SELECT drawn.*, row_number() OVER (PARTITION BY step ORDER BY proposed_at, decision_id) AS nth FROM (${DRAWN}) AS drawn
  ) AS numbered WHERE nth <= $2 ORDER BY proposed_at, decision_id`
const PASS_OVER = `
  INSERT INTO handovers (channel, at, claimed_until, done_at)
  VALUES ('audit/' || $1::uuid::text, $2::timestamptz, $2::timestamptz, $2::timestamptz) ON CONFLICT DO NOTHING`
const AUDITED = `
  SELECT count(*) AS drawn, count(audit) AS answered, count(*) FILTER (WHERE audit IS NOT NULL OR EXISTS (
    SELECT FROM checks WHERE checks.of_decision = decisions.decision_id AND checks.kind = 'audit' AND started_at < $6::timestamptz
  )) AS put FROM decisions
  WHERE agent = $1 AND version = $2 AND action = $3 AND segment = $4 AND audit_drawn = 'random' AND run_kind = 'live'
    AND proposed_at >= $5::timestamptz AND proposed_at < $6::timestamptz AND NOT (audit IS NULL AND ${PASSED_OVER})`
const ASKED = `
  SELECT ${COLUMNS} FROM decisions
  WHERE opened_at >= $1::timestamptz AND carried IS NOT TRUE AND ${REAL} ORDER BY opened_at DESC, decision_id LIMIT $2`
const ANSWERED = `
  SELECT ${COLUMNS} FROM decisions
  WHERE verdict_by IS NOT NULL AND closed_at >= $1::timestamptz AND carried IS NOT TRUE AND bulk IS NULL
    AND status IN ('approved', 'edited', 'rejected') AND ${REAL}
  ORDER BY closed_at DESC, decision_id LIMIT $2`
const CASES = `
  SELECT ${COLUMNS} FROM decisions
  WHERE decisions.agent = $1 AND decisions.action = $2 AND ${REAL} AND CASE WHEN $3 = 'wrong'
    THEN (status = 'rejected' AND reason_code = 'wrong_call') OR corrected_at IS NOT NULL OR outcome_wrong OR audit = 'wrong'
    ELSE status = 'approved' AND carried IS NOT TRUE AND corrected_at IS NULL AND outcome_wrong IS NOT TRUE AND weight = 'evidence' END
  ORDER BY (corrected_at IS NOT NULL OR outcome_wrong IS TRUE OR coalesce(audit = 'wrong', false)) DESC,
    (SELECT count(*) FROM checks WHERE checks.of_decision = decisions.decision_id), coalesce(closed_at, proposed_at) DESC, decision_id
  LIMIT $4`
const TALLIES = `
  SELECT agent, action, coalesce(source, '') AS source, count(*) AS shown, count(*) FILTER (WHERE caught) AS caught
  FROM checks WHERE kind = 'known_wrong' AND answered_at >= $1::timestamptz AND ${BY_ANOTHER}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
const BEGUN = `SELECT count(*) AS count FROM checks WHERE agent = $1 AND action = $2 AND kind = 'known_wrong'`
const BEGUN_FOR = `
  SELECT count(*) AS all, count(*) FILTER (WHERE checks.kind <> 'audit') AS along
  FROM checks JOIN cards ON cards.card_id = checks.run_id WHERE started_at >= $2::timestamptz AND cards.team = $1`
const ANSWERS_OF = `
  SELECT count(*) AS count FROM decisions
  WHERE verdict_by IS NOT NULL AND run_kind = 'live' AND carried IS NOT TRUE AND closed_at >= $2::timestamptz
    AND coalesce(team, 'default') = $1`
const PRESSED = `
  SELECT FROM decisions WHERE status = 'open' AND run_kind = 'live' AND coalesce(team, 'default') = $1 AND deadline < $2::timestamptz
  LIMIT 1`
const REVIEWERS = `
  WITH given AS (
    SELECT verdict_by AS reviewer, verdict, weight FROM decisions
    WHERE verdict_by IS NOT NULL AND run_kind = 'live' AND carried IS NOT TRUE
      AND closed_at >= $1::timestamptz AND closed_at < $2::timestamptz
  ), answers AS (
    SELECT reviewer, count(*) AS answers, count(*) FILTER (WHERE verdict = 'approve') AS approvals,
      count(*) FILTER (WHERE verdict = 'approve' AND coalesce(weight, 'evidence') <> 'evidence') AS fast
    FROM given GROUP BY reviewer
  ), known AS (
    SELECT reviewer, count(*) AS shown, count(*) FILTER (WHERE caught) AS caught FROM checks
    WHERE kind = 'known_wrong' AND answered_at >= $1::timestamptz AND answered_at < $2::timestamptz AND ${BY_ANOTHER} GROUP BY reviewer
  )
  SELECT coalesce(a.reviewer, k.reviewer) AS reviewer, coalesce(a.answers, 0) AS answers, coalesce(a.approvals, 0) AS approvals,
    coalesce(a.fast, 0) AS fast, coalesce(k.shown, 0) AS shown, coalesce(k.caught, 0) AS caught
  FROM answers AS a FULL JOIN known AS k ON k.reviewer = a.reviewer ORDER BY 1`
const COUNTS = `
  SELECT checks.agent, split_part(checks.segment, '|', 1) AS market, kind, checks.source, caught,
    CASE WHEN kind = 'double' THEN decisions.status = 'approved' END AS approved, count(*) AS count,
    array_agg(DISTINCT reviewer) AS reviewers
  FROM checks LEFT JOIN decisions ON decisions.decision_id = checks.of_decision
  WHERE answered_at >= $1::timestamptz AND kind <> 'audit' AND caught IS NOT NULL AND reviewer IS NOT NULL
    AND ${BY_ANOTHER}
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`

const Count = z.object({ count: z.number() })
const Begun = z.object({ all: z.number(), along: z.number() })
const Audited = z.object({ drawn: z.number(), put: z.number(), answered: z.number() })
export type AuditCounts = z.infer<typeof Audited>
const Waiting = Drawable.extend({ times: z.number() })
/** A decision to be audited, and how often it was put to people before. */
export type WaitingAudit = z.infer<typeof Waiting>

export function createChecks(db: Db): Checks {
  const read = db.lane('read')
  const drawable = async (text: string, values: readonly unknown[]): Promise<Drawable[]> =>
    (await read.query(text, values)).map((row) => Drawable.parse(row))
  const count = async (text: string, values: readonly unknown[]): Promise<number> =>
    Count.parse((await read.query(text, values))[0]).count
  return {
    toAudit: async (since, limit) =>
      (await read.query(TO_AUDIT, [timestamp(since), limit])).map((row) => Waiting.parse(row)),
    async passOver(decisionId, at) {
      await db.query(PASS_OVER, [decisionId, timestamp(at)])
    },
    async audited({ agent, version, action, segment }, { from, to }) {
      const values = [agent, version, action, segment, timestamp(from), timestamp(to)]
      return Audited.parse((await read.query(AUDITED, values))[0])
    },
    asked: (since, limit) => drawable(ASKED, [timestamp(since), limit]),
    answered: (since, limit) => drawable(ANSWERED, [timestamp(since), limit]),
    cases: ({ agent, action, were, limit }) => drawable(CASES, [agent, action, were, limit]),
    tallies: async (since) => (await read.query(TALLIES, [timestamp(since)])).map((row) => Tally.parse(row)),
    begun: (agent, action) => count(BEGUN, [agent, action]),
    begunFor: async (team, since) => Begun.parse((await read.query(BEGUN_FOR, [team, timestamp(since)]))[0]),
    answersOf: (team, since) => count(ANSWERS_OF, [team, timestamp(since)]),
    isPressed: async (team, before) => (await read.query(PRESSED, [team, timestamp(before)])).length > 0,
    reviewers: async (from, to) =>
      (await read.query(REVIEWERS, [timestamp(from), timestamp(to)])).map((row) => Person.parse(row)),
    counts: async (since) => (await read.query(COUNTS, [timestamp(since)])).map((row) => Counted.parse(row)),
  }
}
