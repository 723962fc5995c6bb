// A process that dies in the middle of writing, and the folder it leaves behind.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import { createPgliteDb } from '../../src/ledger/pglite-db.ts'
import { embeddedRecordIn } from '../setup/embedded-db.ts'
import { type Child, startChild } from './child-process.ts'

const ACKNOWLEDGED = 150

describe('a process on PGlite that is killed', () => {
  let folder: string
  let child: Child
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-crash-'))
    await embeddedRecordIn(folder)
    child = startChild('append-until-killed.ts', [folder])
    await child.printed(1)
  }, 120_000)
  afterAll(async () => {
    child.process.kill('SIGKILL')
    await child.ended
    await rm(folder, { recursive: true, force: true })
  })

  it('holds its folder while it lives, and leaves everything it acknowledged', async () => {
    await expect(createPgliteDb({ dataDir: folder })).rejects.toMatchObject({ code: 'data_dir.locked' })
    await child.printed(ACKNOWLEDGED)
    child.process.kill('SIGKILL')
    await child.ended

    const ledger = await createLedger({ db: await createPgliteDb({ dataDir: folder }), newId, clock: Date.now })
    const ids = child.lines.map((line) => line.replace(/^appended /, ''))
    const runs = await ledger.load(ids)
    expect(runs.map(({ run_id }) => run_id)).toEqual(ids)
    const whole = await Promise.all(ids.map((id) => ledger.verifyChain(id)))
    expect(whole.every((version) => version === null)).toBe(true)
    expect((await ledger.due(Date.now(), 10_000)).length).toBeGreaterThanOrEqual(ACKNOWLEDGED)
    await ledger.close()
  }, 120_000)
})
