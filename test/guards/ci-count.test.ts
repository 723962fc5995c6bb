// The last line of the gate is believed by people and machines, so it is tested like everything else.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { repository } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-count-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const passed = { status: 'passed', fullName: 'works' }
const failed = { status: 'failed', fullName: 'breaks' }
const skipped = { status: 'skipped', fullName: 'needs Redis' }
const file = (status: string, ...assertionResults: unknown[]) => ({
  name: 'a.test.ts',
  status,
  message: '',
  assertionResults,
})

describe('the last line of .ci/run', () => {
  it('is the numbers of the report when everything passed', () => {
    expect(count({ numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', passed, passed)] })).toEqual({
      lastLine: '2 passed, 0 failed',
      status: 0,
    })
  })

  it('counts failed tests', () => {
    expect(count({ numPassedTests: 1, numFailedTests: 1, testResults: [file('failed', passed, failed)] })).toEqual({
      lastLine: '1 passed, 1 failed',
      status: 1,
    })
  })

  it('counts a file that could not be loaded as a failure', () => {
    expect(
      count({ numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', passed), file('failed')] }),
    ).toEqual({
      lastLine: '1 passed, 1 failed',
      status: 1,
    })
  })

  it('refuses a run with a skipped test', () => {
    expect(count({ numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', passed, skipped)] })).toEqual({
      lastLine: '1 passed, 0 failed',
      status: 1,
    })
  })

  it('refuses a run that never reached the tests', () => {
    expect(count(null)).toEqual({ lastLine: '0 passed, 0 failed', status: 1 })
  })
})

function count(report: unknown): { lastLine: string | undefined; status: number | null } {
  const path = join(folder, 'report.json')
  rmSync(path, { force: true })
  if (report !== null) writeFileSync(path, JSON.stringify(report))
  const run = spawnSync(process.execPath, [join(repository, '.ci/count.mjs'), path, '0'], { encoding: 'utf8' })
  return { lastLine: run.stdout.trimEnd().split('\n').at(-1), status: run.status }
}
