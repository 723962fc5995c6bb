// The record's contract on PostgreSQL, where every ledger has connections of its own.
import { afterAll, describe } from 'vitest'
import { createPostgresDb } from '../../src/ledger/postgres-db.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres } from '../setup/suites.ts'
import { ledgerContract } from './ledger-contract.ts'

describeWithPostgres('the ledger on PostgreSQL', async (server) => {
  const database = await freshDatabase(server)
  describe('contract', () => ledgerContract(() => createPostgresDb({ url: database.url })))
  afterAll(() => database.drop())
})
