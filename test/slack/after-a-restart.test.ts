// The app is stopped and started over the same record and the same workspace: what was posted before still works, from the first click on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS } from '../../blocks/ids.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import type { Message } from '../../dev/slack/contract.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { read } from '../blocks/read.ts'
import { read as readFile } from '../guards/tree.ts'
import { BEN, OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let workspace: LocalSlack
let floor: Floor
beforeEach(async () => {
  workspace = await createLocalSlack({ manifest: parse(readFile('manifest.yml')), slackRate: 50 })
}, 120_000)
afterEach(async () => {
  await floor.close()
  await workspace.stop()
})

async function asked(): Promise<{ order: SampleOrder; card: Message }> {
  floor = await createFloor({ workspace })
  const order = await floor.arrives(sampleCase('disagreement'))
  const card = floor.ben.cards(OPS)[0]
  if (!card) throw new Error('no card')
  return { order, card }
}

async function restarted(order: SampleOrder, afterMs: number): Promise<void> {
  const now = floor.world.clock() + afterMs
  await floor.close()
  floor = await createFloor({ workspace, since: { now } })
  floor.world.shop.place(order)
}

const hears = (words: string) =>
  floor.ben.until(() => floor.ben.ephemerals().find(({ text }) => text.includes(words)), { what: `to hear "${words}"` })

describe('a posted button', () => {
  it('lesson: a restart kills no button: one posted before decides after it', async () => {
    const { order, card } = await asked()
    await restarted(order, HOUR)
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
    await floor.world.settle()
    await floor.shown()
    const shown = floor.ben.messages(OPS).filter(({ ephemeral }) => !ephemeral)
    expect(shown).toHaveLength(1)
    expect(read(shown[0]?.blocks ?? [])).toContain(`approved by <@${BEN}>`)
  }, 60_000)

  it('a button of a month ago, long decided by the clock, still gets an answer', async () => {
    const { order, card } = await asked()
    await restarted(order, 30 * DAY)
    await floor.world.settle()
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    await hears('Too late: nobody answered in time')
    expect(await floor.recorded(order, 'verdict.given')).toEqual([])
  }, 60_000)
})

describe('clicks after a restart', () => {
  it('lesson: no guard against double clicks swallows a real one: the first click after a restart counts, and every further one is answered', async () => {
    const { order, card } = await asked()
    await floor.ben.click(ACTIONS.evidence, { message: card }).catch(() => undefined)
    await restarted(order, MINUTE)
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    await hears('Yours counted')
    expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
  }, 60_000)
})

describe('what was said about an outage', () => {
  it('is not said again by the next process', async () => {
    const { order } = await asked()
    workspace.control.outage(true)
    for (let round = 0; round < 5; round += 1) {
      floor.world.pass(30 * SECOND)
      await floor.reaching.reach.beat()
    }
    workspace.control.outage(false)
    await floor.reaching.reach.beat()
    await restarted(order, 10 * SECOND)
    await floor.reaching.reach.beat()
    const said = () => floor.ben.messages(OPS).filter(({ text }) => text.startsWith('Slack could not be reached'))
    expect(said()).toHaveLength(1)
    await restarted(order, 10 * SECOND)
    await floor.reaching.reach.beat()
    expect(said()).toHaveLength(1)
  }, 60_000)
})
