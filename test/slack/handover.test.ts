// A change of shift: what the one leaves to the next, once, in the channel.
import { afterEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { Hours } from '../../src/contracts/hours.ts'
import { BEN, CHLOE } from './desk.ts'
import { createTimedDesk, type TimedDesk, type TimedPolicy } from './timed-desk.ts'

let desk: TimedDesk
/** The first database of a file takes its time. */
afterEach(() => desk.close())

// The world begins on a Tuesday at 22:00 in Hong Kong; the late shift ends at midnight.
const shifts: Hours = {
  time_zone: 'Asia/Hong_Kong',
  shifts: [
    { name: 'late', from: '16:00', to: '24:00' },
    { name: 'night', from: '00:00', to: '08:00' },
  ],
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
}
const open = async (policy: TimedPolicy = {}): Promise<void> => {
  desk = await createTimedDesk({
    deadlines: { default: 6 * HOUR, by_step: {} },
    hours: { default: shifts, teams: {} },
    ...policy,
  })
}
const handovers = () => desk.inChannel().filter((text) => text.startsWith('# Handover'))

describe('a change of shift', () => {
  it('lists what is open by deadline, claimed and promised', async () => {
    await open()
    const [first, second] = await desk.ask(3)
    const { engine, ledger, runOf, clock } = desk.world
    if (!first || !second) throw new Error('nothing was asked')
    const [claimed, passed] = [await runOf(first), await runOf(second)]
    const [decision] = Object.values(passed.decisions)
    await engine.pass({
      run_id: passed.run_id,
      decision_id: decision?.decision_id ?? '',
      by: BEN,
      to: { kind: 'person', id: CHLOE },
    })
    await ledger.claims.take(claimed.run_id, BEN, clock(), clock() + 3 * HOUR)
    await desk.pass(2 * HOUR - SECOND)
    expect(handovers()).toEqual([])
    await desk.pass(SECOND)
    expect(handovers()).toHaveLength(1)
    const [text = ''] = handovers()
    expect(text).toContain('# Handover at 00:00 (Hong Kong)')
    expect(text).toContain('late ends, night begins')
    expect(text).toMatch(/\*3 open\*: 3 before <!date/)
    expect(text).toMatch(new RegExp(`\\*Claimed:\\* 1. <@${BEN}> is looking at <http[^|]+\\|Cancel order #2001\\?>`))
    expect(text).toMatch(
      new RegExp(`\\*Promised:\\* 1. <@${CHLOE}> was asked to answer <http[^|]+\\|Cancel order #2002\\?>`),
    )
  })

  it('says what expired since the last one', async () => {
    await open({ deadlines: { default: HOUR, by_step: {} } })
    await desk.ask(2)
    await desk.pass(HOUR)
    await desk.pass(HOUR)
    expect(handovers()[0]).toMatch(/Nothing is open\.[\s\S]*\*Expired since <!date[^>]+>:\* 2\./)
  })

  it('is said once by two processes, and once over a restart', async () => {
    await open()
    await desk.ask(1)
    desk.world.pass(2 * HOUR)
    await Promise.all([desk.reminders.pump(), desk.other().reminders.pump()])
    await desk.restart()
    await desk.pass(MINUTE)
    expect(handovers()).toHaveLength(1)
  })

  it('that was missed is said up to half an hour late, and not after that', async () => {
    await open()
    await desk.ask(1)
    await desk.pass(2 * HOUR + 31 * MINUTE)
    expect(handovers()).toEqual([])
    await desk.close()
    await open()
    await desk.ask(1)
    await desk.pass(2 * HOUR + 29 * MINUTE)
    expect(handovers()).toHaveLength(1)
  })

  it('is tried again when Slack is not well', async () => {
    await open()
    await desk.ask(1)
    desk.slack.control.outage(true)
    await desk.pass(2 * HOUR)
    desk.slack.control.outage(false)
    await desk.pass(6 * SECOND)
    expect(handovers()).toHaveLength(1)
  })
})

describe('silence', () => {
  it('is kept when there is nothing to hand over', async () => {
    await open()
    await desk.pass(2 * HOUR)
    expect(desk.inChannel()).toEqual([])
  })

  it('is kept where somebody is always there', async () => {
    await open({ hours: { default: { ...shifts, shifts: [{ from: '00:00', to: '24:00' }] }, teams: {} } })
    await desk.ask(1)
    await desk.pass(2 * HOUR)
    expect(handovers()).toEqual([])
  })
})
