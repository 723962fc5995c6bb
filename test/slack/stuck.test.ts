// What stands still, from a real record: found, explained, told to somebody once, and never by two processes.
import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { stuckMessage } from '../../blocks/stuck.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createLanes } from '../../src/slack/lanes.ts'
import type { People } from '../../src/slack/people.ts'
import { createStuckNow } from '../../src/slack/stuck/stuck-now.ts'
import { createTellStuck } from '../../src/slack/stuck/tell-stuck.ts'
import { read } from '../blocks/read.ts'
import { completed, creating, delivery, event, NOW, opened, received, row, scheduled } from '../ledger/fixtures.ts'
import { openHarness } from '../ledger/harness.ts'
import { emptyDb } from '../setup/embedded-db.ts'

const ANA = 'U0ANA0001'
const BEN = 'U0BEN0001'
const OPS = 'C0OPS0001'
const harness = openHarness(emptyDb)
const expected = { by_workflow: { order_to_fulfilment: 3 * MINUTE }, data_ms: 10 * MINUTE }
const rates = { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }

let now = NOW
let active = [ANA, BEN]
let reviewers = [BEN]
beforeEach(() => {
  now = NOW
  active = [ANA, BEN]
  reviewers = [BEN]
})

const people = {
  inForce: async () => ({
    people: { admin: [], lead: [], reviewer: reviewers, viewer: [] },
    limits_usd: { reviewer: 1_000, lead: null, admin: null },
    limits: [],
    away: {},
  }),
  isActive: async (id: string) => active.includes(id),
  groupMembers: async () => ({}),
  members: async () => [ANA],
} as unknown as People

const log = pino({ level: 'silent' })
const stuckNow = () => createStuckNow({ ledger: harness.ledger, people, rates, expected, clock: () => now, log })
const said = async (minutes: number | null = null): Promise<string> =>
  read(stuckMessage(await stuckNow().report(minutes)))

async function run(changes: Parameters<typeof creating>[0] = {}) {
  const append = creating(changes)
  expect(await harness.ledger.append(append, 'work')).toMatchObject({ status: 'appended' })
  return append
}

const dead = () =>
  run({
    events: [event(received()), event({ type: 'run.dead', because: 'the shop refused the route', ref: 'r-77' })],
    row: { ...row, status: 'dead' },
  })

function telling(channel: string | null, fails = false) {
  const sent: { channel: string; text: string }[] = []
  const client = {
    chat: {
      postMessage: async (message: { channel: string; text: string }) => {
        if (fails) throw new Error('away')
        sent.push(message)
        return { ok: true }
      },
    },
  }
  const tell = createTellStuck({
    ledger: harness.ledger,
    people,
    client: client as never,
    lanes: createLanes({ clock: () => now, slackRate: 1 }),
    channelOf: async () => channel,
    expected,
    clock: () => now,
    log,
  })
  return { tell, sent }
}

