// Loading runs: stream, inbox and configuration together, in the order asked for.
import { AppError } from '../contracts/app-error.ts'
import type { RunFactsCache } from './append/run-facts.ts'
import type { Configs } from './configs.ts'
import type { Db, Lane } from './db.ts'
import type { StoredRun } from './ledger.ts'
import { isRunId } from './run-id.ts'
import { type LoadedRun, loadRuns } from './sql/load-runs.ts'

export type RunReader = { load(runIds: readonly string[], lane: Lane): Promise<StoredRun[]> }

export type RunReaderOptions = { db: Db; configs: Configs; facts: RunFactsCache; onError(error: unknown): void }

export function createRunReader({ db, configs, facts, onError }: RunReaderOptions): RunReader {
  return {
    async load(runIds, lane) {
      const asked = [...new Set(runIds)].filter(isRunId)
      const { runs, unreadable } = await loadRuns(db.lane(lane), asked)
      const errors = unreadable.map(
        ({ run_id, error }) =>
          new AppError('record.unreadable', `Run ${run_id} holds what this version cannot read`, { cause: error }),
      )
      if (errors[0] && asked.length === 1) throw errors[0]
      errors.forEach(onError)
      const byId = new Map<string, StoredRun>()
      for (const run of runs) byId.set(run.run_id, await storedRun(run, lane))
      return asked.flatMap((runId) => byId.get(runId) ?? [])
    },
  }

  async function storedRun(run: LoadedRun, lane: Lane): Promise<StoredRun> {
    const { run_id, version, entity_type, entity_id, events, inbox, head, market, locale, currency } = run
    facts.remember(run_id, { version, head, market, locale, currency })
    const config = await configs.byHash(run.config_hash, db.lane(lane))
    return { run_id, version, entity_type, entity_id, config, events, inbox }
  }
}
