// The record, put together over either database.
import type { Clock } from '../contracts/clock.ts'
import type { WireEvent } from '../contracts/event.ts'
import type { NewId } from '../contracts/ids.ts'
import { createAppender } from './append/appender.ts'
import { createRunFactsCache } from './append/run-facts.ts'
import { createBriefs } from './briefs.ts'
import { createCards } from './cards.ts'
import { createCases } from './cases.ts'
import { createChecks } from './checks.ts'
import { createClaims } from './claims.ts'
import { createConfigs } from './configs.ts'
import type { Db } from './db.ts'
import { createDigestRecord } from './digest.ts'
import { eraseEntity } from './erase.ts'
import { createFigures } from './figures.ts'
import { createHandovers } from './handovers.ts'
import { createDeliveries } from './intake/deliveries.ts'
import { intake } from './intake/intake.ts'
import type { Ledger } from './ledger.ts'
import { migrate } from './migrate.ts'
import { createNudges } from './nudges.ts'
import { ensurePartitions } from './partitions.ts'
import { createQueries } from './queries/queries.ts'
import { isRunId } from './run-id.ts'
import { createRunReader } from './run-reader.ts'
import { createSettings } from './settings.ts'
import { createShadowStore } from './shadow.ts'
import { claimRuns, releaseAllRuns, releaseRuns } from './sql/claim-runs.ts'
import { dueRuns, nextWake } from './sql/due-runs.ts'
import { createStuck } from './stuck.ts'
import { createTrustStore } from './trust.ts'
import { verifyChain } from './verify-chain.ts'

export type LedgerOptions = {
  /** Closed with the ledger. */
  db: Db
  newId: NewId
  clock: Clock
  /** Hears of every commit's events, in order, after it is durable; nobody waits for it. */
  onCommit?: (events: WireEvent[]) => void | Promise<void>
  /** Hears of what went wrong where nobody waits for an answer. */
  onError?: (error: unknown) => void
  /** The team that owns a step's questions. */
  teamOf?: (step: string) => string
}

/** Brings the schema up to date first. */
export async function createLedger(options: LedgerOptions): Promise<Ledger> {
  const { db, newId, clock, onCommit, onError = () => undefined, teamOf = () => 'default' } = options
  await migrate(db)
  await ensurePartitions(db, clock())
  const facts = createRunFactsCache()
  const configs = createConfigs(db)
  const reader = createRunReader({ db, configs, facts, onError })
  const deliveries = createDeliveries(db)
  const publish = (events: WireEvent[]): void => {
    if (onCommit) void (async () => onCommit(events))().catch(onError)
  }
  const appender = createAppender({ db, clock, newId, teamOf, facts, publish })
  return {
    load: (runIds, lane = 'work') => reader.load(runIds, lane),
    async claim(runIds, now, leaseUntil) {
      const claimed = await claimRuns(db, runIds.filter(isRunId), { now, until: leaseUntil })
      return reader.load(claimed, 'work')
    },
    release: (runIds) => releaseRuns(db, runIds.filter(isRunId)),
    releaseAll: () => releaseAllRuns(db),
    append: appender.append,
    storeDelivery: deliveries.store,
    pendingDeliveries: deliveries.pending,
    pendingDeliveryKeys: deliveries.pendingKeys,
    deliveries: deliveries.byKeys,
    intake: (items) => intake(items, { db, clock, newId, teamOf, appender }),
    due: (now, limit) => dueRuns(db, now, limit),
    nextWake: () => nextWake(db),
    saveConfig: (hash, config) => configs.save(hash, config, clock()),
    cards: createCards(db),
    claims: createClaims(db.lane('verdict')),
    briefs: createBriefs(db),
    cases: createCases(db.lane('read')),
    stuck: createStuck(db),
    figures: createFigures(db),
    digest: createDigestRecord(db),
    settings: createSettings(db),
    nudges: createNudges(db),
    handovers: createHandovers(db),
    trust: createTrustStore(db),
    shadow: createShadowStore(db),
    checks: createChecks(db),
    queries: createQueries(db),
    erase: (entityId) => eraseEntity(db, entityId),
    verifyChain: (runId) => verifyChain(db.lane('read'), runId),
    ensurePartitions: (now) => ensurePartitions(db, now),
    async close() {
      await Promise.all([appender.idle(), deliveries.idle()])
      await db.close()
    },
  }
}
