// What people type: acknowledged at once, answered to them alone, and never with a dead end.

import { afterEach, describe, expect, it } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { ACTIONS } from '../../blocks/ids.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { LedgerQueries } from '../../src/ledger/ledger.ts'
import { ANA, BEN, CHLOE, type DeskOptions, press, type as typed } from './desk.ts'
import { ENTITY, named, typing } from './typing.ts'

const { desk, open, answerTo, close } = typing()
afterEach(close)

describe('/agents', () => {
  const records: Partial<LedgerQueries> = {
    agentRecords: async () => [
      {
        agent: 'fraud_detection',
        version: fraudDetection.version,
        proposed: 400,
        asked: 50,
        approved: 41,
        edited: 1,
        rejected: 3,
        expired: 2,
        fallbacks: 0,
      },
    ],
    dailyLoad: async () => ({ asked: 95, proposed: 900, median_latency_ms: null }),
  }

  it('shows what each is for, may do and was right about, and the load to expect', async () => {
    const shown = await answerTo('/agents', '', { queries: records })
    expect(shown).toContain('About 95 cards a day: 2 people, 48 min each')
    expect(shown).toMatch(/\*fraud_detection\* \d+\.\d+\.\d+/)
    expect(shown).toContain('right 41 of 45 answered (400 proposed, 2 expired)')
    expect(shown).toContain('hold (suggests)')
  })

  it('stops an agent for an admin, and says who may to anybody else', async () => {
    expect(await answerTo('/agents', 'stop fraud_detection', {}, ANA)).toMatch(/🛑 fraud_detection is stopped/)
    expect(desk().settings.now['stop:fraud_detection']).toMatchObject({ by: ANA })
    expect(await answerTo('/agents', 'stop all', {}, BEN)).toContain(`<@${ANA}>`)
    expect(desk().settings.now['stop:all']).toBeUndefined()
  })

  it('starts it again', async () => {
    const settings = {
      people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
      'stop:all': { by: ANA, at: 1 },
      'stop:fraud_detection': { by: ANA, at: 1 },
    }
    expect(await answerTo('/agents', 'start fraud_detection', { settings }, ANA)).toContain('`/agents start all`')
    expect(desk().settings.now).toMatchObject({ 'stop:all': { by: ANA }, 'stop:fraud_detection': { released: true } })
    expect(Object.keys((await desk().surface.people.inForce()).stops)).toEqual(['all'])
  })

  it('stops two agents that two admins stop at the same moment', async () => {
    const settings = { people: { admin: [ANA, BEN], lead: [], reviewer: [], viewer: [] } }
    await open({ settings })
    await Promise.all([
      desk().send(typed('/agents', 'stop fraud_detection', ANA)),
      desk().send(typed('/agents', 'stop order_routing', BEN)),
    ])
    expect((await desk().surface.people.inForce()).stops).toMatchObject({
      fraud_detection: { by: ANA },
      order_routing: { by: BEN },
    })
  })

  it('says which agents there are when the name is wrong', async () => {
    expect(await answerTo('/agents', 'stop nobody', {}, ANA)).toContain('fraud_detection')
  })

  it('explains itself for a word it does not know', async () => {
    expect(await answerTo('/agents', 'dance')).toContain('`/agents practice`')
  })
})

describe('/agents practice', () => {
  it('starts five cases that are never executed, with facts of their own', async () => {
    let started: Parameters<Engine['startRuns']>[0] = []
    const engine: Partial<Engine> = {
      startRuns: async (requests) => {
        started = requests
        return requests.map(({ order }) => order.entity_id)
      },
    }
    expect(await answerTo('/agents', 'practice', { engine })).toMatch(
      /5 practice cards are on their way to <#C0OPS0001>/,
    )
    expect(started).toHaveLength(5)
    expect(
      started.every(
        ({ kind, workflow, order, facts }) =>
          kind === 'practice' && workflow === 'order_to_fulfilment' && order.test && 'stock' in facts,
      ),
    ).toBe(true)
    expect(new Set(started.map(({ order }) => order.entity_id)).size).toBe(5)
  })

  it('says whom to ask to somebody without a role', async () => {
    expect(await answerTo('/agents', 'practice', {}, CHLOE)).toContain(`Ask <@${ANA}>`)
  })

  it('says that a channel is missing', async () => {
    const settings = { people: { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] } }
    expect(await answerTo('/agents', 'practice', { settings })).toContain('no channel for questions yet')
  })
})

describe('/countersign', () => {
  it('does what the other commands do', async () => {
    expect(await answerTo('/countersign', 'order 1042', { queries: named('1042', ENTITY) })).toContain('# Order #1042')
  })

  it.each(['', 'help', 'dance'])('lists all commands for "%s"', async (text) => {
    const shown = await answerTo('/countersign', text)
    expect(shown).toContain('`/order 1042`')
    expect(shown).toContain('`/agents practice`')
  })
})

describe('a workspace nobody has set up', () => {
  it('says whom to ask, whatever was typed', async () => {
    await answerTo('/countersign', 'help', { settings: {} }, BEN)
    expect(desk().replies[1]?.text).toBe(`Countersign is not set up yet: ask <@${ANA}> to open its Home tab.`)
  })

  it('makes the first who runs it admin', async () => {
    await answerTo('/agents', '', { settings: {} }, ANA)
    expect(desk().settings.now['people']).toMatchObject({ admin: [ANA] })
  })
})

describe('a guest', () => {
  it('lesson: reads by no command and no button what a direct message would not tell', async () => {
    await open({ queries: named('1042', ENTITY) })
    desk().slack.control.setUser({ id: CHLOE, isGuest: true })
    for (const command of ['/order', '/agents', '/stuck', '/costs', '/digest', '/countersign'])
      await desk().send(typed(command, command === '/order' ? '1042' : '', CHLOE))
    const run = '01930000-0000-7000-8000-000000000001'
    for (const action of [ACTIONS.share, ACTIONS.show])
      await desk().send(press({ action, value: { run }, user: CHLOE }))
    const said = desk().replies.map(({ text }) => text)
    expect(said).toEqual(said.map(() => expect.stringContaining('guests can ask one of them')))
    expect(said).toHaveLength(8)
  })
})

describe('a record that fails', () => {
  it('leaves the person with a reference', async () => {
    const failing: DeskOptions = { queries: { findRuns: async () => Promise.reject(new Error('away')) } }
    expect(await answerTo('/order', '1042', failing)).toMatch(/did not work.*Reference [0-9a-f]{8}/)
  })
})
