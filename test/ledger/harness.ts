// What the contract suite needs of a database: an open one, more of them, and an empty one before each test.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import { createLedger, type LedgerOptions } from '../../src/ledger/create-ledger.ts'
import type { Db } from '../../src/ledger/db.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { emptyTables } from '../setup/empty-tables.ts'
import { CONFIG_HASH, config, NOW } from './fixtures.ts'

const SLOW_START_MS = 120_000

export type Harness = {
  readonly db: Db
  readonly ledger: Ledger
  /** Another ledger on the same database, as a second process would have it: its own memory and, on PostgreSQL, its own connections. */
  another(options?: Partial<LedgerOptions>): Promise<Ledger>
}

/** `open` gives connections of their own where the database has any; `shared` closes nothing that others still use. */
export function openHarness(open: () => Promise<Db>): Harness {
  let db: Db
  let ledger: Ledger
  const opened = new Set<Db>()

  const another = async (options: Partial<LedgerOptions> = {}): Promise<Ledger> => {
    const own = options.db ?? (await open())
    opened.add(own)
    return createLedger({ db: own, newId, clock: () => NOW, ...options })
  }

  beforeAll(async () => {
    db = await open()
    ledger = await another({ db })
  }, SLOW_START_MS)

  beforeEach(async () => {
    await emptyTables(db)
    await ledger.saveConfig(CONFIG_HASH, config)
  })

  afterAll(async () => {
    for (const own of opened) await own.close()
  })

  return {
    get db() {
      return db
    },
    get ledger() {
      return ledger
    },
    another,
  }
}

/** Counts the transactions that go through a database. */
export function counting(db: Db): Db & { transactions(): number } {
  let transactions = 0
  return {
    ...db,
    transactions: () => transactions,
    tx(lane, body) {
      transactions += 1
      return db.tx(lane, body)
    },
  }
}
