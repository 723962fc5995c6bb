// A process of its own for the test of a crash: appends to the record in the folder it is given, and prints the id of each run
// after the record acknowledged it, until somebody kills it.
import { newId } from '../../../src/contracts/ids.ts'
import { createLedger } from '../../../src/ledger/create-ledger.ts'
import { createPgliteDb } from '../../../src/ledger/pglite-db.ts'
import { CONFIG_HASH, config, creating } from '../fixtures.ts'

const [dataDir = ''] = process.argv.slice(2)
const ledger = await createLedger({ db: await createPgliteDb({ dataDir }), newId, clock: Date.now })
await ledger.saveConfig(CONFIG_HASH, config)

async function appendForever(): Promise<never> {
  for (;;) {
    const append = creating()
    const result = await ledger.append(append, 'work')
    process.stdout.write(`${result.status} ${append.run_id}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, appendForever))
