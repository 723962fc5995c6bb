// The record's contract without a server.
import { describe } from 'vitest'
import type { Db } from '../../src/ledger/db.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { ledgerContract } from './ledger-contract.ts'

describe('the ledger on PGlite', () => {
  let only: Promise<Db> | undefined
  ledgerContract(() => (only ??= emptyDb()))
})
