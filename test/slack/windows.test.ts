// Windows over a card: open at once, filled from the record, closed to strangers, and their forms answered like any click.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS, editField, FIELDS, VIEWS } from '../../blocks/ids.ts'
import { rejectModal } from '../../blocks/reject-modal.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import type { VerdictRequest } from '../../src/contracts/verdict.ts'
import type { Answer } from '../../src/engine/engine.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, OPS, press, submit } from './desk.ts'
import { editing, editTarget } from './editing-state.ts'
import { asking, DECISION, held, RUN_ID, target } from './sample-states.ts'

let desk: Desk
let asked: VerdictRequest[]
let answer: Answer
let state: RunState | null
let opened: [string, string][]

beforeEach(async () => {
  asked = []
  opened = []
  state = asking
  answer = { outcome: 'counted', decision_id: '', kind: 'reject', status: 'rejected', weight: 'evidence', state: held }
  desk = await createDesk({
    engine: {
      state: async () => state,
      answer: async (request) => {
        asked.push(request)
        return answer
      },
    },
    queries: { noteEvidenceOpened: async (decision, user) => void opened.push([decision, user]) },
  })
})
afterEach(() => desk.close())

const trigger = (user: string): string => desk.slack.workspace.triggers.issue({ user, viewId: null })
const windowOf = (user: string) => createReviewer(desk.slack, user).view()?.view
const shown = (user: string): string => {
  const view = windowOf(user)
  return view ? read(view.blocks) : ''
}
const click = (action: string, value: unknown, user = BEN) =>
  desk.send(press({ action, value, user, trigger: trigger(user) }))

describe('More', () => {
  it('opens with the whole question and the ways on', async () => {
    await click(ACTIONS.more, target)
    expect(shown(BEN)).toContain('# Hold order #1042?')
    expect(shown(BEN)).toContain('[Evidence] [Order timeline]')
    expect(shown(BEN)).toContain('*Why a person is asked*')
  })

  it('shows a guest nothing', async () => {
    desk.slack.control.setUser({ id: CHLOE, isGuest: true })
    await click(ACTIONS.more, target, CHLOE)
    expect(shown(CHLOE)).toContain('guests can ask one of them')
    expect(shown(CHLOE)).not.toContain('1042')
  })

  it('opens before the record has answered, and says so when it does not', async () => {
    await desk.close()
    desk = await createDesk({
      engine: {
        state: async () => {
          expect(shown(BEN)).toBe('')
          throw new Error('the record is away')
        },
      },
    })
    await click(ACTIONS.more, target)
    expect(shown(BEN)).toMatch(/The record did not answer.*Reference/)
  })

  it('tells whoever clicked too late for Slack', async () => {
    await desk.send(press({ action: ACTIONS.more, value: target, trigger: 'expired' }))
    expect(desk.replies[0]?.text).toMatch(/Please click again/)
  })

  it('answers an orphan button', async () => {
    await click(ACTIONS.more, { run: 'nobody' })
    expect(desk.replies[0]?.text).toMatch(/belongs to nothing/)
  })
})

describe('Evidence', () => {
  it('shows payload, order and facts exactly, and is written down as opened', async () => {
    await click(ACTIONS.evidence, target)
    expect(shown(BEN)).toContain('lines[1].sku: TEE-1')
    expect(opened).toEqual([[DECISION, BEN]])
  })

  it('stays closed to people without a role: it holds customers’ data', async () => {
    await click(ACTIONS.evidence, target, CHLOE)
    expect(shown(CHLOE)).toContain('shown to people with a role')
    expect(shown(CHLOE)).not.toContain('TEE-1')
    expect(opened).toEqual([])
  })
})

