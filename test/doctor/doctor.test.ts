// The doctor against a local Slack and broken files: it finds what is missing, says how to mend it, and changes nothing.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { readEnvironment } from '../../src/config.ts'
import { newId } from '../../src/contracts/ids.ts'
import { type Finding, printed } from '../../src/doctor/finding.ts'
import { examine } from '../../src/doctor.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import { lockDataDir } from '../../src/ledger/data-dir-lock.ts'
import { createPgliteDb } from '../../src/ledger/pglite-db.ts'
import { Manifest } from '../../src/slack/manifest.ts'
import { read } from '../guards/tree.ts'
import { embeddedRecordIn } from '../setup/embedded-db.ts'

let folder: string
let slack: LocalSlack
const manifest = Manifest.parse(parse(read('manifest.yml')))

async function workspace(scopes: string[] = manifest.oauth_config.scopes.bot): Promise<void> {
  slack = await createLocalSlack({
    manifest: { ...manifest, oauth_config: { scopes: { bot: scopes, bot_optional: [] } } },
  })
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-doctor-'))
})
afterEach(async () => {
  await slack.stop()
  rmSync(folder, { recursive: true, force: true })
})

const findings = (source: Record<string, string> = {}) =>
  examine(() =>
    readEnvironment({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATA_DIR: join(folder, 'data', 'deep'),
      EVENTS_WEBHOOK_SECRET: 'a-secret-of-some-length',
      HOST: '127.0.0.1',
      PORT: '1',
      ...source,
    }),
  )
const missing = async (source: Record<string, string> = {}) =>
  (await findings(source)).filter(({ status }) => status === 'bad').map(({ what, found }) => `${what}: ${found}`)

