// Stop, take back, try again: asked of the record before the click is acknowledged, and only by people who may decide.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import type { Engine, Intervention } from '../../src/engine/engine.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, press } from './desk.ts'
import { asking, DECISION, dead, held, RUN_ID } from './sample-states.ts'

let desk: Desk
afterEach(() => desk.close())

async function deskWith(engine: Partial<Engine>): Promise<string[]> {
  const calls: string[] = []
  const noted = Object.entries(engine).map(([name, call]) => [
    name,
    async (request: { by: string }) => {
      calls.push(`${name} by ${request.by}`)
      return (call as (given: unknown) => unknown)(request)
    },
  ])
  desk = await createDesk({ engine: Object.fromEntries(noted) })
  return calls
}

const value = { run: RUN_ID, action: DECISION }

describe('Stop', () => {
  it('stops what has not begun, and the card shows it', async () => {
    const calls = await deskWith({ stopAction: async () => ({ outcome: 'done', state: asking }) })
    await desk.send(press({ action: ACTIONS.stop, value }))
    expect(calls).toEqual([`stopAction by ${BEN}`])
    expect(desk.story.map((line) => line.split(':')[0])).toEqual(['ack', 'message'])
  })

  it('says that it was too late, and shows how it stands', async () => {
    await deskWith({ stopAction: async () => ({ outcome: 'too_late', state: held }) })
    await desk.send(press({ action: ACTIONS.stop, value }))
    expect(desk.replies.map(({ to }) => to)).toEqual(['message', 'person'])
    expect(desk.replies[1]?.text).toMatch(/Too late to stop/)
  })

  it('is not for people who may not decide', async () => {
    const calls = await deskWith({ stopAction: async () => ({ outcome: 'done', state: asking }) })
    await desk.send(press({ action: ACTIONS.stop, value, user: CHLOE }))
    expect(calls).toEqual([])
    expect(desk.replies[0]?.text).toMatch(/Only reviewers, leads and admins/)
  })

  it('names whom to ask: an admin who is still there', async () => {
    await deskWith({})
    desk.settings.now['people'] = { admin: [ANA, BEN], lead: [], reviewer: [], viewer: [] }
    desk.slack.control.setUser({ id: ANA, deleted: true })
    await desk.send(press({ action: ACTIONS.stop, value, user: CHLOE }))
    expect(desk.replies[0]?.text).toContain(`Ask <@${BEN}> to name you`)
    expect(desk.replies[0]?.text).not.toContain(ANA)
  })

  it('fails closed when Slack does not say who is asking', async () => {
    const calls = await deskWith({ stopAction: async () => ({ outcome: 'done', state: asking }) })
    desk.slack.control.fault({ kind: 'server_error', method: 'users.info', times: 1 })
    await desk.send(press({ action: ACTIONS.stop, value }))
    expect(calls).toEqual([])
    expect(desk.replies[0]?.text).toMatch(/could not be confirmed \(Slack did not say who is asking\)/)
  })
})

describe('Take back', () => {
  it('says that it is being taken back, or cannot be any more', async () => {
    await deskWith({ undoAction: async () => ({ outcome: 'too_late', state: held }) })
    await desk.send(press({ action: ACTIONS.undo, value }))
    expect(desk.replies[1]?.text).toMatch(/cannot be taken back any more/)
  })

  it('answers a button of a run that is not in the record', async () => {
    await deskWith({ undoAction: async () => null })
    await desk.send(press({ action: ACTIONS.undo, value }))
    expect(desk.replies[0]?.text).toMatch(/belongs to nothing/)
  })
})

describe('Try again', () => {
  it('lets a dead run go on', async () => {
    const calls = await deskWith({
      revive: async () => ({ outcome: 'done', state: { ...dead, phase: 'open', ended: null } }),
    })
    await desk.send(press({ action: ACTIONS.revive, value: { run: RUN_ID } }))
    expect(calls).toEqual([`revive by ${BEN}`])
    expect(desk.replies.map(({ to }) => to)).toEqual(['message'])
  })

  it('says so when there was nothing to try again, and shows how it stands', async () => {
    await deskWith({ revive: async () => ({ outcome: 'too_late', state: held }) })
    await desk.send(press({ action: ACTIONS.revive, value: { run: RUN_ID } }))
    expect(desk.replies.map(({ to }) => to)).toEqual(['message', 'person'])
    expect(desk.replies[1]?.text).toMatch(/^Nothing to try again/)
  })
})

describe('a click that the record refuses', () => {
  it.each([ACTIONS.stop, ACTIONS.undo, ACTIONS.revive])(
    '%s: says why and whom to ask, and shows no new card',
    async (action) => {
      const refusal = async (): Promise<Intervention> => ({
        outcome: 'forbidden',
        because: 'US$ 704 is above your limit',
        who: [ANA],
        state: held,
      })
      await deskWith({ stopAction: refusal, undoAction: refusal, revive: refusal })
      await desk.send(press({ action, value }))
      expect(desk.replies).toEqual([
        { to: 'person', text: `✋ Not counted: US$ 704 is above your limit. Ask <@${ANA}>.` },
      ])
    },
  )
})
