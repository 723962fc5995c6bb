// The edit form says what an edit comes to while it is entered: what changes, what follows, or why it cannot be.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS, editField } from '../../blocks/ids.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { read } from '../blocks/read.ts'
import { BEN, createDesk, type Desk, press } from './desk.ts'
import { editing, editTarget } from './editing-state.ts'

let desk: Desk
beforeEach(async () => {
  desk = await createDesk({ state: editing })
  const trigger = desk.slack.workspace.triggers.issue({ user: BEN, viewId: null })
  await desk.send(press({ action: ACTIONS.edit, value: editTarget, trigger }))
})
afterEach(() => desk.close())

const open = () => {
  const found = createReviewer(desk.slack, BEN).view()
  if (!found) throw new Error('no window is open')
  return found
}
const shown = () => read(open().view.blocks)
const updates = () => desk.slack.control.stats().calls['views.update'] ?? 0

/** A choice in the form as Slack tells of it: `hash` is the window's at that moment. */
const chosen = (carrier: string, hash = open().hash) => {
  const id = editField('carrier')
  const value = { type: 'static_select', selected_option: { value: carrier } }
  const view = { id: open().id, type: 'modal', hash, private_metadata: JSON.stringify(editTarget) }
  return desk.send({
    type: 'block_actions',
    team: { id: 'T0LOCAL01' },
    user: { id: BEN },
    trigger_id: 'any',
    container: { type: 'view', view_id: view.id },
    view: { ...view, state: { values: { [id]: { [id]: value } } } },
    actions: [{ ...value, action_id: id, block_id: id, action_ts: '1' }],
  })
}

describe('an edit form', () => {
  it('hears of its choices at once, and says nothing of a change before there is one', () => {
    const carrier = open().view.blocks.find(({ block_id }) => block_id === editField('carrier'))
    expect(carrier).toMatchObject({ dispatch_action: true })
    expect(shown()).not.toContain('You change')
  })

  it('says what was and what is now, in one change of the window', async () => {
    const before = updates()
    await chosen('Heron')
    expect(shown()).toContain('*You change* carrier: was Kestrel → now *Heron*')
    expect(updates() - before).toBe(1)
    await chosen('Kestrel')
    expect(shown()).toContain('As proposed.')
    expect(shown()).not.toContain('You change')
  })

  it('shows where two quick choices have come to, though the second was made in the window as it was before the first', async () => {
    const { hash } = open()
    await Promise.all([chosen('Heron', hash), chosen('Kestrel', hash)])
    expect(shown()).toContain('As proposed.')
    await chosen('Heron', hash)
    expect(shown()).toContain('now *Heron*')
  })
})
