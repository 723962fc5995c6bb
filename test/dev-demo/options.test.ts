// What `npm run demo` takes, and the one line about what it does not.
import { describe, expect, it } from 'vitest'
import { readOptions } from '../../dev/demo/run-options.ts'
import { storesLine, webhooksLine } from '../../dev/demo/run-words.ts'
import { readArguments } from '../../dev/replay/arguments.ts'

describe('the options of the demo', () => {
  it.each([
    [['--bogus'], `Unknown option '--bogus'`],
    [['stray'], `Unexpected argument 'stray'`],
    [['--port'], `Option '--port <value>' argument missing`],
    [['--orders', '0'], '--orders takes a whole number from 1'],
    [['--json'], '--json needs a demo without a person: add --once, --review N, --burst N or --six-weeks'],
  ])('%j is refused in one line that names the help', (args, what) => {
    expect(() => readOptions(args)).toThrow(`${what}. All options: npm run demo -- --help`)
  })

  it('JSON is for every demo without a person', () => {
    for (const alone of [['--once'], ['--review', '3'], ['--burst', '3'], ['--six-weeks']])
      expect(readOptions(['--json', ...alone])).toMatchObject({ json: true, port: 0 })
  })

  it('a person has the usual port and Slack at its own pace', () => {
    expect(readOptions([])).toMatchObject({ port: 4444, slackRate: 1, orders: 200, open: true })
  })
})

describe('what the demo says of itself', () => {
  it('names the stores it uses, without their passwords', () => {
    const DATABASE_URL = 'postgres://me:secret@db.example:5433/shop'
    const line = storesLine({ DATABASE_URL, REDIS_URL: 'redis://:secret@cache.example:6380' })
    expect(line).toContain('PostgreSQL at db.example:5433/shop and Redis at cache.example:6380')
    expect(line).not.toContain('secret')
    expect(storesLine({ DATABASE_URL: undefined, REDIS_URL: undefined })).toBeNull()
  })

  it('gives a replay command that replay takes', () => {
    const webUrl = 'http://127.0.0.1:40123'
    const line = webhooksLine({ webUrl, shopifySecret: 'sample' })
    const typed = line.split('npm run replay -- ')[1]?.trim().split(/\s+/) ?? []
    expect(readArguments(typed)).toMatchObject({ channel: 'shopify', url: webUrl, secret: 'sample' })
  })
})
