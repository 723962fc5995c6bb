// Unanswered questions: who hears of them, how often, and what happens in the end, with time moved by hand.
import { afterEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { howMany } from '../setup/how-many.ts'
import { ANA, BEN, CHLOE } from './desk.ts'
import { createTimedDesk, type TimedDesk, type TimedPolicy } from './timed-desk.ts'

const UNANSWERED = howMany({ usually: 12, inCi: 59 })
let desk: TimedDesk
afterEach(() => desk.close())

const open = async (policy: TimedPolicy = {}): Promise<void> => {
  desk = await createTimedDesk({ deadlines: { default: 4 * HOUR, by_step: {} }, ...policy })
}
const decisionOf = async (number: string) => {
  const [found] = await desk.world.ledger.queries.findRuns({ kind: 'any', value: number }, 1)
  const state = await desk.world.engine.state(found?.run_id ?? '')
  if (!state) throw new Error(`no run for ${number}`)
  return { state, decision: Object.values(state.decisions)[0] }
}

describe('lesson: 59 unanswered questions cannot happen quietly: reminders, then the next person, then the fallback', () => {
  it('one message to the reviewer, one to the lead, one to the admin, and every order is on hold in the end', async () => {
    await open({ backlog: { brief_above: 100 } })
    await desk.ask(UNANSWERED)
    expect(desk.told(BEN)).toEqual([])
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect(desk.told(BEN)).toHaveLength(1)
    expect(desk.told(BEN)[0]).toContain(`You have ${UNANSWERED} questions waiting; ${UNANSWERED} must be answered by`)
    expect(desk.told(BEN)[0]).toContain(`and ${UNANSWERED - 5} more`)
    expect(desk.told(CHLOE)).toEqual([])
    await desk.pass(15 * MINUTE)
    expect(desk.told(CHLOE)).toHaveLength(1)
    await desk.pass(10 * MINUTE)
    expect([BEN, CHLOE, ANA].map((user) => desk.told(user).length)).toEqual([1, 1, 1])
    const asking = desk.inChannel().filter((text) => text.startsWith('# Cancel order'))
    expect(asking.map((text) => text.includes('⏫ Escalated to the admins at'))).toEqual(Array(UNANSWERED).fill(true))
    for (const time of [5 * MINUTE, SECOND]) await desk.pass(time)
    expect(await desk.world.ledger.queries.countOpen()).toBe(0)
    expect(desk.world.shop.state.effects.all().filter(({ action }) => action === 'hold')).toHaveLength(UNANSWERED)
    const held = desk.inChannel().filter((text) => text.startsWith('# Order'))
    expect(held.length).toBe(UNANSWERED)
    expect(held.every((text) => /nobody answered by .*, so the order was put on hold/.test(text))).toBe(true)
  }, 60_000)
})

describe('a reminder', () => {
  async function toldOfTwo(): Promise<void> {
    await open()
    await desk.ask(1)
    await desk.pass(10 * MINUTE)
    await desk.ask(1, 2101)
    await desk.pass(45 * MINUTE)
    await desk.ask(1, 2201)
    await desk.pass(2 * HOUR + 36 * MINUTE)
    expect(desk.told(BEN)).toEqual([expect.stringContaining('You have 1 question waiting; it must be answered by')])
    await desk.pass(10 * MINUTE)
  }

  it('is changed in place within half an hour, and is a new one after that', async () => {
    await toldOfTwo()
    expect(desk.told(BEN)).toEqual([expect.stringContaining('You have 2 questions waiting')])
    await desk.pass(45 * MINUTE)
    expect(desk.told(BEN)).toHaveLength(2)
  })

  it('that Slack took without saying so is looked up, not sent again', async () => {
    await toldOfTwo()
    desk.slack.control.fault({ kind: 'drop_after_effect', method: 'chat.postMessage', times: 1 })
    await desk.pass(45 * MINUTE)
    await desk.pass(MINUTE)
    expect([desk.slack.control.stats().calls['conversations.history'], desk.told(BEN).length]).toEqual([1, 2])
  })

  it('names at most five, each with its link, and opens the most urgent one', async () => {
    await open()
    await desk.ask(7)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    const [text = ''] = desk.told(BEN)
    expect(text.match(/• <http[^|]+\|/g)).toHaveLength(5)
    expect(text).toContain('and 2 more')
    expect(text).toContain('[Start review]')
  })

  it('is sent once by two processes that look at the same moment', async () => {
    await open()
    await desk.ask(3)
    desk.world.pass(3 * HOUR + 31 * MINUTE)
    await desk.world.settle()
    const second = desk.other()
    await Promise.all([desk.reminders.pump(), second.reminders.pump(), desk.reminders.pump()])
    await desk.reminders.pump()
    expect(desk.told(BEN)).toHaveLength(1)
    expect(desk.slack.control.stats().calls['chat.postMessage']).toBe(3 + 1)
  })

  it('is tried again when Slack is not well, and not lost', async () => {
    await open()
    await desk.ask(1)
    desk.slack.control.outage(true)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    desk.slack.control.outage(false)
    expect(desk.told(BEN)).toEqual([])
    await desk.pass(5 * SECOND)
    expect(desk.told(BEN)).toHaveLength(1)
  })

  it('goes nowhere for a question that was answered meanwhile', async () => {
    await open()
    await desk.ask(1)
    const { state, decision } = await decisionOf('2001')
    await desk.world.engine.answer({
      run_id: state.run_id,
      decision_id: decision?.decision_id ?? '',
      revision: 1,
      kind: 'reject',
      by: BEN,
      reason_code: 'other',
    })
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect(desk.told(BEN)).toEqual([])
  })
})

describe('who hears of it', () => {
  it('is the person it was passed to, and only they', async () => {
    await open()
    await desk.ask(1)
    const { state, decision } = await decisionOf('2001')
    const to = { kind: 'person', id: CHLOE } as const
    await desk.world.engine.pass({ run_id: state.run_id, decision_id: decision?.decision_id ?? '', by: BEN, to })
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect([desk.told(CHLOE).length, desk.told(BEN).length]).toEqual([1, 0])
  })

  it('is whoever looks at the case right now', async () => {
    await open()
    await desk.ask(1)
    const { state } = await decisionOf('2001')
    const now = desk.world.clock()
    await desk.world.ledger.claims.take(state.run_id, CHLOE, now, now + 4 * HOUR)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect([desk.told(CHLOE).length, desk.told(BEN).length]).toEqual([1, 0])
  })

  it('are those on call, before the other reviewers', async () => {
    await open({ on_call: { default: [CHLOE] } })
    await desk.ask(1)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect([desk.told(CHLOE).length, desk.told(BEN).length]).toEqual([1, 0])
  })

  it('are only people who may decide it: above the reviewers, the leads', async () => {
    await open()
    await desk.world.ledger.settings.put('limits_usd', { reviewer: 1, lead: null, admin: null }, ANA, 0)
    await desk.ask(1)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect([desk.told(CHLOE).length, desk.told(BEN).length]).toEqual([1, 0])
  })

  it('are the admins, who are told why, when nobody may', async () => {
    await open()
    await desk.world.ledger.settings.put('limits_usd', { reviewer: 1, lead: 1, admin: 1 }, ANA, 0)
    await desk.ask(1)
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect([desk.told(CHLOE).length, desk.told(BEN).length]).toEqual([0, 0])
    expect(desk.told(ANA)).toEqual([expect.stringMatching(/nobody may answer this: .* is above the limit of an admin/)])
  })
})

describe('quiet hours', () => {
  // The world begins on a Tuesday at 14:00 in UTC.
  const day = {
    time_zone: 'Etc/UTC',
    shifts: [{ from: '09:00', to: '17:00' }],
    days: ['tue', 'wed'] as ('tue' | 'wed')[],
  }

  it('keep a reminder until the next shift begins', async () => {
    await open({ deadlines: { default: 20 * HOUR, by_step: {} }, hours: { default: day, teams: {} } })
    await desk.ask(1)
    await desk.pass(18 * HOUR + 59 * MINUTE)
    expect(desk.told(BEN)).toEqual([])
    await desk.pass(31 * MINUTE)
    expect(desk.told(BEN)).toHaveLength(1)
  })

  it('hold back none whose deadline comes before anybody is back, or cannot move', async () => {
    await open({ deadlines: { default: 10 * HOUR, by_step: {} }, hours: { default: day, teams: {} } })
    await desk.ask(1)
    await desk.pass(9 * HOUR + 31 * MINUTE)
    expect(desk.told(BEN)).toHaveLength(1)
  })

  it('forget nobody whose turn came while it was quiet', async () => {
    const reminders = [
      { before: 3 * HOUR, to: 'owners' },
      { before: 2 * HOUR, to: 'lead' },
    ]
    await open({ deadlines: { default: 20 * HOUR, by_step: {} }, hours: { default: day, teams: {} }, reminders })
    await desk.ask(1)
    await desk.pass(18 * HOUR + 30 * MINUTE)
    expect([desk.told(BEN).length, desk.told(CHLOE).length]).toEqual([0, 0])
    await desk.pass(31 * MINUTE)
    expect([desk.told(BEN).length, desk.told(CHLOE).length]).toEqual([1, 1])
  })
})

describe('a restart that keeps only the record', () => {
  it('reminds, escalates and expires at the same moments as without it', async () => {
    await open()
    await desk.ask(2)
    await desk.restart()
    await desk.pass(3 * HOUR + 31 * MINUTE)
    expect(desk.told(BEN)).toHaveLength(1)
    await desk.restart()
    await desk.pass(SECOND)
    expect(desk.told(BEN)).toHaveLength(1)
    await desk.pass(15 * MINUTE)
    expect(desk.told(CHLOE)).toHaveLength(1)
    await desk.restart()
    await desk.pass(15 * MINUTE)
    await desk.pass(SECOND)
    const { state, decision } = await decisionOf('2001')
    expect(decision?.status).toBe('expired')
    expect(decision?.closed?.at).toBe(desk.world.clock() - SECOND)
    expect(state.outcome).toBe('hold')
    expect([desk.told(BEN).length, desk.told(CHLOE).length]).toEqual([1, 1])
  })
})

describe('lesson: a timeout is an input the workflow decides on', () => {
  it('puts the order on hold, says so, and taking that back puts the question again', async () => {
    await open()
    await desk.ask(1)
    await desk.pass(4 * HOUR)
    await desk.pass(SECOND)
    const { state } = await decisionOf('2001')
    expect(state).toMatchObject({ phase: 'completed', outcome: 'hold' })
    expect(desk.inChannel().join('\n')).toMatch(/nobody answered by .*, so the order was put on hold/)
    expect(desk.inChannel().join('\n')).toContain('[Take back, ask again]')
    const hold = Object.values(state.actions).find(({ action }) => action === 'hold')
    await desk.world.engine.undoAction({ run_id: state.run_id, action_id: hold?.action_id ?? '', by: BEN })
    await desk.pass(SECOND)
    await desk.pass(SECOND)
    expect(await desk.world.ledger.queries.countOpen()).toBeGreaterThan(0)
    expect(desk.inChannel().at(-1)).toContain('[Reject]')
  })
})
