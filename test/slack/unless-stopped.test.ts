// Agents at the level of a veto window: announced first, begun when the window ends, unless somebody stops it; and the stop buttons on every card.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { Outage } from '../../src/workflow/input.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, OPS } from './desk.ts'
import { createLiving, type Living } from './living.ts'

let living: Living
let outages: Outage[] = []
let earned: 'L1' | 'L2' = 'L2'
afterEach(() => living.close())

async function open(level: 'L1' | 'L2' = 'L2'): Promise<void> {
  outages = []
  earned = level
  living = await createLiving({
    parts: {
      levelOf: async ({ agent }) => (agent === 'fraud_detection' ? earned : 'L1'),
      outages: async () => outages,
    },
  })
}

async function arrives(id: Parameters<typeof namedCase>[0]) {
  const { order } = namedCase(id)
  living.world.shop.place(order)
  await living.world.send(order)
  return order
}

const cards = () =>
  living.ben
    .messages(OPS)
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ blocks }) => read(blocks))
const done = () => living.world.shop.state.effects.all().map(({ action }) => action)

describe('an agent that acts unless somebody stops it', () => {
  it('says so on a card, and begins when the window after Slack’s confirmation is over', async () => {
    await open()
    await arrives('duplicate')
    await living.settled()
    expect(cards()).toHaveLength(1)
    expect(cards()[0]).toMatch(/Release it, unless stopped/)
    expect(cards()[0]).toMatch(/\*Releasing\* at .* unless stopped\n\[Stop\]/)
    expect(cards()[0]).toContain('Why nobody is asked:')
    living.world.pass(14 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    living.world.pass(2 * MINUTE)
    await living.settled()
    expect(done()).toContain('release')
    expect(cards()[0]).toContain('*Released*')
  })

  it('is stopped with one press: nothing begins, and a person is asked', async () => {
    await open()
    await arrives('duplicate')
    await living.settled()
    await living.ben.click(ACTIONS.stop)
    await living.settled()
    living.world.pass(20 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    expect(cards().join('\n')).toContain(`<@${BEN}> stopped "release" before it began`)
  })

  it('does not begin when its autonomy was taken back within the window: a person is asked', async () => {
    await open()
    await arrives('duplicate')
    await living.settled()
    earned = 'L1'
    living.world.pass(16 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    expect(cards().join('\n')).toContain('was taken back before "release" began')
  })

  it('does not begin while nobody could have seen it: its time starts when Slack is back', async () => {
    await open()
    living.local.control.outage(true)
    await arrives('duplicate')
    await living.settled()
    living.world.pass(30 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    living.local.control.outage(false)
    living.world.pass(2 * MINUTE)
    await living.settled()
    expect(cards()[0]).toMatch(/\*Releasing\* at .* unless stopped/)
    living.world.pass(14 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    living.world.pass(2 * MINUTE)
    await living.settled()
    expect(done()).toContain('release')
  })

  it('waits longer by the time in which Slack could not be reached, and the card says why', async () => {
    await open()
    await arrives('duplicate')
    await living.settled()
    const from = living.world.clock()
    outages = [{ from, to: from + 10 * MINUTE }]
    living.world.pass(16 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    expect(cards()[0]).toContain('Slack could not be reached during its window')
    living.world.pass(10 * MINUTE)
    await living.settled()
    expect(done()).toContain('release')
  })
})

describe('a stop button', () => {
  it('is shown on every open card, with who and when, until it is released', async () => {
    await open()
    await arrives('disagreement')
    await arrives('duplicate')
    await living.settled()
    expect(cards().join('\n')).not.toContain('🛑')
    await living.ana.command('/agents stop all', OPS)
    await living.ana.until(() => living.ana.ephemerals()[0], { what: 'the answer' })
    await living.settled()
    expect(cards()).toHaveLength(2)
    for (const card of cards()) expect(card).toMatch(`All agents were stopped* by <@${ANA}> at `)
    await living.ana.command('/agents start all', OPS)
    await living.ana.until(() => living.ana.ephemerals()[1], { what: 'the second answer' })
    await living.settled()
    expect(cards().join('\n')).not.toContain('🛑')
  })

  it('keeps what was announced and nobody approved from beginning, and asks instead', async () => {
    await open()
    await arrives('duplicate')
    await living.settled()
    await living.ana.command('/agents stop fraud_detection', OPS)
    await living.ana.until(() => living.ana.ephemerals()[0], { what: 'the answer' })
    living.world.pass(20 * MINUTE)
    await living.settled()
    expect(done()).not.toContain('release')
    expect(cards().join('\n')).toContain(`<@${ANA}> stopped this agent before "release" began`)
    expect(cards().join('\n')).toContain('*fraud_detection was stopped*')
  })

  it('of one agent is not on the cards that have nothing of it', async () => {
    await open('L1')
    await arrives('disagreement')
    await living.settled()
    await living.ana.command('/agents stop repair', OPS)
    await living.ana.until(() => living.ana.ephemerals()[0], { what: 'the answer' })
    await living.settled()
    expect(cards().join('\n')).not.toContain('🛑')
  })

  it('can be pressed in /agents, by an admin only', async () => {
    await open('L1')
    await living.ben.command('/agents', OPS)
    const overview = await living.ben.until(() => living.ben.ephemerals()[0], { what: 'the agents' })
    await living.ben.click(ACTIONS.stopAgent, { message: overview })
    await living.ben.until(() => living.ben.ephemerals().find(({ text }) => text.includes('Only an admin')), {
      what: 'the refusal',
    })
    await living.ana.command('/agents', OPS)
    const own = await living.ana.until(() => living.ana.ephemerals()[0], { what: 'the agents' })
    await living.ana.click('Stop all agents', { message: own })
    await living.ana.until(() => living.ana.ephemerals().find(({ text }) => text.includes('Every agent is stopped')), {
      what: 'the answer',
    })
    living.world.pass(SECOND)
    await arrives('duplicate')
    await living.settled()
    expect(done()).not.toContain('ship')
    expect(cards()[0]).toContain('was stopped by')
  })
})
