// Versions of agents that are new to this record, and those on trial: what they may do here, and what would change that.

import { pino } from 'pino'
import { challengers as versionsOnTrial } from '../../agents/challengers.ts'
import { agents } from '../../agents/index.ts'
import { actions } from '../actions/registry.ts'
import { checkConfiguration } from '../assembly/configuration.ts'
import { createOnTrial } from '../assembly/on-trial.ts'
import type { Environment } from '../config.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Db } from '../ledger/db.ts'
import { createShadowStore } from '../ledger/shadow.ts'
import { createTrustStore } from '../ledger/trust.ts'
import { createTrustBook } from '../trust/book.ts'
import { createAskVersion } from '../trust/shadow/answer.ts'
import { type Finding, good, note } from './finding.ts'
import { openRecord } from './open-record.ts'

const HAS_TABLES = `SELECT to_regclass('shadow_events') IS NOT NULL AND to_regclass('trust_events') IS NOT NULL AS there`

/** Nothing for a record that is not there yet. Never throws. */
export async function checkVersions(
  environment: Environment,
  clock: Clock,
  challengers: readonly AnyAgent[] = versionsOnTrial,
): Promise<Finding[]> {
  try {
    const db = await openRecord(environment)
    if (!db) return []
    try {
      return await found(db, { environment, clock, challengers })
    } finally {
      await db.close()
    }
  } catch (error) {
    // The line about channels says already that the app is running on this record.
    if (error instanceof AppError && error.code === 'data_dir.locked') return []
    return [note('Versions', `not looked at: ${reasonOf(error)}`, 'See the line about the record above.')]
  }
}

async function found(
  db: Db,
  { environment, clock, challengers }: { environment: Environment; clock: Clock; challengers: readonly AnyAgent[] },
): Promise<Finding[]> {
  const { configuration } = checkConfiguration({ folder: environment.CONFIG_DIR, agents, actions })
  const [tables] = await db.query<{ there: boolean }>(HAS_TABLES)
  if (!configuration || !tables?.there) return []
  const { config, hash, policy, topology } = configuration
  const trial = createOnTrial({
    ...{ agents, challengers, configuration, clock, log: pino({ level: 'silent' }) },
    current: { hash, config, workflows: topology.workflows },
    ledger: { shadow: createShadowStore(db), saveConfig: async () => undefined },
    book: createTrustBook({ trust: createTrustStore(db), rates: policy.rates, clock }),
    ...{ ask: createAskVersion(null), asksModel: false },
  })
  await trial.look()
  const news = await trial.news()
  return news.length === 0
    ? [good('Versions', 'every agent is at the version this record knows')]
    : news.map(({ words, fix }) => note('Versions', words, fix))
}
