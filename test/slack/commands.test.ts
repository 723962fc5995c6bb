// What people type: acknowledged at once, answered to them alone, and never with a dead end.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { emailHash } from '../../src/channels/refs.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { LedgerQueries, StoredRun } from '../../src/ledger/ledger.ts'
import { buttonsOf, read } from '../blocks/read.ts'
import { ahead, config, heldByFraud, play, received, verdict } from '../workflow/sample-run.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, type DeskOptions, type as typed } from './desk.ts'
import { asking, RUN_ID } from './sample-states.ts'

let desk: Desk
afterEach(() => desk.close())

const ENTITY = 'shopify:sample.example:1042'
const found = {
  run_id: RUN_ID,
  entity_id: ENTITY,
  number: '#1042',
  kind: 'live' as const,
  status: 'waiting' as const,
  created_at: 0,
}
const { all: events } = play(
  received(),
  heldByFraud,
  ahead,
  { type: 'ask' },
  verdict(asking, 'fraud', 'approve', { by: BEN }),
)
const stored: StoredRun = {
  run_id: RUN_ID,
  version: events.length,
  entity_type: 'order',
  entity_id: ENTITY,
  config,
  events,
  inbox: [],
}

async function answerTo(command: string, text: string, options: DeskOptions = {}, user = BEN): Promise<string> {
  desk = await createDesk({ load: async () => [stored], ...options })
  await desk.send(typed(command, text, user))
  expect(desk.story[0]).toBe('ack')
  const [reply] = desk.replies
  expect(reply?.to).toBe('person')
  return reply?.blocks ? read(reply.blocks) : (reply?.text ?? '')
}

const named = (...names: string[]): Pick<LedgerQueries, 'findRuns'> => ({
  findRuns: async ({ value }) => (names.includes(value) ? [found] : []),
})

describe('/order', () => {
  it('tells which agent decided what, how sure, why, and who countersigned', async () => {
    const story = await answerTo('/order', '1042', { queries: named('#1042', ENTITY) })
    expect(story).toContain('# Order #1042 · HK$ 5,480')
    expect(story).toMatch(/🔎 <!date.* · fraud 1\.0\.0: hold, confidence 0\.62 \(rules\)/)
    expect(story).toContain('❓')
    expect(story).toMatch(/✍️ <!date.* · <@U0BEN0001> approved "hold"/)
  })

  it('offers the whole timeline, to share it here, and to fetch it anew', async () => {
    await answerTo('/order', '1042', { queries: named('1042', ENTITY) })
    expect(buttonsOf(desk.replies[0]?.blocks ?? []).slice(0, 3)).toMatchObject([
      { action: ACTIONS.timeline, value: { run: RUN_ID } },
      { action: ACTIONS.share, value: { run: RUN_ID } },
      { action: ACTIONS.show, value: { run: RUN_ID } },
    ])
  })

  it('finds a customer’s orders by the hash of the address only', async () => {
    const story = await answerTo('/order', '<mailto:Ana@Example.com|Ana@Example.com>', {
      queries: named(emailHash('ana@example.com'), ENTITY),
    })
    expect(story).toContain('# Order #1042')
  })

  it('asks which one when several orders go by that name', async () => {
    const others = ['a', 'b'].map((id) => ({ ...found, entity_id: `shopify:${id}.example:1`, run_id: RUN_ID }))
    const story = await answerTo('/order', '1042', { queries: { findRuns: async () => others } })
    expect(story).toContain('*"1042" fits 2 orders.* Which one?')
    expect(story.match(/\[Show\]/g)).toHaveLength(2)
  })

  it('says what to try when nothing goes by that name', async () => {
    expect(await answerTo('/order', '<!channel>')).toContain('*No order goes by "&lt;!channel&gt;".*')
  })

  it.each(['', 'help'])('explains itself for "%s"', async (text) => {
    expect(await answerTo('/order', text)).toContain('`/order 1042`')
  })
})

describe('/agents', () => {
  const records: Partial<LedgerQueries> = {
    agentRecords: async () => [
      {
        agent: 'fraud_detection',
        version: '1.0.0',
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
    expect(shown).toMatch(/\*fraud_detection\* 1\.0\.0/)
    expect(shown).toContain('right 41 of 45 answered (400 proposed, 2 expired)')
    expect(shown).toContain('hold (suggests)')
  })

  it('stops an agent for an admin, and says who may to anybody else', async () => {
    expect(await answerTo('/agents', 'stop fraud_detection', {}, ANA)).toMatch(/🛑 fraud_detection is stopped/)
    expect(desk.settings.now['stop:fraud_detection']).toMatchObject({ by: ANA })
    await desk.close()
    expect(await answerTo('/agents', 'stop all', {}, BEN)).toContain(`<@${ANA}>`)
    expect(desk.settings.now['stop:all']).toBeUndefined()
  })

  it('starts it again', async () => {
    const settings = {
      people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
      'stop:all': { by: ANA, at: 1 },
      'stop:fraud_detection': { by: ANA, at: 1 },
    }
    expect(await answerTo('/agents', 'start fraud_detection', { settings }, ANA)).toContain('`/agents start all`')
    expect(desk.settings.now).toMatchObject({ 'stop:all': { by: ANA }, 'stop:fraud_detection': { released: true } })
    expect(Object.keys((await desk.surface.people.inForce()).stops)).toEqual(['all'])
  })

  it('stops two agents that two admins stop at the same moment', async () => {
    const settings = { people: { admin: [ANA, BEN], lead: [], reviewer: [], viewer: [] } }
    desk = await createDesk({ settings })
    await Promise.all([
      desk.send(typed('/agents', 'stop fraud_detection', ANA)),
      desk.send(typed('/agents', 'stop order_routing', BEN)),
    ])
    expect((await desk.surface.people.inForce()).stops).toMatchObject({
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
    expect(desk.replies[1]?.text).toBe(`Countersign is not set up yet: ask <@${ANA}> to open its Home tab.`)
  })

  it('makes the first who runs it admin', async () => {
    await answerTo('/agents', '', { settings: {} }, ANA)
    expect(desk.settings.now['people']).toMatchObject({ admin: [ANA] })
  })
})

describe('a record that fails', () => {
  it('leaves the person with a reference', async () => {
    const failing: DeskOptions = { queries: { findRuns: async () => Promise.reject(new Error('away')) } }
    expect(await answerTo('/order', '1042', failing)).toMatch(/did not work.*Reference [0-9a-f]{8}/)
  })
})
