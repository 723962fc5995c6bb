// Slack away for ten minutes, with the real engine and a clock of our own: who gets more time, who cannot wait, and what is said afterwards.

import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS } from '../../blocks/ids.ts'
import { createLocalSlack } from '../../dev/slack/local-slack.ts'
import type { Configuration } from '../../src/assembly/configuration.ts'
import { DAY, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { contentHash } from '../../src/contracts/json.ts'
import { createReaching } from '../../src/slack/reach/reaching.ts'
import { read } from '../blocks/read.ts'
import { read as readFile } from '../guards/tree.ts'
import { OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let floor: Floor
afterEach(() => floor.close())

const inOps = () => floor.ben.messages(OPS).filter(({ ephemeral }) => !ephemeral)
const said = () => inOps().filter(({ text }) => text.startsWith('Slack could not be reached'))
/** Said on the reach's own beat, a turn of its channel later. */
async function caughtUp(): Promise<void> {
  for (let turn = 0; turn < 200 && said().length === 0; turn += 1) {
    await passes(SECOND, SECOND)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const open = () => floor.world.ledger.queries.openDecisions({ limit: 10 })

/** Our clock goes on; everything that is looked at every few seconds is looked at. */
async function passes(ms: number, everyMs = 30 * SECOND): Promise<void> {
  for (let left = ms; left > 0; left -= everyMs) {
    floor.world.pass(Math.min(left, everyMs))
    await floor.reaching.reach.beat()
    await floor.world.settle()
    await floor.slack.outbox.pump()
  }
}

async function away(ms: number): Promise<void> {
  floor.local.control.outage(true)
  await passes(ms)
  floor.local.control.outage(false)
  await passes(30 * SECOND, 5 * SECOND)
}

/** Express parcels leave at 23:30 in Hong Kong, an hour and a half after our clock begins; what must be packed by then is answered by 23:00. */
function withCollection(configuration: Configuration): Configuration {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const cut_offs = [{ at: '23:30', time_zone: 'Asia/Hong_Kong', days: [...days], shipping_methods: ['Express'] }]
  const policy = { ...configuration.config.policy, cut_offs }
  const config = { ...configuration.config, policy }
  return { ...configuration, config, hash: contentHash(config) }
}

describe('Slack that cannot be reached', () => {
  it('for less than a minute is no outage', async () => {
    floor = await createFloor()
    await floor.arrives(sampleCase('disagreement'))
    await away(50 * SECOND)
    expect(await floor.reaching.outages.recent()).toEqual([])
    expect(said()).toEqual([])
  })

  it('for ten minutes gives people the time back, and says so once', async () => {
    floor = await createFloor()
    const order = await floor.arrives(sampleCase('disagreement'))
    const deadline = (await open())[0]?.deadline ?? 0
    floor.world.pass(deadline - floor.world.clock() - 5 * MINUTE)
    await away(10 * MINUTE)
    const [outage] = await floor.reaching.outages.recent()
    expect((outage?.to ?? 0) - (outage?.from ?? 0)).toBeGreaterThanOrEqual(9 * MINUTE)
    expect((await open())[0]?.deadline).toBeGreaterThan(deadline)
    await caughtUp()
    expect(said().map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Slack could not be reached <!date[^>]+>–<!date[^>]+>\. 1 question got more time\.$/),
    ])
    await passes(2 * MINUTE)
    expect(said()).toHaveLength(1)
    expect(await floor.ben.click(ACTIONS.chooseMine)).toEqual({ status: 'ok' })
    expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
  })

  it('holds what cannot wait for it, and names it with what could not wait', async () => {
    floor = await createFloor({ configuration: withCollection })
    await floor.arrives(sampleCase('disagreement'))
    await floor.arrives(sampleCase('high_value'))
    expect(await open()).toHaveLength(2)
    const [express, standard] = await open()
    floor.world.pass((express?.deadline ?? 0) - floor.world.clock() - 3 * MINUTE)
    await away(10 * MINUTE)
    expect((await open()).map(({ number }) => number)).toEqual([standard?.number])
    await caughtUp()
    expect(said().map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /1 question got more time\. 1 could not wait and was held: #1042 \(ships by 23:30 \(Hong Kong\)\)\.$/,
      ),
    ])
    expect(floor.effects()).toContain('hold')
    expect(
      inOps()
        .map(({ blocks }) => read(blocks))
        .join('\n'),
    ).toContain('nobody answered by')
  })

  it('leaves cards behind that catch up most urgent first, with the message about it', async () => {
    floor = await createFloor({ configuration: withCollection })
    floor.local.control.outage(true)
    await passes(90 * SECOND)
    for (const id of ['high_value', 'cancelled', 'disagreement'] as const) await floor.arrives(sampleCase(id))
    expect(inOps()).toEqual([])
    floor.local.control.outage(false)
    await passes(30 * SECOND, SECOND)
    await caughtUp()
    const order = inOps()
      .filter(({ text }) => !text.startsWith('Slack could'))
      .map(({ text }) => /#(\d+)/.exec(text)?.[1])
    expect(order[0]).toBe('1042')
    expect(order).toHaveLength(3)
    expect(said()).toHaveLength(1)
  })

  it('through its sockets alone counts as well, however well its API answers', async () => {
    floor = await createFloor()
    const { reach, outages } = floor.reaching
    reach.sockets(0)
    await passes(2 * MINUTE)
    expect(await outages.recent()).toEqual([{ from: expect.any(Number), to: null }])
    reach.sockets(1)
    await passes(5 * SECOND)
    expect((await outages.recent())[0]?.to).not.toBeNull()
  })
})

describe('an installation that starts while Slack is away', () => {
  it('keeps its cut-offs without Slack, and joins when Slack answers', async () => {
    const workspace = await createLocalSlack({ manifest: parse(readFile('manifest.yml')), slackRate: 50 })
    workspace.control.outage(true)
    floor = await createFloor({ configuration: withCollection, workspace })
    expect(floor.slack.isJoined()).toBe(false)
    await floor.arrives(sampleCase('disagreement'))
    await floor.arrives(sampleCase('high_value'))
    floor.world.pass(((await open())[0]?.deadline ?? 0) - floor.world.clock() + SECOND)
    await floor.world.settle()
    expect(floor.effects()).toContain('hold')
    expect(inOps()).toEqual([])
    workspace.control.outage(false)
    await floor.ben.until(() => (floor.slack.isJoined() ? true : undefined), { what: 'Slack to be joined' })
    await passes(5 * SECOND, SECOND)
    expect(inOps().length).toBeGreaterThan(0)
    await floor.close()
    await workspace.stop()
    floor = await createFloor()
  })
})

describe('an outage in the record', () => {
  it('that is open when its process is gone ends with its last sign of life', async () => {
    floor = await createFloor()
    floor.local.control.outage(true)
    await passes(5 * MINUTE)
    const lastSign = floor.world.clock()
    floor.world.pass(60 * MINUTE)
    floor.local.control.outage(false)
    const later = createReaching({
      settings: floor.world.ledger.settings,
      clock: floor.world.clock,
      log: pino({ level: 'silent' }),
    })
    await later.reach.beat()
    const [outage] = await later.outages.recent()
    expect(outage?.to).toBeGreaterThan(lastSign - MINUTE)
    expect(outage?.to).toBeLessThanOrEqual(lastSign)
  })

  it('is not made by a process that alone is cut off while another one reaches Slack', async () => {
    floor = await createFloor()
    const parts = { settings: floor.world.ledger.settings, clock: floor.world.clock, log: pino({ level: 'silent' }) }
    const cutOff = createReaching(parts)
    cutOff.reach.sockets(0)
    for (let round = 0; round < 10; round += 1) {
      floor.world.pass(20 * SECOND)
      await cutOff.reach.beat()
      await floor.reaching.reach.beat()
    }
    expect((await floor.reaching.outages.all()).length).toBe(1)
    expect(await floor.reaching.outages.recent()).toEqual([])
  })

  it('is one, when two processes notice it at the same time, and one of them speaks of it', async () => {
    floor = await createFloor()
    await floor.arrives(sampleCase('disagreement'))
    const parts = { settings: floor.world.ledger.settings, clock: floor.world.clock, log: pino({ level: 'silent' }) }
    const other = createReaching(parts)
    other.reach.sockets(0)
    floor.reaching.reach.sockets(0)
    floor.world.pass(2 * MINUTE)
    await Promise.all([other.reach.beat(), floor.reaching.reach.beat()])
    expect(await floor.reaching.outages.all()).toHaveLength(1)
  })

  it('is forgotten after a week', async () => {
    floor = await createFloor()
    floor.reaching.reach.sockets(0)
    await passes(2 * MINUTE)
    floor.reaching.reach.sockets(2)
    await passes(5 * SECOND)
    expect(await floor.reaching.outages.recent()).toHaveLength(1)
    floor.world.pass(8 * DAY)
    expect(await floor.reaching.outages.recent()).toEqual([])
  })
})
