// The same delivery again: worked on once, acknowledged alike, and new again only when nobody had worked on it.
import type { ReceiverEvent } from '@slack/bolt'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import { deliveredOnce } from '../../src/slack/delivered-once.ts'

const log = pino({ level: 'silent' })
const pressed = (trigger_id: string) => ({ type: 'block_actions', trigger_id, actions: [{ action_ts: '1.1' }] })

function line(work: (event: ReceiverEvent) => Promise<void>) {
  let now = 0
  const acks: unknown[] = []
  const { processEvent } = deliveredOnce(work, { clock: () => now, log })
  return {
    acks,
    pass(ms: number) {
      now += ms
    },
    deliver: (body: Record<string, unknown>) =>
      processEvent({
        body,
        ack: async (response?: unknown) => {
          acks.push(response)
        },
      }),
  }
}

describe('a delivery that comes again', () => {
  it('gets the acknowledgement of the first, also while that is worked on', async () => {
    let worked = 0
    let finish: () => void = () => undefined
    const busy = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { deliver, acks } = line(async ({ ack }) => {
      worked += 1
      await busy
      await ack({ response_action: 'errors' })
    })
    const both = [deliver(pressed('t1')), deliver(pressed('t1'))]
    expect(acks).toEqual([])
    finish()
    await Promise.all(both)
    await deliver(pressed('t1'))
    expect(worked).toBe(1)
    expect(acks).toEqual([{ response_action: 'errors' }, { response_action: 'errors' }, { response_action: 'errors' }])
  })

  it('is worked on when the first attempt failed before anybody looked at it', async () => {
    let worked = 0
    const { deliver, acks } = line(async ({ ack }) => {
      worked += 1
      if (worked === 1) throw new Error('who is this workspace')
      await ack()
    })
    await expect(deliver(pressed('t1'))).rejects.toThrow('who is this workspace')
    await deliver(pressed('t1'))
    expect(worked).toBe(2)
    expect(acks).toHaveLength(1)
  })

  it('is not acknowledged when nobody acknowledged the first', async () => {
    const { deliver, acks } = line(async () => undefined)
    await deliver(pressed('t1'))
    await deliver(pressed('t1'))
    expect(acks).toEqual([])
  })

  it('is told from another press, another event, and what has no id at all', async () => {
    const seen: unknown[] = []
    const { deliver, pass } = line(async ({ body }) => {
      seen.push(body)
    })
    for (const body of [pressed('t1'), pressed('t2'), { event_id: 'Ev1' }, { event_id: 'Ev2' }, {}, {}])
      await deliver(body)
    expect(seen).toHaveLength(6)
    pass(11 * MINUTE)
    await deliver({ event_id: 'Ev1' })
    expect(seen).toHaveLength(7)
  })
})
