// The edit form while the record is slow: answered within Slack's three seconds, and nothing that was entered is lost.
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { editField, VIEWS } from '../../blocks/ids.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import type { VerdictRequest } from '../../src/contracts/verdict.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { BEN, createDesk, type Desk, submit } from './desk.ts'
import { editing, editTarget } from './editing-state.ts'
import { held } from './sample-states.ts'

let desk: Desk
let asked: VerdictRequest[]
afterEach(() => desk.close())

const counted: Answer = {
  outcome: 'counted',
  decision_id: '',
  kind: 'edit',
  status: 'edited',
  weight: 'evidence',
  state: held,
}
const carrier = (value: string) => ({ [editField('carrier')]: { type: 'static_select', selected_option: { value } } })
const slowly = async (engine: { state?: number; answer?: number }) => {
  asked = []
  desk = await createDesk({
    engine: {
      state: async () => {
        await delay(engine.state ?? 0)
        return editing
      },
      answer: async (request) => {
        asked.push(request)
        await delay(engine.answer ?? 0)
        return counted
      },
    },
  })
}

describe('the edit form', () => {
  it('keeps what was entered when the record is too slow to be read, and asks it nothing', async () => {
    await slowly({ state: 2_500 })
    const acked = await desk.send(submit({ callback: VIEWS.edit, metadata: editTarget, values: carrier('Heron') }))
    expect(acked).toMatchObject({
      response_action: 'errors',
      errors: { [editField('carrier')]: expect.stringContaining('Your values are kept') },
    })
    expect(asked).toEqual([])
  })

  it('answers within two seconds however they are spent, keeps what was entered, and tells what became of it', async () => {
    await slowly({ state: 1_200, answer: 1_500 })
    const acked = await desk.send(submit({ callback: VIEWS.edit, metadata: editTarget, values: carrier('Heron') }))
    expect(desk.ackedAfter()).toBeLessThan(2_400)
    expect(acked).toMatchObject({
      response_action: 'errors',
      errors: { [editField('carrier')]: expect.stringContaining('Not confirmed yet') },
    })
    const told = createReviewer(desk.slack, BEN)
      .messages('app')
      .map(({ text }) => text)
    expect(told).toEqual([expect.stringContaining('Your answer counted')])
  })
})
