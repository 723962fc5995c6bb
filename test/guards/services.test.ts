// The suites that need a server must run where it is found, be named where it is not, and fail where it is required.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { childEnvironment } from '../setup/child-environment.ts'
import { findServices, servicesAreRequired } from '../setup/found-services.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithBrowser, describeWithPostgres, describeWithRedis } from '../setup/suites.ts'
import { repository } from './tree.ts'

describeWithRedis('a suite with Redis', (url) => {
  it('has an empty server with the append-only file on', async () => {
    const redis = new Redis(url)
    expect(await redis.dbsize()).toBe(0)
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes'])
    await redis.set('left', 'behind')
    await redis.quit()
  })
})

describeWithRedis('a second suite with Redis', (url) => {
  it('does not see what the first one left', async () => {
    const redis = new Redis(url)
    expect(await redis.get('left')).toBeNull()
    await redis.quit()
  })
})

describeWithPostgres('a suite with PostgreSQL', (url) => {
  it('gets databases of its own, which are gone when dropped', async () => {
    const [one, two] = [await freshDatabase(url), await freshDatabase(url)]
    await query(one.url, 'CREATE TABLE only_here (id int)')
    expect(await query(one.url, "SELECT to_regclass('only_here') IS NOT NULL AS found")).toEqual([{ found: true }])
    expect(await query(two.url, "SELECT to_regclass('only_here') IS NOT NULL AS found")).toEqual([{ found: false }])
    await Promise.all([one.drop(), two.drop()])
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow(/does not exist/)
  })

  it('runs on a server that keeps its promises about durability', async () => {
    expect(await query(url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    expect(await query(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
  })
})

describeWithBrowser('a suite with a browser', (program) => {
  it('has the path of an executable', () => {
    expect(readFileSync(program).length).toBeGreaterThan(0)
  })
})

describe('a machine without the services', () => {
  mkdirSync(join(repository, '.data'), { recursive: true })
  const folder = mkdtempSync(join(repository, '.data', 'suites-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    join(folder, 'probe.test.ts'),
    `import { expect, it } from 'vitest'
     import { describeWithBrowser, describeWithPostgres, describeWithRedis } from '../../test/setup/suites.ts'
     for (const suite of [describeWithBrowser, describeWithPostgres, describeWithRedis])
       suite('probe', (where) => { it('ran', () => expect(where).toBeTruthy()) })
     it('needs nothing', () => expect(1).toBe(1))`,
  )
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import ours from '../../vitest.config.ts'
     export default { ...ours, test: { ...ours.test, include: ['${relative(repository, folder)}/*.test.ts'] } }`,
  )
  const without = { TEST_WITHOUT: 'redis,postgres,browser', CI: '', REQUIRE_SERVICES: '' }

  it('skips those suites, names them at the end and says how to get the service', async () => {
    const { code, output } = await vitest(folder, without)
    expect(output).toMatch(/1 passed \| 3 skipped/)
    for (const service of ['Redis', 'PostgreSQL', 'a browser']) {
      expect(output).toMatch(
        new RegExp(`Not run, for want of ${service}: .*install.*\\n  .*probe \\(needs ${service}\\)`),
      )
    }
    expect(code).toBe(0)
  })

  it('fails those suites where they are required', async () => {
    const { code, output } = await vitest(folder, { ...without, CI: 'true' })
    expect(output).toMatch(/3 failed \| 1 passed/)
    expect(output).not.toMatch(/skipped/)
    expect(code).toBe(1)
  })

  it('fails a run that contains no test at all', async () => {
    const { code, output } = await vitest(folder, without, ['no-such-file'])
    expect(output).toMatch(/No test files found/)
    expect(code).toBe(1)
  })
})

describe('finding services', () => {
  it('takes an address before a program', () => {
    const found = findServices({
      PATH: '',
      TEST_REDIS_URL: 'redis://example.test',
      TEST_DATABASE_URL: 'postgres://e.test',
    })
    expect(found.Redis).toEqual({ status: 'url', url: 'redis://example.test' })
    expect(found.PostgreSQL).toEqual({ status: 'url', url: 'postgres://e.test' })
  })

  it('reports Redis and a browser as missing when PATH holds neither', () => {
    const found = findServices({ PATH: join(repository, 'docs') })
    expect(found.Redis.status).toBe('missing')
    expect(found['a browser'].status).toBe('missing')
  })

  it.each([
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
    [{ REQUIRE_SERVICES: '1' }, true],
    [{ CI: 'false' }, false],
    [{ CI: '' }, false],
    [{}, false],
  ])('under %o, being required is %s', (env, required) => {
    expect(servicesAreRequired(env)).toBe(required)
  })
})

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

async function vitest(folder: string, env: Record<string, string>, filters: string[] = []) {
  const program = join(repository, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--config', join(folder, 'vitest.config.ts'), '--root', repository, '--no-color', ...filters]
  const child = spawn(process.execPath, [program, ...args], { cwd: repository, env: childEnvironment(env) })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, output: out + err }
}
