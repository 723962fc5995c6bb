// Two runs over one order that contradict each other, as their cards show it: both sides on one, a pointer on the other.
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { ACTIONS } from '../../blocks/ids.ts'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import { moreModal } from '../../blocks/more-modal.ts'
import { runCard } from '../../blocks/run-card.ts'
import { actions } from '../../src/actions/registry.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { Rival } from '../../src/contracts/rival.ts'
import { agentsByKey } from '../../src/slack/cards/card-context.ts'
import { cardDataOf } from '../../src/slack/cards/card-data-of.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW } from '../workflow/sample-run.ts'
import { asking, DECISION, RUN_ID } from './sample-states.ts'

const context = { actions, agents: agentsByKey(agents), hasModel: false, now: NOW + MINUTE, stops: {} }
const OTHER_RUN = '01930000-0000-7000-8000-0000000000aa'
const THEIRS = '01930000-0000-7000-8000-0000000000bb'
const rival: Rival = {
  ...{ run_id: OTHER_RUN, what: 'decision', id: THEIRS, action: 'ship', agent: 'fulfilment', confidence: 0.93 },
  reasons: ['Paid and packed', 'The carrier collects at 16:00'],
  revision: 3,
}

const withRival = (given: Rival): RunState => {
  const decision = asking.decisions[DECISION]
  if (!decision) throw new Error('nothing is asked')
  return { ...asking, decisions: { ...asking.decisions, [DECISION]: { ...decision, rival: given } } }
}
const cardOf = (state: RunState) => runCard(cardDataOf(state, context))
const buttons = (state: RunState) =>
  cardOf(state).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [{ action: element.action_id, value: JSON.parse(element.value ?? '{}') }] : [],
        )
      : [],
  )

describe('a contradiction across two runs', () => {
  it('stands on one card: both agents, what each would do, and a choice that names each run’s own decision', () => {
    const state = withRival(rival)
    const text = JSON.stringify(cardOf(state))
    for (const said of ['fulfilment', 'Paid and packed', '0.93', 'fraud', '0.62']) expect(text).toContain(said)
    expect(messageProblems(cardOf(state))).toEqual([])
    const choices = buttons(state)
    expect(choices.find(({ action }) => action === ACTIONS.chooseMine)?.value).toEqual({
      ...{ run: RUN_ID, decision: DECISION, revision: 1, verdict: 'approve' },
    })
    expect(choices.find(({ action }) => action === ACTIONS.chooseOther)?.value).toEqual({
      ...{ run: OTHER_RUN, decision: THEIRS, revision: 3, verdict: 'approve', on: RUN_ID },
    })
  })

  it('offers only "not this" where the other side is already under way', () => {
    const state = withRival({ ...rival, what: 'action', revision: null })
    expect(buttons(state).find(({ action }) => action === ACTIONS.chooseOther)?.value).toMatchObject({
      ...{ run: RUN_ID, verdict: 'reject' },
    })
  })

  it('is a pointer on the other card, which can still be answered alone from its window', () => {
    const joined = decide({ type: 'join', decision_id: DECISION, with: rival }, asking, NOW + MINUTE).state
    expect(messageProblems(cardOf(joined))).toEqual([])
    const [open, more] = buttons(joined)
    expect(open).toEqual({ action: ACTIONS.open, value: { run: OTHER_RUN } })
    expect(more?.action).toBe(ACTIONS.more)
    const window = JSON.stringify(moreModal(cardDataOf(joined, context)))
    expect(window).toContain(ACTIONS.approve)
    expect(window).toContain(ACTIONS.reject)
    const apart = decide({ type: 'join', decision_id: DECISION, with: null }, joined, NOW + MINUTE).state
    expect(buttons(apart).map(({ action }) => action)).toContain(ACTIONS.approve)
  })
})