describe('Reject', () => {
  const form = { callback: VIEWS.reject, metadata: { ...target, channel: OPS, ts: '1.000100' } }
  const why = (value: string) => ({ [FIELDS.rejectReason]: { type: 'radio_buttons', selected_option: { value } } })

  it('asks why, without asking the record anything', async () => {
    state = null
    await click(ACTIONS.reject, target)
    expect(shown(BEN)).toContain('wrong_call|missing_information')
    expect(JSON.parse(String(windowOf(BEN)?.['private_metadata']))).toMatchObject({ ...target, channel: OPS })
  })

  it('records the reason and the words, then closes', async () => {
    const note = { [FIELDS.rejectNote]: { type: 'plain_text_input', value: 'known customer' } }
    const acked = await desk.send(submit({ ...form, values: { ...why('policy_changed'), ...note } }))
    expect(asked).toEqual([
      {
        run_id: RUN_ID,
        decision_id: DECISION,
        revision: 1,
        kind: 'reject',
        by: BEN,
        reason_code: 'policy_changed',
        note: 'known customer',
      },
    ])
    expect(acked).toEqual({ response_action: 'clear' })
    expect(desk.story.slice(0, 2)).toEqual(['answer', 'ack'])
  })

  it('lesson: accuses nobody by itself: untouched it is not sent, and says which field is missing', async () => {
    expect(JSON.stringify(rejectModal(target))).not.toContain('initial_option')
    expect(await desk.send(submit({ ...form, values: {} }))).toEqual({
      response_action: 'errors',
      errors: { [FIELDS.rejectReason]: 'Choose a reason: it teaches the agent.' },
    })
    const wrong = await desk.send(submit({ callback: VIEWS.wrong, metadata: { run: RUN_ID }, values: {} }))
    expect(wrong).toMatchObject({
      response_action: 'errors',
      errors: {
        [FIELDS.wrongDecision]: expect.any(String),
        [FIELDS.wrongReason]: expect.any(String),
        [FIELDS.wrongSeverity]: expect.any(String),
      },
    })
    expect(asked).toEqual([])
  })

  it('says in its window that somebody was faster', async () => {
    const decision = asking.decisions[DECISION]!
    answer = {
      outcome: 'already',
      ruling: { ruling: 'already', decision, status: 'approved', by: ANA, at: 0, yours: false },
      state: held,
    }
    const acked = await desk.send(submit({ ...form, values: why('customer_asked') }))
    expect(JSON.stringify(acked)).toContain(`<@${ANA}> was faster`)
  })

  it('for another reason takes words: which one', async () => {
    const acked = await desk.send(submit({ ...form, values: why('other') }))
    expect(acked).toEqual({
      response_action: 'errors',
      errors: { [FIELDS.rejectNote]: expect.stringMatching(/few words/) },
    })
    expect(asked).toEqual([])
  })

  it('of a form that belongs to nothing says so', async () => {
    const acked = await desk.send(submit({ ...form, metadata: {}, values: why('other') }))
    expect(JSON.stringify(acked)).toContain('belongs to nothing')
  })
})

describe('Edit', () => {
  const carrier = (value: string) => ({ [editField('carrier')]: { type: 'static_select', selected_option: { value } } })
  beforeEach(() => {
    state = editing
  })

  it('offers only what may be changed, as choices where the agent had choices', async () => {
    await click(ACTIONS.edit, editTarget)
    expect(shown(BEN)).toMatch(
      /Warehouse: <.*\nCarrier: <static_select Heron\|Kestrel = Kestrel>.*\(Proposed: Kestrel\)/,
    )
    expect(shown(BEN)).not.toContain('Cost')
  })

  it('approves with the change', async () => {
    const acked = await desk.send(submit({ callback: VIEWS.edit, metadata: editTarget, values: carrier('Heron') }))
    expect(asked[0]).toMatchObject({ kind: 'edit', params: { warehouse: 'SIN', carrier: 'Heron', days: 3 } })
    expect(acked).toEqual({ response_action: 'clear' })
  })

  it('is a plain approval when nothing was changed', async () => {
    await desk.send(submit({ callback: VIEWS.edit, metadata: editTarget, values: carrier('Kestrel') }))
    expect(asked[0]).toMatchObject({ kind: 'approve' })
    expect(asked[0]).not.toHaveProperty('params')
  })

  it('puts a complaint next to its field and asks the record nothing', async () => {
    const empty = { [editField('warehouse')]: { type: 'plain_text_input', value: '' } }
    const acked = await desk.send(
      submit({ callback: VIEWS.edit, metadata: editTarget, values: { ...carrier('Heron'), ...empty } }),
    )
    expect(acked).toMatchObject({
      response_action: 'errors',
      errors: { [editField('warehouse')]: expect.stringMatching(/./) },
    })
    expect(asked).toEqual([])
  })

  it('is refused for a revision that is not the present one', async () => {
    await click(ACTIONS.edit, { ...editTarget, revision: 7 })
    expect(shown(BEN)).toContain('no longer asked, or has changed')
  })
})