describe('/stuck', () => {
  it('says so when nothing is', async () => {
    await run()
    expect(await said()).toContain('✅ *Nothing is stuck.*')
  })

  it('explains a dead run, and offers to try again', async () => {
    await dead()
    const shown = await said()
    expect(shown).toContain('*Order #1042* since')
    expect(shown).toContain('The shop refused the route (reference r-77)')
    expect(shown).toContain('[Try again] [Timeline]')
  })

  it('finds what takes longer than twice its time limits, or than what was asked for', async () => {
    await run()
    now = NOW + 5 * MINUTE
    expect(await said()).toContain('Nothing is stuck')
    expect(await said(5)).toContain('Nothing has worked on it since')
    now = NOW + 6 * MINUTE
    expect(await said()).toContain('Nothing has worked on it since')
  })

  it('waits twice as long for facts as it takes before a person is asked', async () => {
    const waiting = {
      type: 'step.waiting' as const,
      step: 'order_routing',
      facts: ['stock'],
      because: 'older than 2 min',
      retry_at: NOW,
    }
    await run({ events: [event(received()), event(waiting)], row: { ...row, status: 'waiting', waiting_on: 'data' } })
    now = NOW + 19 * MINUTE
    expect(await said()).toContain('Nothing is stuck')
    now = NOW + 20 * MINUTE
    expect(await said()).toContain('Order_routing waits for stock: older than 2 min')
  })

  it('knows that a wait after an approval is none', async () => {
    const waiting = { ...row, status: 'waiting' as const, waiting_on: 'action' as const }
    const later = { ...scheduled(newId(), 'ship'), at: NOW + 30 * MINUTE }
    await run({ events: [event(received()), event(later)], row: waiting })
    now = NOW + 20 * MINUTE
    expect(await said()).toContain('Nothing is stuck')
    now = NOW + 31 * MINUTE
    expect(await said()).toContain('An action was begun and not confirmed')
  })

  it('leaves out who waits for a person', async () => {
    const proposal = completed({ amount: null })
    await run({
      events: [event(received()), event(proposal), event(opened(proposal.decision_id))],
      row: { ...row, status: 'waiting', waiting_on: 'human' },
    })
    now = NOW + 50 * MINUTE
    expect(await said()).toContain('Nothing is stuck')
  })

  it('names questions nobody may answer: above every limit, or everybody who might is gone', async () => {
    const proposal = completed({ amount: { amount: 779_000 * 2, currency: 'HKD' } })
    const small = completed({ amount: null })
    const asked = { ...row, status: 'waiting' as const, waiting_on: 'human' as const }
    await run({ events: [event(received()), event(proposal), event(opened(proposal.decision_id))], row: asked })
    await run({
      events: [event(received({ number: '7' })), event(small), event(opened(small.decision_id))],
      row: asked,
    })
    const shown = await said()
    expect(shown).toContain('*Hold order #1042?* since')
    expect(shown).toContain('Nobody may decide it: nobody has a role and a limit that are enough')
    expect(shown).not.toContain('#7')
    active = [ANA]
    expect(await said()).toContain('everybody who might is deactivated or a guest')
  })

  it('needs two who may where two must agree', async () => {
    const proposal = completed({ amount: null })
    const two = { ...proposal, gate: { ...proposal.gate, four_eyes: true } }
    await run({
      events: [event(received()), event(two), event(opened(two.decision_id))],
      row: { ...row, status: 'waiting', waiting_on: 'human' },
    })
    expect(await said()).toContain('two people must agree, and only one may')
    reviewers = [BEN, ANA]
    expect(await said()).toContain('Nothing is stuck')
  })

  it('names deliveries nobody took in, and cards Slack does not take', async () => {
    await harness.ledger.storeDelivery(delivery())
    const proposal = completed({ amount: null })
    const append = await run({
      events: [event(received()), event(proposal), event(opened(proposal.decision_id))],
      row: { ...row, status: 'waiting', waiting_on: 'human' },
    })
    for (const again of [1, 2]) await harness.ledger.cards.failed(append.run_id, 'is_archived', NOW + again)
    now = NOW + 6 * MINUTE
    const shown = await said()
    expect(shown).toContain('*1 delivery of shopify: orders/create* since')
    expect(shown).toContain('Slack does not take it: is_archived')
  })
})

describe('a stuck order', () => {
  it('is told of once in its team’s channel, also by two processes at once', async () => {
    await dead()
    const [one, other] = [telling(OPS), telling(OPS)]
    await Promise.all([one.tell.pump(), other.tell.pump()])
    await one.tell.pump()
    const sent = [...one.sent, ...other.sent]
    expect(sent.map(({ channel }) => channel)).toEqual([OPS])
    expect(sent[0]?.text).toContain('Stuck: order #1042')
  })

  it('is told to the admins where there is no channel', async () => {
    await dead()
    const { tell, sent } = telling(null)
    await tell.pump()
    expect(sent.map(({ channel }) => channel)).toEqual([ANA])
  })

  it('is told of later when nobody could be told', async () => {
    await dead()
    await telling(OPS, true).tell.pump()
    const { tell, sent } = telling(OPS)
    await tell.pump()
    expect(sent).toEqual([])
    now = NOW + 2 * MINUTE
    await tell.pump()
    expect(sent).toHaveLength(1)
  })

  it('is not told of when its card has just said so', async () => {
    const append = await dead()
    const ts = `${(NOW + 1_000) / 1_000}.000100`
    await harness.ledger.cards.posted(append.run_id, { channel: OPS, ts, version: 2, question: 0, notice: 0 })
    const { tell, sent } = telling(OPS)
    await tell.pump()
    expect(sent).toEqual([])
  })

  it('that merely takes its time is told of after some patience, and practice never is', async () => {
    await run()
    await run({ row: { ...row, kind: 'practice', status: 'dead' } })
    const { tell, sent } = telling(OPS)
    now = NOW + 5 * MINUTE
    await tell.pump()
    expect(sent).toEqual([])
    now = NOW + 6 * MINUTE
    await tell.pump()
    expect(sent).toHaveLength(1)
  })
})
