// Commands typed in a folder where the app does not run: they say so, and make no record of their own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HELP } from '../../src/break-glass/arguments.ts'
import { decide } from '../../src/break-glass.ts'
import { readEnvironment } from '../../src/config.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { weeklyDigest } from '../../src/weekly-digest.ts'

let folder: string
let DATA_DIR: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-nowhere-'))
  DATA_DIR = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true }))

const environment = () => readEnvironment({ DATA_DIR })
const operator = { user: 'somebody', host: 'somewhere' }

it.each([
  ['decide', () => decide(['1042'], operator, environment)],
  ['decide --approve', () => decide(['1042', '--approve', '--as', 'U0ANA0001'], operator, environment)],
  ['digest', () => weeklyDigest([], systemClock, environment)],
])('npm run %s says that there is no record, and makes none', async (_, run) => {
  expect(await run()).toMatchObject({
    code: 3,
    text: `There is no record in ${DATA_DIR}: run it where the app runs, or set DATA_DIR.\n`,
  })
  expect(existsSync(DATA_DIR)).toBe(false)
})

it('decide says first that the app is to be stopped where the record is embedded', () => {
  expect(HELP.slice(0, HELP.indexOf('--approve  '))).toMatch(/stop the app first/i)
})
