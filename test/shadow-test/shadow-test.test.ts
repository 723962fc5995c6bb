// The command that compares two versions: what may be typed, which versions are meant, and what it does with a record
// that is empty or holds a test already.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { agents } from '../../agents/index.ts'
import { createMemoryBus } from '../../src/bus/memory-bus.ts'
import { readEnvironment } from '../../src/config.ts'
import type { AnyAgent } from '../../src/contracts/agent.ts'
import { createMemoryJobs } from '../../src/jobs/memory-jobs.ts'
import { createShadowStore } from '../../src/ledger/shadow.ts'
import { shadowAsked } from '../../src/shadow-test/arguments.ts'
import { asJson, asWords } from '../../src/shadow-test/said.ts'
import { versionsOf } from '../../src/shadow-test/versions.ts'
import { shadow } from '../../src/shadow-test.ts'
import { createMemoryState } from '../../src/state/memory-state.ts'
import { reportOf } from '../../src/trust/shadow/report.ts'
import { emptyDb, sharedDb } from '../setup/embedded-db.ts'
import { eventsOf, many, testOf } from '../trust/shadow/sample-test.ts'

const next: AnyAgent = { ...fraudDetection, version: '9.0.0' }
const meant = (asked: { agent?: string; old?: string; new?: string }, challengers: readonly AnyAgent[] = [next]) =>
  versionsOf({ agent: 'fraud_detection', ...asked }, { agents, challengers, liveVersion: fraudDetection.version })

describe('what is typed', () => {
  it('names an agent, and the last thousand decisions unless it says otherwise', () => {
    expect(shadowAsked(['--agent', 'x'])).toMatchObject({
      agent: 'x',
      last: 1_000,
      rules: false,
      json: false,
      typed: [],
    })
    expect(shadowAsked(['--help'])).toBeNull()
    for (const wrong of [[], ['--agent', 'x', '--last', 'all'], ['--agent', 'x', '--channel', '#ops'], ['--what']])
      expect(() => shadowAsked(wrong)).toThrow()
  })

  it('is told apart by its exit code from what did not pass', async () => {
    expect(await shadow(['--agent'])).toMatchObject({ code: 2, text: expect.stringContaining('npm run shadow') })
  })
})

describe('the versions', () => {
  it('are the one at work and the one on trial, where nobody says otherwise', async () => {
    expect(await meant({})).toMatchObject({
      ...{ agent: { version: '9.0.0' }, old_version: fraudDetection.version, old: null, isLoaded: true },
      known: { version: fraudDetection.version },
    })
  })

  it('may be a file that exports the agent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'version-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'next.ts')
    writeFileSync(
      file,
      `import { fraudDetection } from '${resolve('agents/fraud-detection.ts')}'\nexport const it = { ...fraudDetection, version: '8.0.0' }\n`,
    )
    expect(await meant({ new: file }, [])).toMatchObject({ agent: { version: '8.0.0' }, isLoaded: false })
    expect(await meant({ old: file })).toMatchObject({ old_version: '8.0.0', old: { version: '8.0.0' } })
  })

  it.each([
    [{ agent: 'nobody' }, 'There is no agent "nobody"'],
    [{ new: '7.7.7' }, 'is not loaded'],
    [{ new: 'there-is-none.ts' }, 'There is no file'],
    [{ new: fraudDetection.version }, 'Both versions are'],
    [{ new: 'agents/wording.ts' }, 'exports no agent'],
  ])('are refused in words: %j', async (asked, because) => {
    await expect(meant(asked)).rejects.toThrow(because)
  })

  it('have to be named where several are on trial', async () => {
    await expect(meant({}, [next, { ...next, version: '9.1.0' }])).rejects.toThrow('9.0.0, 9.1.0')
    await expect(meant({}, [])).rejects.toThrow('no version on trial')
  })
})

describe('what it says', () => {
  const test = testOf(many(3, { right: 'new' }))

  it('is how many cases wait, until all are compared, and then the report without the marks of Slack', () => {
    const open = { ...test, cases: test.cases.map((tried) => ({ ...tried, status: 'open' as const, judged: null })) }
    const waiting = { test: open, result: null, replayed: null, isLoaded: true, ignored: [] }
    expect(asWords(waiting)).toContain('3 of 3 cases wait for people')
    expect(asJson(waiting)).toMatchObject({ open: 3, judged: 0, result: null })
    const done = { test, result: reportOf(test), replayed: null, isLoaded: false, ignored: [] }
    expect(asWords(done)).toContain('fraud_detection 1.1.0 passed its shadow test')
    expect(asWords(done)).toContain('until it is, nobody can let it take over')
    expect(asWords(done)).not.toContain('*')
    expect(asJson(done)).toMatchObject({ open: 0, judged: 3, result: { passed: true }, took_over: false })
  })
})

describe('the record', () => {
  /** The command as it is typed, over a record of this process. */
  const typed = (...argv: string[]) =>
    shadow(['--agent', 'fraud_detection', ...argv], {
      clock: () => 5_000,
      challengers: [next],
      environment: () => readEnvironment({ CONFIG_DIR: 'config' }),
      open: async (_environment, { clock }) => ({
        db: await sharedDb(),
        isAlone: true,
        jobs: createMemoryJobs({ clock }),
        entityState: createMemoryState({ clock }),
        bus: createMemoryBus({ onError: () => undefined }),
      }),
    })

  it('is left as it was when it is empty: no test is begun, and the reason is said', async () => {
    const db = await emptyDb()
    const said = await typed()
    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('has 0 decisions that can be replayed') })
    const { code, text } = await typed('--json')
    expect([code, JSON.parse(text)]).toMatchObject([1, { error: 'shadow.too_few' }])
    expect(await createShadowStore(db).all()).toEqual([])
  })

  it('is shown the test it holds, and told what was typed in vain', async () => {
    const store = createShadowStore(await emptyDb())
    const events = eventsOf(many(3, { right: 'new' }), {
      old_version: fraudDetection.version,
      new_version: '9.0.0',
    }).slice(0, 4)
    for (const [index, event] of events.entries())
      await store.append(event, { by: 'ana', at: 1_000, cause: `for-this-test/${index}` })
    const said = await typed('--last', '50', '--old', '0.9.0')
    expect(said.code).toBe(4)
    expect(said.text.split('\n')[0]).toBe(
      `This is the test of fraud_detection 9.0.0 against ${fraudDetection.version} on 1,000 decisions, begun 1970-01-01; there is one per version. Ignored: --old and --last.`,
    )
    expect(said.text).toContain('3 of 3 cases wait for people')
    expect(JSON.parse((await typed('--rules', '--json')).text)).toMatchObject({ ignored: ['--rules'], open: 3 })
    expect((await typed('--old', fraudDetection.version)).text).not.toContain('Ignored')
  })
})
