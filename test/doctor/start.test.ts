// What `npm start` refuses before it opens anything: all of it at once, and nothing is left behind.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { readStartEnvironment } from '../../src/config.ts'
import { reasonOf } from '../../src/contracts/app-error.ts'
import { childEnvironment } from '../setup/child-environment.ts'

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' }

function refused(source: Record<string, string>): string[] {
  try {
    readStartEnvironment(source)
    return []
  } catch (error) {
    return reasonOf(error).split('\n')
  }
}

it('with every token there is, it starts', () => {
  expect(refused(TOKENS)).toEqual([])
  expect(refused({ ...TOKENS, SLACK_MODE: 'http', SLACK_SIGNING_SECRET: 'hush' })).toEqual([])
})

it('the tokens that .env.example ships are none', () => {
  const shipped = { SLACK_BOT_TOKEN: 'xoxb-replace-me', SLACK_APP_TOKEN: 'xapp-replace-me' }
  const both = ['SLACK_BOT_TOKEN is not set.', 'SLACK_APP_TOKEN is not set (SLACK_MODE=socket).']
  expect(refused(shipped)).toEqual(both)
  expect(refused({ ...TOKENS, SLACK_MODE: 'http', SLACK_SIGNING_SECRET: 'replace-me' })).toEqual([
    'SLACK_SIGNING_SECRET is not set (SLACK_MODE=http).',
  ])
})

it('what cannot be read, what does not go together and what is missing are said at once', () => {
  expect(refused({ PORT: 'many', SHOP_URL: 'https://shop.example.com', SLACK_APP_TOKEN: 'xoxb-one' })).toEqual([
    expect.stringMatching(/^PORT: /),
    'SLACK_BOT_TOKEN is not set.',
    'SLACK_APP_TOKEN is not an app-level token: it begins with xapp-.',
    'SHOP_URL is set without SHOP_SECRET: calls to the shop are signed. Set both.',
  ])
  expect(refused({ REDIS_URL: 'redis://127.0.0.1:1' })).toEqual([
    expect.stringMatching(/^REDIS_URL is set without DATABASE_URL/),
    'SLACK_BOT_TOKEN is not set.',
    'SLACK_APP_TOKEN is not set (SLACK_MODE=socket).',
  ])
})

it('a mode that cannot be read does not guess which token it needs', () => {
  expect(refused({ SLACK_MODE: 'carrier pigeon' })).toEqual([
    expect.stringMatching(/^SLACK_MODE: /),
    'SLACK_BOT_TOKEN is not set.',
  ])
})

it('a process that does not speak to Slack needs no token', () => {
  const shared = { DATABASE_URL: 'postgres://127.0.0.1/one', REDIS_URL: 'redis://127.0.0.1' }
  expect(refused({ ...shared, ROLES: 'worker,web' })).toEqual([])
})

it('without an .env it ends with what to do, and no record is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-start-'))
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = spawn(process.execPath, ['--import', tsx, resolve('src/main.ts')], {
    cwd: folder,
    env: childEnvironment({
      ...{ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', DATABASE_URL: '', REDIS_URL: '', DATA_DIR: '' },
      CONFIG_DIR: resolve('config'),
    }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data) => {
    said += String(data)
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  expect(said).toMatch(
    /could not start\.\n\nSLACK_BOT_TOKEN is not set\.\nSLACK_APP_TOKEN is not set.*\n\n.*npm run doctor/,
  )
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
}, 30_000)
