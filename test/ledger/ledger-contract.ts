// The contract of the record, the same on PGlite and PostgreSQL.
import type { Db } from '../../src/ledger/db.ts'
import { appending } from './contract/appending.ts'
import { backlog } from './contract/backlog.ts'
import { cardsAndSettings } from './contract/cards.ts'
import { checks } from './contract/checks.ts'
import { database } from './contract/database.ts'
import { intake } from './contract/intake.ts'
import { laws } from './contract/laws.ts'
import { oneRun } from './contract/one-run.ts'
import { queries } from './contract/queries.ts'
import { starting } from './contract/starting.ts'
import { tamper } from './contract/tamper.ts'
import { time } from './contract/time.ts'
import { trust } from './contract/trust.ts'
import { unstorable } from './contract/unstorable.ts'
import { upkeep } from './contract/upkeep.ts'
import { openHarness } from './harness.ts'

/** Declares the suite; call it inside a `describe`. `open` may give the same database again where there is only one connection. */
export function ledgerContract(open: () => Promise<Db>): void {
  const harness = openHarness(open)
  for (const part of [
    database,
    appending,
    unstorable,
    starting,
    intake,
    oneRun,
    upkeep,
    tamper,
    cardsAndSettings,
    backlog,
    checks,
    time,
    queries,
    trust,
    laws,
  ])
    part(harness)
}
