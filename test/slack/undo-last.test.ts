// "Undo last" and the line about the last answer of a review: the side that was chosen is named, and what followed from it is found.
import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/contracts/clock.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { lastAnswer } from '../../src/slack/review/last-answer.ts'
import { undoLast } from '../../src/slack/review/undo-last.ts'
import type { ActionState, RunState } from '../../src/workflow/state.ts'
import { ahead, aheadShip, heldByFraud, openId, play, received, verdict } from '../workflow/sample-run.ts'
import { BEN } from './bodies.ts'
import { contradicted, rejected } from './sample-states.ts'

/** Fraud said hold and was told no: the shipment is what Ben chose. */
const no = verdict(contradicted, 'fraud', 'reject', { by: BEN })
const chosen = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' }, no).state
const decision = openId(contradicted, 'fraud')
const at = chosen.decisions[decision]?.closed?.at ?? 0

function shipping(status: ActionState['status']): RunState {
  const [reserved] = Object.values(chosen.actions)
  if (!reserved) throw new Error('the sample sets something in motion')
  const ship: ActionState = {
    ...{ ...reserved, action_id: 'ship-1', step: 'fulfilment', action: 'ship', status, scheduled_at: at },
    ...(status === 'scheduled' ? {} : { started_at: at, done_at: status === 'succeeded' ? at : null }),
  }
  return { ...chosen, actions: { ...chosen.actions, [ship.action_id]: ship } }
}

async function undone(state: RunState, now = at + MINUTE) {
  const asked: string[] = []
  const reach = (what: string) => async (request: { action_id: string }) => {
    asked.push(`${what} ${request.action_id}`)
    return { outcome: 'done' as const, state }
  }
  const engine = { state: async () => state, stopAction: reach('stop'), undoAction: reach('undo') }
  const { text, undo } = await undoLast(engine, { run: state.run_id, decision, by: BEN, now })
  return { text, undo, asked }
}

it('a choice between two agents is called by what was chosen, not a rejection', () => {
  const said = (state: RunState): string => {
    const answer: Answer = {
      ...{ outcome: 'counted', decision_id: decision, kind: 'reject', status: 'rejected', weight: 'evidence', state },
    }
    return lastAnswer({ answer, kind: 'reject', decision, tookMs: null }).text
  }
  expect(said(chosen)).toMatch(/^✅ \*#\w+\*: Ship it, as you chose\.$/)
  expect(said(rejected)).toMatch(/^❌ \*#\w+\*: rejected\.$/)
})

it('what followed from the answer is found: stopped while it has not begun, and never said to be nothing', async () => {
  const scheduled = await undone(shipping('scheduled'))
  expect(scheduled).toMatchObject({ asked: ['stop ship-1'], text: expect.stringContaining('stopped before it began') })
  expect(await undone(shipping('started'))).toMatchObject({
    asked: [],
    undo: true,
    text: expect.stringMatching(/under way/),
  })
  expect(await undone(shipping('succeeded'))).toMatchObject({ asked: ['undo ship-1'] })
  const { text, asked } = await undone(shipping('succeeded'), at + DAY)
  expect(asked).toEqual([])
  expect(text).toContain('what was done stands')
  expect(text).not.toContain('nothing in motion')
})

it('nothing that would have come without the answer is touched', async () => {
  expect(Object.values(chosen.actions).map(({ action }) => action)).toEqual(['reserve'])
  expect(await undone(chosen)).toMatchObject({ asked: [], undo: true, text: expect.stringContaining('Try again') })
})

it('a rejection that left the order to people stands, and is said to', async () => {
  const manual = { ...chosen, phase: 'dead' as const }
  expect(await undone(manual)).toMatchObject({
    asked: [],
    undo: false,
    text: expect.stringContaining('set nothing in motion'),
  })
})
