// The empty record every start of the demo copies: made once, whole or not at all.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { copyRecord, emptyRecord } from '../../dev/demo/empty-record.ts'
import { createPgliteDb, recordFolder } from '../../src/ledger/pglite-db.ts'

const root = mkdtempSync(join(tmpdir(), 'countersign-empty-record-'))
const under = (name: string): URL => {
  mkdirSync(join(root, name))
  return pathToFileURL(join(root, name, '/'))
}
const kept = (name: string): string[] => readdirSync(join(root, name, '.cache', 'countersign'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('an empty record', () => {
  it('opens where it is copied to', async () => {
    const dataDir = join(root, 'data')
    await copyRecord((await emptyRecord()) ?? '', recordFolder(dataDir))
    const db = await createPgliteDb({ dataDir })
    expect(await db.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
    await db.close()
  }, 60_000)

  it('is one, whoever of two that start at the same time is faster, and is not made again', async () => {
    const modules = under('two')
    let made = 0
    const make = async (folder: string): Promise<void> => {
      made += 1
      writeFileSync(join(folder, 'PG_VERSION'), '18')
    }
    const both = await Promise.all([emptyRecord({ modules, make }), emptyRecord({ modules, make })])
    const before = made
    expect(new Set([...both, await emptyRecord({ modules, make })]).size).toBe(1)
    expect(made).toBe(before)
    expect(kept('two'), 'nothing half made is left').toHaveLength(1)
  })

  it('that could not be made leaves nothing behind', async () => {
    const make = async (folder: string): Promise<void> => {
      writeFileSync(join(folder, 'half'), '')
      throw new Error('no space left')
    }
    await expect(emptyRecord({ modules: under('full'), make })).rejects.toThrow('no space left')
    expect(kept('full')).toEqual([])
  })

  it('is not kept where nothing can be', async () => {
    expect(await emptyRecord({ modules: pathToFileURL(join(root, 'nowhere', '/')) })).toBeNull()
  })
})
