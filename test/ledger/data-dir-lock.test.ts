// One process per data folder.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDir } from '../../src/ledger/data-dir-lock.ts'
import { startChild } from './child-process.ts'

describe('the lock of a data folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-lock-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const lockFile = () => join(folder, 'lock')
  const holder = (pid: number, started: string | null) => writeFile(lockFile(), JSON.stringify({ pid, started }))

  it('is held by one, says by whom, and is free after its release', async () => {
    const lock = await lockDataDir(folder)
    await expect(lockDataDir(folder)).rejects.toMatchObject({
      code: 'data_dir.locked',
      message: expect.stringContaining(`process ${process.pid}`),
    })
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
    await lock.release()
    expect(await readdir(folder)).toEqual([])
    await (await lockDataDir(folder)).release()
  })

  it('makes the folder when it is not there', async () => {
    const lock = await lockDataDir(join(folder, 'new', 'deeper'))
    await lock.release()
  })

  it('refuses while another process is alive', async () => {
    await holder(process.ppid, null)
    await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'data_dir.locked' })
  })

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    await holder(pid, null)
    const lock = await lockDataDir(folder)
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
    await lock.release()
  })

  it('is taken over from an earlier process with our own pid, as after a container was killed', async () => {
    await holder(process.pid, '1')
    await (await lockDataDir(folder)).release()
  })

  it('is taken over when nothing in it can be read', async () => {
    await writeFile(lockFile(), '{"pid":')
    await (await lockDataDir(folder)).release()
  })

  it('goes to one of several processes that find the same dead lock at once', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    await holder(pid, null)
    const children = Array.from({ length: 4 }, () => startChild('take-lock.ts', [folder]))
    await Promise.all(children.map((child) => child.printed(1)))
    for (const child of children) child.process.stdin.write('go\n')
    await Promise.all(children.map((child) => child.printed(2)))
    expect(children.map(({ lines }) => lines[1]).sort()).toEqual([...Array(3).fill('data_dir.locked'), 'taken'])
    for (const child of children) child.process.stdin.end()
    await Promise.all(children.map((child) => child.ended))
  })
})
