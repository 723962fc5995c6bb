// How checks of people were answered: a person's first answer to each case, and none of whoever knew the answer before.
import { z } from 'zod'
import { CheckKind } from '../contracts/check.ts'
import type { Db } from './db.ts'
import { timestamp } from './row-set.ts'

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

export type CheckAnswers = {
  /** Known-wrong cases answered since a moment, per agent, action and how they were made. */
  tallies(since: number): Promise<CheckTally[]>
  /** By reviewer, between two moments. */
  reviewers(from: number, to: number): Promise<ReviewerFigures[]>
  /** Checks of people that were answered since a moment, counted by what they were and what came of them. */
  counts(since: number): Promise<CheckCount[]>
}

/** Whoever called the original wrong, in an audit too, knows the answer: that they see it again says nothing. */
const BY_ANOTHER = `NOT EXISTS (
  SELECT FROM decisions AS own
  LEFT JOIN checks AS look ON look.of_decision = own.decision_id AND look.kind = 'audit' AND own.audit = 'wrong'
  WHERE own.decision_id = checks.of_decision AND checks.source = 'past_error'
    AND checks.reviewer IN (own.corrected_by, CASE WHEN own.status <> 'approved' THEN own.verdict_by END, look.reviewer))`
/** Whoever meets the same case again was told the answer the first time. The first of all, not of the time that is looked at. */
const FIRST = `NOT EXISTS (
  SELECT FROM checks AS earlier
  WHERE earlier.of_decision = checks.of_decision AND earlier.kind = checks.kind AND earlier.reviewer = checks.reviewer
    AND (earlier.answered_at, earlier.run_id) < (checks.answered_at, checks.run_id))`
const ANSWER_SAYS = `${BY_ANOTHER} AND ${FIRST}`

const TALLIES = `
  SELECT agent, action, coalesce(source, '') AS source, count(*) AS shown, count(*) FILTER (WHERE caught) AS caught
  FROM checks WHERE kind = 'known_wrong' AND answered_at >= $1::timestamptz AND ${ANSWER_SAYS}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
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
    WHERE kind = 'known_wrong' AND answered_at >= $1::timestamptz AND answered_at < $2::timestamptz AND ${ANSWER_SAYS} GROUP BY reviewer
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
    AND ${ANSWER_SAYS}
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`

export function createCheckAnswers(db: Db): CheckAnswers {
  const read = db.lane('read')
  return {
    tallies: async (since) => (await read.query(TALLIES, [timestamp(since)])).map((row) => Tally.parse(row)),
    reviewers: async (from, to) =>
      (await read.query(REVIEWERS, [timestamp(from), timestamp(to)])).map((row) => Person.parse(row)),
    counts: async (since) => (await read.query(COUNTS, [timestamp(since)])).map((row) => Counted.parse(row)),
  }
}
