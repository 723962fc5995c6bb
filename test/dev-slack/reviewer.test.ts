// The scripted person: finds things by what they are called, lags like a slow phone, waits without polling, clicks cheaply.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { type JoinedApp, joinBySockets } from './bolt-app.ts'
import { card, MANIFEST } from './desk-app.ts'
import { callApi } from './raw-app.ts'

const COUNT = 300
const MICROS_PER_SECOND = 1_000_000
const OPS = 'C0OPS0001'

let slack: LocalSlack
let joined: JoinedApp
let ana: Reviewer
let ben: Reviewer
let clicks: { user: string; value: string; action: string; entered: unknown }[]

beforeEach(async () => {
  clicks = []
  slack = await createLocalSlack({ manifest: MANIFEST, slackRate: 10_000 })
  joined = await joinBySockets(slack, (app) => {
    app.action(/.*/, async ({ ack, action, body }) => {
      const value = 'value' in action ? String(action.value) : ''
      const entered = 'selected_option' in action ? action.selected_option?.value : undefined
      clicks.push({ user: body.user.id, value, action: 'action_id' in action ? action.action_id : '', entered })
      await ack()
    })
    app.options('who', async ({ ack, options }) => {
      await ack({ options: [{ text: { type: 'plain_text', text: options.value }, value: 'found' }] })
    })
  })
  ana = createReviewer(slack, 'U0ANA0001')
  ben = createReviewer(slack, 'U0BEN0001')
})
afterEach(async () => {
  await joined.stop()
  await slack.stop()
})

const post = (value: string) =>
  callApi(slack, 'chat.postMessage', { channel: OPS, text: value, blocks: card(value, value) })

it('finds a button by its text, its action id or a pattern, on the newest card first', async () => {
  await post('old')
  await post('new')
  await ana.click('Approve')
  await ana.click('approve')
  const [old] = ana.cards()
  await ana.click(/^dis/i, old === undefined ? {} : { message: old })
  expect(clicks.map(({ value, action }) => `${action} ${value}`)).toEqual(['approve new', 'approve new', 'dismiss old'])
  await expect(ana.click('Launch')).rejects.toThrow('Nothing here is called Launch.')
})

it('can press what its screen still shows after the card has changed', async () => {
  const { body } = await post('first')
  const [shown] = ana.cards()
  const blocks = card('second', 'second')
  await callApi(slack, 'chat.update', { channel: OPS, ts: body['ts'], text: 'second', blocks })
  await ana.click('Approve', shown === undefined ? {} : { message: shown })
  await ana.click('Approve')
  expect(clicks.map(({ value }) => value)).toEqual(['first', 'second'])
})

it('chooses from menus, also those the app fills, and uses ephemeral messages', async () => {
  const options = ['high', 'low'].map((value) => ({ text: { type: 'plain_text', text: value }, value }))
  const elements = [
    { type: 'static_select', action_id: 'risk', options },
    { type: 'external_select', action_id: 'who' },
  ]
  const blocks = [{ type: 'actions', block_id: 'menus', elements }]
  await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: ana.user, text: 'a', blocks })
  expect(await ana.click('risk', { entered: 'low' })).toEqual({ status: 'ok' })
  expect(await ana.click('risk', { entered: 'none' })).toMatchObject({ code: 'no_such_choice' })
  const [message] = ana.ephemerals()
  if (message === undefined) throw new Error('no ephemeral message')
  const place = { type: 'message' as const, channel: message.channel, ts: message.ts }
  const offered = await slack.people.options({ user: ana.user, place, blockId: 'menus', actionId: 'who', typed: 'an' })
  expect(offered).toMatchObject({ options: [{ text: { text: 'an' }, value: 'found' }] })
  expect(await ana.click('who', { entered: 'found' })).toEqual({ status: 'ok' })
  expect(clicks.map(({ entered }) => entered)).toEqual(['low', 'found'])
  const stranger = { user: ben.user, place, blockId: 'menus', actionId: 'risk', entered: 'low' }
  expect(await slack.people.action(stranger)).toMatchObject({ status: 'error', code: 'not_there' })
})

it('waits for what is to come, and says what it waited for in vain', async () => {
  const coming = ana.until(() => ana.cards().length === 2 && ana.cards())
  await post('one')
  await post('two')
  expect(await coming).toHaveLength(2)
  const vain = ana.until(() => ana.cards().length === 3, { timeoutMs: 30, what: 'a third card' })
  await expect(vain).rejects.toThrow('Waited 30 ms for a third card.')
})

it('two people press the same card at the same instant, and the app hears both', async () => {
  await post('raced')
  const outcomes = await Promise.all([ana.click('Approve'), ben.click('Dismiss')])
  expect(outcomes).toEqual([{ status: 'ok' }, { status: 'ok' }])
  expect(clicks.map(({ user }) => user).sort()).toEqual([ana.user, ben.user])
})

it('hundreds of cards and clicks stay cheap', { timeout: 60 * SECOND }, async () => {
  const before = process.cpuUsage()
  for (let i = 0; i < COUNT; i += 1) await post(`card ${i}`)
  const cards = ana.cards()
  expect(cards).toHaveLength(COUNT)
  for (const message of cards) await ana.click('Approve', { message })
  expect(clicks).toHaveLength(COUNT)
  expect(slack.control.stats().deliveries).toEqual({ interactive: COUNT })
  // Processor time of the workspace and the app together: the wall clock would measure the neighbours.
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / MICROS_PER_SECOND).toBeLessThan(6)
})
