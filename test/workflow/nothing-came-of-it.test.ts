// An answer sets other questions aside. Should nothing come of it, they are questions again: no step is passed because another one failed.
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { ActionOutcome } from '../../src/workflow/input.ts'
import { nextOf } from '../../src/workflow/next.ts'
import { openDecisions, type RunState } from '../../src/workflow/state.ts'
import { carryOut, NOW, play, received, result, results, verdict } from './sample-run.ts'

/** Both of tier 1 ask, and a person cancels the order. */
function cancelled(): RunState {
  const asked = play(
    received(),
    results(
      result('fraud', 'cancel', { ask: true }),
      result('compliance', 'hold', { ask: true }),
      result('stock', 'reserve'),
    ),
    { type: 'ask' },
  ).state
  return decide(verdict(asked, 'fraud', 'approve'), asked, NOW + MINUTE).state
}

const idOf = (state: RunState): string =>
  Object.values(state.actions).find(({ action, status }) => action === 'cancel' && status === 'scheduled')?.action_id ??
  ''
const open = (state: RunState) =>
  openDecisions(state)
    .map(({ step, question }) => `${step} ${question}`)
    .sort()

function ended(state: RunState, outcome: ActionOutcome): RunState {
  const action_id = idOf(state)
  const started = decide({ type: 'start', action_ids: [action_id] }, state, NOW + 5 * MINUTE).state
  return decide({ type: 'outcome', action_id, outcome }, started, NOW + 5 * MINUTE).state
}

describe('an approved action that ends the order', () => {
  it('sets the other questions aside, and they stay aside once it is done', () => {
    expect(open(cancelled())).toEqual([])
    expect(open(carryOut(cancelled()))).toEqual([])
  })

  it.each<[string, (state: RunState) => RunState]>([
    ['fails', (state) => ended(state, { status: 'failed', because: 'the shop does not know this order' })],
    ['is refused by the shop', (state) => ended(state, { status: 'failed', because: 'no', refused: true })],
    ['is stopped', (state) => decide({ type: 'stop', action_id: idOf(state), by: 'UBEN' }, state, NOW + MINUTE).state],
    [
      'is blocked before it begins',
      (state) => {
        const outcome: ActionOutcome = { status: 'blocked', because: 'something else is under way' }
        return decide({ type: 'outcome', action_id: idOf(state), outcome }, state, NOW + 5 * MINUTE).state
      },
    ],
  ])('that %s is asked again together with what it had set aside', (_, happens) => {
    const state = happens(cancelled())
    expect(open(state)).toEqual(['compliance 2', 'fraud 2'])
    expect(nextOf(state, NOW + HOUR).calls.filter(({ ahead }) => !ahead)).toEqual([])
    const [compliance] = openDecisions(state).filter(({ step }) => step === 'compliance')
    expect(compliance?.reasons.length).toBeGreaterThan(1)
  })

  it('that fails time and again keeps the others asked, each once, until each has its own answer', () => {
    let state = ended(cancelled(), { status: 'failed', because: 'no answer' })
    state = decide(verdict(state, 'fraud', 'approve'), state, NOW + 6 * MINUTE).state
    expect(open(state)).toEqual([])
    state = ended(state, { status: 'failed', because: 'no answer' })
    expect(open(state)).toEqual(['compliance 3', 'fraud 3'])
    state = decide(verdict(state, 'compliance', 'approve'), state, NOW + 9 * MINUTE).state
    expect(carryOut(state)).toMatchObject({ phase: 'completed', outcome: 'hold' })
  })
})

describe('a hold', () => {
  const both = () =>
    play(
      received(),
      results(
        result('fraud', 'hold', { ask: true }),
        result('compliance', 'hold', { ask: true }),
        result('stock', 'reserve'),
      ),
      { type: 'ask' },
    ).state
  const held = (state: RunState) =>
    Object.values(state.actions).find(({ action }) => action === 'hold')?.action_id ?? ''
  const undone = (state: RunState): RunState => {
    const asked = decide({ type: 'undo', action_id: held(state), by: 'UANA' }, state, NOW + 2 * HOUR).state
    const outcome: ActionOutcome = { status: 'undone', ref: 'u' }
    const open = decide({ type: 'outcome', action_id: held(asked), outcome }, asked, NOW + 2 * HOUR).state
    return decide({ type: 'ask' }, open, NOW + 2 * HOUR).state
  }

  it('that is taken back is a question again, with the other one that was set aside for it', () => {
    const approved = decide(verdict(both(), 'fraud', 'approve'), both(), NOW + MINUTE).state
    const done = carryOut(approved)
    expect(done).toMatchObject({ phase: 'completed', outcome: 'hold' })
    expect(open(undone(done)).map((line) => line.split(' ')[0])).toEqual(['compliance', 'fraud'])
  })

  it('after a deadline that cannot be done, tried again by a person, asks about everything nobody answered', () => {
    const late = decide({ type: 'tick' }, both(), NOW + 400 * HOUR).state
    expect(open(late)).toEqual([])
    const started = decide({ type: 'start', action_ids: [held(late)] }, late, NOW + 400 * HOUR).state
    const outcome: ActionOutcome = { status: 'failed', because: 'no answer' }
    const dead = decide({ type: 'outcome', action_id: held(late), outcome }, started, NOW + 400 * HOUR).state
    expect(dead.phase).toBe('dead')
    const revived = decide({ type: 'revive', by: 'UANA' }, dead, NOW + 401 * HOUR).state
    expect(open(revived).map((line) => line.split(' ')[0])).toEqual(['compliance', 'fraud'])
  })
})

describe('an action that this installation cannot carry out', () => {
  const nowhere: ActionOutcome = { status: 'failed', because: 'no shop is connected', unequipped: true }

  it('is not asked again and again: the order is given to a person with the reason', () => {
    const state = ended(cancelled(), nowhere)
    expect(open(state)).toEqual([])
    expect(state).toMatchObject({
      phase: 'dead',
      ended: { because: '"cancel" cannot be carried out: no shop is connected' },
    })
  })

  it('is asked once more, with what it had set aside, when somebody has it tried again', () => {
    const dead = ended(cancelled(), nowhere)
    const revived = decide({ type: 'revive', by: 'UANA' }, dead, NOW + HOUR).state
    expect(revived.phase).toBe('open')
    expect(open(revived)).toEqual(['compliance 2', 'fraud 2'])
  })
})
