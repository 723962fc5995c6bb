// What is typed after /review, and the order in which cases come.
import { describe, expect, it } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import type { OpenCase } from '../../src/ledger/cases.ts'
import { createCaseLists } from '../../src/slack/review/case-list.ts'
import { alikeFilter, type Facts, readFilter } from '../../src/slack/review/filter.ts'
import { isAside, newSession, packedSession, setAside, unpackedSession } from '../../src/slack/review/session.ts'
import { urgentOf } from '../../src/slack/review/urgent.ts'
import { BEN, rates } from './desk.ts'

const NOW = Date.UTC(2026, 10, 10, 9)
const HOUR = 3_600_000
const one = (changes: Partial<OpenCase> = {}): OpenCase => ({
  decision_id: newId(),
  run_id: newId(),
  number: '1042',
  market: 'HK',
  agent: 'fraud_detection',
  step: 'fraud_detection',
  action: 'hold',
  amount: { amount: 60_000, currency: 'USD' },
  revision: 1,
  opened_at: NOW - HOUR,
  deadline: NOW + 4 * HOUR,
  hard: false,
  cluster: 'fraud_detection|1.0.0|hold|first_order',
  needs_two: false,
  passed_to: null,
  team: 'default',
  kind: 'live',
  ...changes,
})
const facts: Facts = { user: BEN, claimed: new Set(), isUrgent: () => false, largest: null, rates }
const vocabulary = (cases: OpenCase[]) => ({ agents: ['fraud_detection'], actions: ['hold', 'release'], cases })

function passes(text: string, changes: Partial<OpenCase> = {}, more: Partial<Facts> = {}): boolean {
  const each = one(changes)
  const filter = readFilter(text, vocabulary([each]))
  if (filter.status === 'unknown') throw new Error(`unknown: ${filter.words.join(' ')}`)
  return filter.test(each, { ...facts, ...more })
}

describe('a filter', () => {
  it('takes an agent or an action by a part of its name, a market, a number', () => {
    expect(['fraud', 'hold', 'HK', 'hk', '#1042', '1042', ''].map((text) => passes(text))).toEqual(
      Array.from({ length: 7 }, () => true),
    )
    expect([passes('release'), passes('SG')]).toEqual([false, false])
  })

  it('takes amounts in US dollars, or in a currency that is named', () => {
    expect([passes('over 500'), passes('over 600'), passes('under 601')]).toEqual([true, false, true])
    const hk = { amount: { amount: 389_500, currency: 'HKD' } }
    expect([passes('over 499', hk), passes('over 501', hk)]).toEqual([true, false])
    expect([passes('over HKD 3,894', hk), passes('over 3896 hkd', hk), passes('over hk$ 3894', hk)]).toEqual([
      true,
      false,
      true,
    ])
    expect(passes('over 1', { amount: null })).toBe(false)
  })

  it('takes what is urgent, mine, alike, practice', () => {
    expect(passes('urgent', {}, { isUrgent: () => true })).toBe(true)
    expect([passes('mine'), passes('mine', { passed_to: BEN })]).toEqual([false, true])
    expect(passes('alike', { cluster: 'c' }, { largest: 'c' })).toBe(true)
    expect([passes(alikeFilter('c'), { cluster: 'c' }), passes(alikeFilter('d'), { cluster: 'c' })]).toEqual([
      true,
      false,
    ])
    expect([passes('practice'), passes('practice', { kind: 'practice' })]).toEqual([false, true])
  })

  it('takes several words, and all must fit', () => {
    expect([passes('fraud HK over 500'), passes('fraud SG over 500')]).toEqual([true, false])
  })

  it('gives back what means nothing, instead of ignoring it', () => {
    expect(readFilter('fraud bananas over much', vocabulary([one()]))).toEqual({
      status: 'unknown',
      words: ['bananas', 'over', 'much'],
    })
    expect(readFilter('a', vocabulary([one()])).status).toBe('unknown')
  })
})

describe('urgent', () => {
  it('is the next departure, with what leaves together, and whatever runs out within the hour', () => {
    const cases = [
      one({ hard: true, deadline: NOW + 3 * HOUR }),
      one({ hard: true, deadline: NOW + 3 * HOUR + 60_000 }),
      one({ hard: true, deadline: NOW + 5 * HOUR }),
      one({ deadline: NOW + 60_000 }),
      one(),
    ]
    const urgent = urgentOf(cases, NOW)
    expect(cases.map(urgent.isUrgent)).toEqual([true, true, false, true, false])
    expect(urgent).toMatchObject({ count: 3, due: { count: 2, by: NOW + 3 * HOUR + 60_000 } })
  })
})

