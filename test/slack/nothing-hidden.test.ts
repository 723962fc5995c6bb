// What would change a decision is never hidden: on the card it may be short, one click further it stands whole.
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'
import { moreModal } from '../../blocks/more-modal.ts'
import { runCard } from '../../blocks/run-card.ts'
import { actions } from '../../src/actions/registry.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { agentsByKey } from '../../src/slack/cards/card-context.ts'
import { cardDataOf } from '../../src/slack/cards/card-data-of.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { read } from '../blocks/read.ts'
import { NOW, openId, play, received, result, results, tierOne, verdict } from '../workflow/sample-run.ts'

const of = (state: RunState) =>
  cardDataOf(state, { actions, agents: agentsByKey(agents), hasModel: false, now: NOW + MINUTE })
const card = (state: RunState): string => {
  const blocks = runCard(of(state))
  expect(messageProblems(blocks)).toEqual([])
  return read(blocks)
}
const more = (state: RunState): string => {
  const view = moreModal(of(state))
  expect(viewProblems(view)).toEqual([])
  return JSON.stringify(view.blocks)
}

/** A draft of the longest kind, whose last words turn its meaning round. */
const body = `${'We are sorry for the delay. '.repeat(100)}Your order is cancelled.`
const drafted = (params: JsonObject) => result('routing', 'notify', { ask: true, params })
const asking = play(received(), tierOne, results(drafted({ subject: 'News', body })), { type: 'ask' }).state

describe('lesson: parameter values are never cut where it would change the decision', () => {
  it('lesson: a draft too long for the card says so, and stands whole under More', () => {
    expect(card(asking)).toMatch(/\*Body:\* We are sorry .*_\(whole under More\)_/)
    expect(card(asking)).not.toContain('cancelled')
    const whole = more(asking).replaceAll(
      /"\}\]\}\]\},\{"type":"rich_text","elements":\[\{"type":"rich_text_preformatted","elements":\[\{"type":"text","text":"/g,
      '',
    )
    expect(whole).toContain(body)
  })

  it('lesson: a change by the first of two people is shown to the second, both values whole under More', () => {
    const to = `${'Singapore '.repeat(30)}East`
    const route = result('routing', 'route', { ask: true, four_eyes: true, params: { warehouse: 'HKG' } })
    const asked = play(received(), tierOne, results(route), { type: 'ask' })
    const edited = verdict(asked.state, 'routing', 'edit', { by: 'U0ANA0001', params: { warehouse: to } })
    const { state } = play(received(), tierOne, results(route), { type: 'ask' }, edited)
    expect(state.decisions[openId(state, 'routing')]?.revision).toBe(2)
    expect(card(state)).toMatch(/\*Changed by <@U0ANA0001>:\* warehouse: HKG → Singapore .*_\(whole under More\)_/)
    expect(card(state)).toContain('*1 of 2 to use this route:* <@U0ANA0001> with a change')
    expect(more(state)).toContain(to)
    expect(more(state)).toContain('HKG')
  })
})
