// What surfaces look up, in the read lane: a slow question never holds up work or a verdict. Evidence opened is read by verdicts, so in theirs.
import type { Db } from '../db.ts'
import type { LedgerQueries } from '../ledger.ts'
import { timestamp } from '../row-set.ts'
import { answersBy } from './answers-by.ts'
import { askedBecauseOf } from './asked-because-of.ts'
import { agentRecords, countOpen, dailyLoad, openDecisions } from './decision-queries.ts'
import { findRuns } from './find-runs.ts'
import { deliveryCounts, runCounts, spentUsd } from './run-queries.ts'
import { touchedBy } from './touched-by.ts'

const NOTE_OPENED = `
  INSERT INTO evidence_opened (decision_id, user_id, at) VALUES ($1, $2, $3::timestamptz) ON CONFLICT DO NOTHING`
const WAS_OPENED = 'SELECT FROM evidence_opened WHERE decision_id = $1 AND user_id = $2'

export function createQueries(db: Db): LedgerQueries {
  const read = db.lane('read')
  const verdict = db.lane('verdict')
  return {
    findRuns: (ref, limit) => findRuns(read, ref, limit),
    openDecisions: (filter) => openDecisions(read, filter),
    countOpen: () => countOpen(read),
    agentRecords: (since) => agentRecords(read, since),
    runCounts: () => runCounts(read),
    dailyLoad: (since) => dailyLoad(read, since),
    spentUsd: (since) => spentUsd(read, since),
    deliveryCounts: () => deliveryCounts(read),
    touchedBy: (outage) => touchedBy(read, outage),
    askedBecauseOf: (id) => askedBecauseOf(verdict, id),
    answersBy: (userId, since) => answersBy(verdict, userId, since),
    async noteEvidenceOpened(decisionId, userId, at) {
      await verdict.query(NOTE_OPENED, [decisionId, userId, timestamp(at)])
    },
    async evidenceOpened(decisionId, userId) {
      return (await verdict.query(WAS_OPENED, [decisionId, userId])).length > 0
    },
  }
}