describe('Slack', () => {
  it('that is set up from manifest.yml lacks nothing', async () => {
    await workspace()
    const found = await findings()
    expect(printed(found)).toContain('Nothing stands in the way')
    expect(found.find(({ what }) => what === 'Slack')?.found).toMatch(/ in Local workspace$/)
  })

  it('that refuses the token is found, with where to copy it', async () => {
    await workspace()
    expect(await missing({ SLACK_BOT_TOKEN: 'xoxb-somebody-elses' })).toEqual([
      expect.stringMatching(/^Slack: Slack refuses the bot token .*invalid_auth/),
    ])
  })

  it('without tokens is found, one line for each', async () => {
    await workspace()
    expect(await missing({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' })).toEqual([
      'Slack: SLACK_BOT_TOKEN is not set',
      'Slack: SLACK_APP_TOKEN is not set (SLACK_MODE=socket)',
    ])
  })

  it('with the tokens that .env.example ships is as without any', async () => {
    await workspace()
    expect(await missing({ SLACK_BOT_TOKEN: 'xoxb-replace-me', SLACK_APP_TOKEN: 'xapp-replace-me' })).toEqual([
      'Slack: SLACK_BOT_TOKEN is not set',
      'Slack: SLACK_APP_TOKEN is not set (SLACK_MODE=socket)',
    ])
  })

  it('that refuses the app token is found, and says so itself', async () => {
    await workspace()
    const found = await findings({ SLACK_APP_TOKEN: 'xapp-somebody-elses' })
    expect(found.filter(({ status }) => status === 'bad')).toMatchObject([
      { found: 'Slack refuses the app token (invalid_auth)', fix: expect.stringMatching(/connections:write/) },
    ])
    expect(slack.control.stats().calls['auth.test']).toBe(1)
  })

  it('is not asked about the app token where no socket is used', async () => {
    await workspace()
    const http = { SLACK_MODE: 'http', SLACK_SIGNING_SECRET: 'hush', SLACK_APP_TOKEN: 'xapp-somebody-elses' }
    expect(await missing(http)).toEqual([])
    expect(slack.control.stats().calls['apps.connections.open']).toBeUndefined()
  })

  it('that is away is a note, said once', async () => {
    await workspace()
    const found = await findings({ SLACK_API_URL: 'http://127.0.0.1:1/api/' })
    expect(found.filter(({ what }) => what === 'Slack')).toMatchObject([
      { status: 'note', found: expect.stringMatching(/^Slack is not reached/) },
    ])
  })

  it.each(manifest.oauth_config.scopes.bot)('that was installed without %s is found', async (scope) => {
    await workspace(manifest.oauth_config.scopes.bot.filter((each) => each !== scope))
    expect(await missing()).toEqual([`Slack: scopes are missing: ${scope}`])
  })
})

describe('the configuration', () => {
  it('that is broken is listed by file and line', async () => {
    await workspace()
    writeFileSync(join(folder, 'policy.yml'), read('config/policy.yml').replace(/^people:.*$/m, 'peeple:'))
    writeFileSync(join(folder, 'topology.yml'), read('config/topology.yml'))
    const found = await missing({ CONFIG_DIR: folder })
    expect(found.length).toBeGreaterThan(0)
    expect(found.join('\n')).toMatch(/^Configuration: \S+policy\.yml:\d+ {2}.*/m)
    expect(found.join('\n')).toContain('peeple')
  })
})

describe('the record', () => {
  it('is only looked at: the folder is not made', async () => {
    await workspace()
    expect(await missing()).toEqual([])
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('in a place that cannot be a folder is found', async () => {
    await workspace()
    writeFileSync(join(folder, 'file'), '')
    expect(await missing({ DATA_DIR: join(folder, 'file', 'data') })).toEqual([
      expect.stringMatching(/^Record: \S+ cannot be written/),
    ])
  })
})

describe('a token that was taken back', () => {
  it.each(['token_revoked', 'account_inactive'])('(%s) is found, with how to get another', async (code) => {
    await workspace()
    slack.control.fault({ kind: 'refuse', method: 'auth.test', times: 1, code })
    const found = await findings()
    expect(found.find(({ status }) => status === 'bad')).toMatchObject({
      found: expect.stringMatching(`taken the bot token back .*${code}`),
      fix: expect.stringMatching(/install it again/),
    })
  })
})

describe('what the app wrote down of late', () => {
  const hourAgo = Date.now() - 3_600_000
  let DATA_DIR: string
  beforeAll(async () => {
    DATA_DIR = mkdtempSync(join(tmpdir(), 'countersign-doctor-record-'))
    await embeddedRecordIn(DATA_DIR)
    const ledger = await createLedger({ db: await createPgliteDb({ dataDir: DATA_DIR }), newId, clock: Date.now })
    const told = { what: 'told', by: 'one' }
    const notes = [
      ['trouble:is_archived:C0OPS0001', told, hourAgo],
      ['trouble:missing_scope:', told, hourAgo],
      ['trouble:not_in_channel:C0GENERAL', told, hourAgo],
      ['trouble:not_in_channel:C0GENERAL', { what: 'mended', by: 'one' }, hourAgo],
      ['trouble:channel_not_found:C0OLD', told, hourAgo - 90_000_000],
      ['outage:1', { from: hourAgo, to: hourAgo + 600_000, seen_at: hourAgo }, hourAgo],
    ] as const
    for (const [key, note, at] of notes) await ledger.settings.put(key, note, 'countersign', at)
    await ledger.close()
  }, 60_000)
  afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }))

  const about = (found: readonly Finding[], what: string) =>
    found.filter((finding) => finding.what === what).map(({ found: said, fix }) => `${said} -> ${fix}`)

  it('is a line with what to do: for each channel that is not mended, and for an outage', async () => {
    await workspace()
    const found = await findings({ DATA_DIR })
    expect(about(found, 'Channels')).toEqual([
      expect.stringMatching(
        /^cards for C0OPS0001 could not be posted \(is_archived, .*UTC\) -> C0OPS0001 is archived\. Unarchive it/,
      ),
      expect.stringMatching(
        /^cards could not be posted \(missing_scope, .*Reinstall it with the current manifest\.yml/,
      ),
    ])
    expect(about(found, 'Slack').join('\n')).toMatch(/could not be reached .* to .*Deadlines of the policy waited/)
  }, 60_000)

  it('is not looked at while the app holds the record, and that is said', async () => {
    await workspace()
    const lock = await lockDataDir(DATA_DIR)
    expect(about(await findings({ DATA_DIR }), 'Channels')).toEqual([
      expect.stringMatching(/^not looked at: the app is running on this record/),
    ])
    await lock.release()
  }, 60_000)
})