describe('the list', () => {
  const lists = (
    rows: OpenCase[],
    claims: { run_id: string; by: string; until: number }[] = [],
    { open = async () => rows, clock = () => NOW } = {},
  ) =>
    createCaseLists({
      cases: { looks: async () => [], open },
      claims: { standing: async () => claims },
      people: {
        asker: async (by) => ({
          by,
          now: NOW,
          active: [by],
          groups: {},
          inForce: {
            people: { admin: [], lead: [], reviewer: [BEN], viewer: [] },
            limits_usd: { reviewer: 1_000, lead: null, admin: null },
            limits: [],
            away: {},
          },
        }),
      },
      rates,
      agents: ['fraud_detection'],
      actions: ['hold'],
      clock,
    })
  const numbers = async (rows: OpenCase[], filter = '', claims: Parameters<typeof lists>[1] = []) => {
    const listing = await lists(rows, claims).list(BEN, filter)
    return listing.status === 'ok' ? listing.list.cases.map(({ number }) => number) : listing.words
  }

  it('comes by deadline, then by what is at stake, practice last', async () => {
    const rows = [
      one({ number: 'practice', deadline: NOW + HOUR, kind: 'practice' }),
      one({ number: 'late' }),
      one({ number: 'soon, small', deadline: NOW + HOUR, amount: { amount: 100, currency: 'USD' } }),
      one({ number: 'soon, large', deadline: NOW + HOUR + 20, amount: { amount: 90_000, currency: 'USD' } }),
    ]
    expect(await numbers(rows)).toEqual(['soon, large', 'soon, small', 'late', 'practice'])
  })

  it('leaves out what is above the person’s limit, has run out, or somebody else looks at', async () => {
    const claimed = one({ number: 'claimed' })
    const rows = [
      one({ number: 'mine' }),
      one({ number: 'above', amount: { amount: 200_000, currency: 'USD' } }),
      one({ number: 'over', deadline: NOW }),
      claimed,
    ]
    expect(await numbers(rows, '', [{ run_id: claimed.run_id, by: 'U0ANA0001', until: NOW + 1 }])).toEqual(['mine'])
    expect((await numbers(rows, '', [{ run_id: claimed.run_id, by: BEN, until: NOW + 1 }])).toSorted()).toEqual([
      'claimed',
      'mine',
    ])
  })

  it('lesson: is not read anew with every tap: the answered case leaves it, and what is new comes within seconds', async () => {
    const rows = [one({ number: 'first' }), one({ number: 'second' })]
    let [reads, now] = [0, NOW]
    const read = async () => {
      reads += 1
      return [...rows]
    }
    const list = lists(rows, [], { open: read, clock: () => now })
    const shown = async () => {
      const listing = await list.list(BEN, '')
      return listing.status === 'ok' ? listing.list.cases.map(({ number }) => number).toSorted() : listing.words
    }
    expect(await shown()).toEqual(['first', 'second'])
    rows.push(one({ number: 'third' }))
    now += 2_000
    list.answered(rows[0]?.run_id ?? '')
    expect(await shown()).toEqual(['second'])
    expect(reads).toBe(1)
    now += 3_000
    expect(await shown()).toEqual(['first', 'second', 'third'])
    expect(reads).toBe(2)
  })

  it('has one case per run', async () => {
    const run_id = newId()
    expect(await numbers([one({ run_id, number: 'a' }), one({ run_id, number: 'b' })])).toEqual(['a'])
  })
})

describe('a session', () => {
  it('fits into what Slack keeps with a window, however much was set aside', () => {
    let session = newSession('x'.repeat(200), NOW)
    const ids = Array.from({ length: 400 }, () => newId())
    for (const id of ids) session = setAside(session, id)
    const shown = { run: newId(), decision: newId(), revision: 999_999_999 }
    const tally = { approved: 1_000, rejected: 1_000, unproven: 1_000, at: NOW }
    const full = { ...session, ...tally, now: shown, last: { ...shown, number: '9'.repeat(60) } }
    expect(packedSession(full).length).toBeLessThan(3_000)
    expect([isAside(full, ids[399] ?? ''), isAside(full, ids[0] ?? '')]).toEqual([true, false])
    expect(unpackedSession(packedSession(newSession('HK', NOW)))).toMatchObject({ filter: 'HK', began: NOW })
    expect(unpackedSession('{"someone":"else"}')).toBeNull()
  })
})
