// Configurations by their hash. One never changes, so each is read and parsed once per process.
import { AppError } from '../contracts/app-error.ts'
import { RunConfig } from '../contracts/run.ts'
import type { Db, Query } from './db.ts'
import { timestamp } from './row-set.ts'

const INSERT =
  'INSERT INTO configs (hash, document, created_at) VALUES ($1, $2::jsonb, $3::timestamptz) ON CONFLICT (hash) DO NOTHING'
const SELECT = 'SELECT document FROM configs WHERE hash = $1'
const REMEMBERED = 50

export type Configs = {
  save(hash: string, config: RunConfig, at: number): Promise<void>
  /** Throws `record.config_missing`: a run was created under a configuration that was never saved. */
  byHash(hash: string, query: Query): Promise<RunConfig>
}

export function createConfigs(db: Db): Configs {
  const known = new Map<string, RunConfig>()

  function remember(hash: string, config: RunConfig): RunConfig {
    if (known.size >= REMEMBERED) known.clear()
    known.set(hash, config)
    return config
  }

  return {
    async save(hash, config, at) {
      await db.query(INSERT, [hash, JSON.stringify(config), timestamp(at)])
    },
    async byHash(hash, query) {
      const remembered = known.get(hash)
      if (remembered) return remembered
      const [row] = await query.query(SELECT, [hash])
      if (!row)
        throw new AppError(
          'record.config_missing',
          `No configuration is stored under ${hash}: save it before a run starts under it.`,
        )
      return remember(hash, RunConfig.parse(row.document))
    },
  }
}
