// The setup form: who may open it, what it starts with, what it saves, and what it says next to a field.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS, FIELDS, VIEWS } from '../../blocks/ids.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, OPS, press, submit } from './desk.ts'

let desk: Desk
afterEach(() => desk.close())

describe('the setup', () => {
  const admin = { people: { admin: [ANA], lead: [], reviewer: [], viewer: [] } }
  const filled = (patch: Record<string, unknown> = {}) => ({
    [FIELDS.channel]: { type: 'conversations_select', selected_conversation: OPS },
    [FIELDS.reviewers]: { type: 'multi_users_select', selected_users: [BEN] },
    [FIELDS.leads]: { type: 'multi_users_select', selected_users: [] },
    [FIELDS.admins]: { type: 'multi_users_select', selected_users: [ANA] },
    [FIELDS.reviewerLimit]: { type: 'number_input', value: '800' },
    [FIELDS.leadLimit]: { type: 'number_input', value: null },
    [FIELDS.workflow]: { type: 'checkboxes', selected_options: [{ value: 'order_to_fulfilment' }] },
    ...patch,
  })
  const save = (values: Record<string, unknown> = filled(), user = ANA) =>
    desk.send(submit({ callback: VIEWS.setup, metadata: {}, values, user }))

  it('opens for an admin with everything in one form', async () => {
    desk = await createDesk({ settings: admin })
    const trigger = desk.slack.workspace.triggers.issue({ user: ANA, viewId: null })
    await desk.send(press({ action: ACTIONS.setup, value: '', user: ANA, trigger }))
    const form = read((createReviewer(desk.slack, ANA).view()?.view.blocks ?? []) as never)
    expect(form).toContain('<conversations_select>')
    expect(form).toContain('<multi_users_select>')
    expect(form).toContain('<checkboxes order_to_fulfilment>')
  })

  it('shows everybody else whom to ask', async () => {
    desk = await createDesk({ settings: admin })
    const trigger = desk.slack.workspace.triggers.issue({ user: BEN, viewId: null })
    await desk.send(press({ action: ACTIONS.setup, value: '', user: BEN, trigger }))
    expect(read((createReviewer(desk.slack, BEN).view()?.view.blocks ?? []) as never)).toContain(`Ask <@${ANA}>`)
  })

  it('saves channel, people, limits and the workflow, and tells the channel', async () => {
    desk = await createDesk({ settings: admin })
    const acked = await save()
    expect(JSON.stringify(acked)).toContain('/agents practice')
    expect(desk.settings.now).toMatchObject({
      channels: { default: OPS },
      people: { admin: [ANA], reviewer: [BEN] },
      limits_usd: { reviewer: 800, lead: null },
      workflows: { order_to_fulfilment: true },
      setup: { done_by: ANA },
    })
    expect(createReviewer(desk.slack, BEN).messages(OPS)[0]?.text).toBe('Questions about orders will be posted here.')
  })

  it('keeps people of the policy file out of what is saved, so that taking them out of the file removes them', async () => {
    const policyPeople = { admin: [], lead: [], reviewer: [CHLOE], viewer: [] }
    desk = await createDesk({ settings: { people: { ...admin.people, lead: [BEN] } }, policyPeople })
    const trigger = desk.slack.workspace.triggers.issue({ user: ANA, viewId: null })
    await desk.send(press({ action: ACTIONS.setup, value: '', user: ANA, trigger }))
    const form = createReviewer(desk.slack, ANA).view()?.view.blocks ?? []
    expect(read(form as never)).toContain(`Reviewers by config/policy.yml, only changed there:_ <@${CHLOE}>`)
    expect(JSON.stringify(form.filter(({ type }) => type === 'input'))).not.toContain(CHLOE)
    await save(filled({ [FIELDS.reviewers]: { type: 'multi_users_select', selected_users: [] } }))
    expect(desk.settings.now['people']).toEqual({ admin: [ANA], lead: [], reviewer: [], viewer: [] })
    expect((await desk.surface.people.inForce()).people).toMatchObject({ reviewer: [CHLOE], lead: [] })
  })

  it('says next to the channel that it cannot be posted to, and saves nothing', async () => {
    desk = await createDesk({ settings: admin })
    desk.slack.control.setChannel({ id: OPS, isArchived: true })
    const acked = await save()
    expect(acked).toMatchObject({
      response_action: 'errors',
      errors: { [FIELDS.channel]: expect.stringContaining('archived') },
    })
    expect(desk.settings.now['setup']).toBeUndefined()
  })

  it.each([
    ['no reviewer', FIELDS.reviewers, { type: 'multi_users_select', selected_users: [] }, /at least one person/],
    ['no channel', FIELDS.channel, { type: 'conversations_select', selected_conversation: null }, /Choose the channel/],
    [
      'a direct message',
      FIELDS.channel,
      { type: 'conversations_select', selected_conversation: 'D0BEN' },
      /for a team/,
    ],
    ['a negative limit', FIELDS.reviewerLimit, { type: 'number_input', value: '-5' }, /US dollars/],
  ])('with %s says so next to the field', async (_name, field, value, words) => {
    desk = await createDesk({ settings: admin })
    expect(await save(filled({ [field]: value }))).toMatchObject({
      response_action: 'errors',
      errors: { [field]: expect.stringMatching(words) },
    })
  })

  const admins = (...ids: string[]) => ({ [FIELDS.admins]: { type: 'multi_users_select', selected_users: ids } })

  it('starts with the admins who are active', async () => {
    desk = await createDesk({ settings: { people: { ...admin.people, admin: [ANA, CHLOE] } } })
    desk.slack.control.setUser({ id: CHLOE, deleted: true })
    const form = await desk.surface.setup.form(ANA)
    const field = form?.blocks.find(({ block_id }) => block_id === FIELDS.admins)
    expect(field).toMatchObject({ element: { type: 'multi_users_select', initial_users: [ANA] } })
  })

  it('lets an admin hand over to somebody else', async () => {
    desk = await createDesk({ settings: admin })
    await save(filled(admins(BEN)))
    expect(desk.settings.now['people']).toMatchObject({ admin: [BEN] })
  })

  it.each([
    ['nobody', [], /Somebody has to be admin/],
    ['only a guest', [CHLOE], /guests/],
  ])('with %s left as admin says so next to the field, and saves nothing', async (_who, ids, words) => {
    desk = await createDesk({ settings: admin })
    desk.slack.control.setUser({ id: CHLOE, isGuest: true })
    expect(await save(filled(admins(...ids)))).toMatchObject({
      response_action: 'errors',
      errors: { [FIELDS.admins]: expect.stringMatching(words) },
    })
    expect(desk.settings.now['people']).toEqual(admin.people)
  })

  it('may leave the admins to the policy file only while one of those is active', async () => {
    const policyPeople = { admin: [CHLOE], lead: [], reviewer: [], viewer: [] }
    desk = await createDesk({ settings: admin, policyPeople })
    desk.slack.control.setUser({ id: CHLOE, deleted: true })
    expect(await save(filled(admins()))).toMatchObject({ errors: { [FIELDS.admins]: expect.any(String) } })
    desk.slack.control.setUser({ id: CHLOE, deleted: false })
    desk.pass(61_000)
    await save(filled(admins()))
    expect(desk.settings.now['people']).toMatchObject({ admin: [] })
  })

  it('leaves the admins as they are when the form was opened before they could be chosen', async () => {
    desk = await createDesk({ settings: admin })
    const { [FIELDS.admins]: _, ...older } = filled()
    await save(older)
    expect(desk.settings.now['people']).toMatchObject({ admin: [ANA], reviewer: [BEN] })
  })

  it('refuses guests as reviewers', async () => {
    desk = await createDesk({ settings: admin })
    desk.slack.control.setUser({ id: BEN, isGuest: true })
    expect(await save()).toMatchObject({ errors: { [FIELDS.reviewers]: expect.stringContaining('guests') } })
  })

  it('is not saved for somebody who is not an admin', async () => {
    desk = await createDesk({ settings: admin })
    expect(JSON.stringify(await save(filled(), BEN))).toContain('Only an admin')
    expect(desk.settings.now['setup']).toBeUndefined()
  })
})
