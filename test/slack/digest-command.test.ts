// `/digest` as people type it: weeks, markets, a spreadsheet, nonsense, and a Slack that takes no charts.
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Checks } from '../../src/ledger/checks.ts'
import type { DigestRecord } from '../../src/ledger/digest.ts'
import type { TrustStore } from '../../src/ledger/trust.ts'
import { readDigestAsked } from '../../src/slack/listeners/commands/digest-asked.ts'
import { ANA, BEN } from './desk.ts'
import { typing } from './typing.ts'

const { desk, answerTo, close } = typing()
afterEach(close)

const known = { now: Date.UTC(2026, 10, 25, 12), markets: ['HK', 'SG'], timeZone: () => 'Etc/UTC' }

describe('what may follow /digest', () => {
  it.each([
    ['', '2026-W47', null, false],
    ['last week', '2026-W47', null, false],
    ['this week', '2026-W48', null, false],
    ['2026-w45', '2026-W45', null, false],
    ['hk', '2026-W47', 'HK', false],
    ['W46 SG', '2026-W46', 'SG', false],
    ['csv HK week 44', '2026-W44', 'HK', true],
  ])('"%s"', (typed, week, market, csv) => {
    expect(readDigestAsked(typed, known)).toMatchObject({ status: 'ok', week: { name: week }, market, csv })
  })

  it.each([
    ['yesterday', 'no week that has begun'],
    ['2026-W99', 'no week that has begun'],
    ['2026-W49', 'no week that has begun'],
    ['ZZ', 'No order came from ZZ. Markets there are: HK, SG.'],
    ['W45 W46', 'more than one week'],
  ])('"%s" is refused with a reason', (typed, because) => {
    const asked = readDigestAsked(typed, known)
    expect(asked.status === 'unclear' ? asked.because : 'understood').toContain(because)
  })
})

describe('/digest', () => {
  const digest: DigestRecord = {
    weeks: async ({ bounds }) => {
      const span = bounds.length - 2
      return { errors: [], decisions: [], tickets: [], orders: [{ span, workflow: 'order_to_fulfilment', orders: 31 }] }
    },
    details: async () => ({ reasons: [], costs: [] }),
    places: async () => [],
    since: async () => 0,
    markets: async () => ['HK'],
  }
  const trust: Partial<TrustStore> = {
    ...{
      all: async () => [],
      head: async () => 0,
      evidence: async () => [],
      volumes: async () => [],
      confidences: async () => ({ before: [], now: [] }),
    },
  }
  const checks: Partial<Checks> = { tallies: async () => [], reviewers: async () => [], counts: async () => [] }
  const record = { digest, trust: trust as TrustStore, checks: checks as Checks }

  it('answers the person alone with the last week', async () => {
    const shown = await answerTo('/digest', '', { record })
    expect(shown).toContain('# Digest · week')
    expect(shown).toContain('*Needs you:* nothing')
    expect(shown).toContain('31 orders')
  })

  it('has how well people check for leads and admins alone, and never in a spreadsheet', async () => {
    const about = { agent: 'order_routing', market: 'HK', source: 'past_error', approved: null }
    const counts: Checks['counts'] = async () => [
      { ...about, kind: 'known_wrong', caught: true, count: 9, reviewers: [ANA, BEN, 'UCLE'] },
    ]
    const checked = { record: { ...record, checks: { ...checks, counts } as Checks } }
    expect(await answerTo('/digest', '', checked, ANA)).toContain('Known-wrong cases caught: 9 of 9')
    const others = [await answerTo('/digest', '', checked, BEN), await answerTo('/digest', 'csv', checked, ANA)]
    for (const said of others) expect(said).not.toMatch(/9 of 9|known.wrong/i)
    expect(others[0]).toContain('Leads and admins see it in `/autonomy`.')
  })

  it('gives lines for a spreadsheet, and names the command that writes a file', async () => {
    const shown = await answerTo('/digest', 'csv HK', { record })
    expect(shown).toContain('week,market,about,name,figure,value,of')
    expect(shown).toMatch(/npm run digest -- --week \d{4}-W\d\d --market HK --csv digest\.csv/)
  })

  it('says what was not understood, and how it is used', async () => {
    const shown = await answerTo('/digest', '<!channel>soon', { record })
    expect(shown).toContain('is no week that has begun')
    expect(shown).toContain('`/digest 2026-W47`')
    expect(shown).not.toContain('<!channel>')
    expect(await answerTo('/digest', 'help', { record }, ANA)).toContain('`/digest csv`')
  })

  it('is said without charts where Slack does not take them', async () => {
    let refused = 0
    const respond = async (): Promise<void> => {
      refused += 1
      if (refused === 1) throw new AppError('slack.response_url', 'Slack answered 400 to an answer to a click')
    }
    expect(await answerTo('/digest', '', { record, respond }, BEN)).toContain('# Digest · week')
    expect(refused).toBe(2)
    const types = desk().replies.flatMap(({ blocks = [] }) => blocks.map(({ type }) => String(type)))
    expect(types).not.toContain('data_visualization')
    expect(types).not.toContain('table')
  })
})
