// Audits and checks of reviewers: what is drawn and not begun, and cases to make them from.
import { z } from 'zod'
import type { Scope } from '../contracts/gate.ts'
import { type CheckAnswers, createCheckAnswers } from './check-answers.ts'
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

export type { CheckCount, CheckTally, ReviewerFigures } from './check-answers.ts'

export type Checks = CheckAnswers & {
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
   * Decisions of an agent's action that were found wrong (or, `right`, countersigned and never called wrong) and not shown often yet: what
   * the world or a second look confirmed before what one person turned down, then least used first.
   */
  cases(query: { agent: string; action: string; were: 'wrong' | 'right'; limit: number }): Promise<Drawable[]>
  /** Known-wrong cases begun for an agent's action, answered or not. */
  begun(agent: string, action: string): Promise<number>
  /** Checks begun since a moment whose card is a team's: of any kind, and those that came along with questions. */
  begunFor(team: string, since: number): Promise<{ all: number; along: number }>
  /** What a team answered of live questions since a moment. */
  answersOf(team: string, since: number): Promise<number>
  /** Whether a live question of the team is due before a moment. */
  isPressed(team: string, before: number): Promise<boolean>
}

const COLUMNS = `decisions.decision_id, decisions.run_id, coalesce(decisions.step, '') AS step, decisions.agent, decisions.version,
  decisions.action, decisions.segment, audit_drawn, verdict_by, coalesce(level, 'L1') AS level`
const REAL = `run_kind = 'live' AND fallback IS NULL AND decisions.action IS NOT NULL AND decisions.agent IS NOT NULL
  AND decisions.segment IS NOT NULL`

/** Kept where everything is that is done once (handovers). */
const PASSED_OVER = `EXISTS (SELECT FROM handovers WHERE handovers.channel = 'audit/' || decisions.decision_id::text AND done_at IS NOT NULL)`
/** A case that comes back and back is recognised, by those it was told to and those they told: then it is others' turn. */
const MOST_SHOWN = 3
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
  CROSS JOIN LATERAL (
    SELECT count(*) AS times FROM checks
    WHERE checks.of_decision = decisions.decision_id AND checks.kind IN ('known_wrong', 'known_right')
  ) AS shown
  WHERE shown.times < ${MOST_SHOWN} AND decisions.agent = $1 AND decisions.action = $2 AND ${REAL} AND CASE WHEN $3 = 'wrong'
    THEN (status = 'rejected' AND reason_code = 'wrong_call') OR corrected_at IS NOT NULL OR outcome_wrong OR audit = 'wrong'
    ELSE status = 'approved' AND carried IS NOT TRUE AND corrected_at IS NULL AND outcome_wrong IS NOT TRUE AND weight = 'evidence' END
  ORDER BY (corrected_at IS NOT NULL OR outcome_wrong IS TRUE OR coalesce(audit = 'wrong', false)) DESC,
    shown.times, coalesce(closed_at, proposed_at) DESC, decision_id
  LIMIT $4`
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
    ...createCheckAnswers(db),
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
    begun: (agent, action) => count(BEGUN, [agent, action]),
    begunFor: async (team, since) => Begun.parse((await read.query(BEGUN_FOR, [team, timestamp(since)]))[0]),
    answersOf: (team, since) => count(ANSWERS_OF, [team, timestamp(since)]),
    isPressed: async (team, before) => (await read.query(PRESSED, [team, timestamp(before)])).length > 0,
  }
}
