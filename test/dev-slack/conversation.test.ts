// One suite, two transports: whatever a person does in the workspace reaches a real Bolt app and comes back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { freePort, type JoinedApp, joinByHttp, joinBySockets } from './bolt-app.ts'
import { card, MANIFEST, registerDesk } from './desk-app.ts'

const OPS = 'C0OPS0001'

describe.each(['socket', 'http'] as const)('a Bolt app over %s', (mode) => {
  let slack: LocalSlack
  let joined: JoinedApp
  let ana: Reviewer
  let seen: Record<string, unknown>[]

  async function start(ackMs: number): Promise<void> {
    seen = []
    const register = (app: JoinedApp['app']) => registerDesk(app, seen)
    const port = mode === 'http' ? await freePort() : 0
    slack = await createLocalSlack({
      mode,
      manifest: MANIFEST,
      slackRate: 100,
      timings: { ackMs },
      requestUrl: `http://127.0.0.1:${port}/slack/events`,
    })
    joined = mode === 'http' ? await joinByHttp(slack, port, register) : await joinBySockets(slack, register)
    ana = createReviewer(slack, 'U0ANA0001')
  }

  async function stop(): Promise<void> {
    await joined.stop()
    await slack.stop()
  }

  beforeEach(() => start(3 * SECOND))
  afterEach(stop)

  const post = (title: string) => joined.app.client.chat.postMessage({ channel: OPS, text: title, blocks: card(title) })
  const textsIn = (channel: string) => ana.messages(channel).map((message) => message.text)

  it('posts a card, takes the click and replaces the card through response_url', async () => {
    await post('Refund case 1')
    expect(ana.cards().map((message) => message.text)).toEqual(['Refund case 1'])

    expect(await ana.click('Approve')).toEqual({ status: 'ok' })
    const [message] = await ana.until(() => {
      const found = ana.messages(OPS).filter((each) => each.replyCount === 1)
      return found.length > 0 && found
    })
    expect(message).toMatchObject({ text: 'Approved by <@U0ANA0001>', blocks: [], edited: false })
    expect(ana.thread({ channel: OPS, ts: message?.ts ?? '' }).at(-1)?.text).toBe('It is done.')
    expect(seen[0]).toMatchObject({
      what: 'approve',
      type: 'block_actions',
      user: { id: 'U0ANA0001', username: 'ana', team_id: 'T0LOCAL01' },
      channel: { id: OPS, name: 'ops' },
      container: { type: 'message', channel_id: OPS, is_ephemeral: false },
      message: { text: 'Refund case 1' },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'answer', value: 'case-1' }],
    })
    expect(joined.complaints).toEqual([])
  })

  it('updates its own message without an edited mark and deletes through response_url', async () => {
    const { ts } = await post('Before')
    await joined.app.client.chat.update({ channel: OPS, ts: ts ?? '', text: 'After', blocks: card('After') })
    expect(ana.cards()[0]).toMatchObject({ text: 'After', edited: false })
    await ana.click('dismiss')
    await ana.until(() => ana.cards().length === 0)
  })

  it('opens a modal on a click and shows the errors the app answers until the entry is right', async () => {
    await post('Refund case 2')
    await ana.click('Edit')
    const view = await ana.until(() => ana.view())
    expect(view.view['private_metadata']).toBe(ana.cards()[0]?.ts)

    expect(await ana.submit(view)).toEqual({
      status: 'invalid',
      errors: { amount: 'Please complete this required field.' },
    })
    expect(await ana.submit(view, { value: '900' })).toEqual({
      status: 'invalid',
      errors: { amount: 'The limit is 500.' },
    })
    expect(ana.view()?.id).toBe(view.id)

    expect(await ana.submit(view, { value: '7' })).toEqual({ status: 'ok' })
    expect(ana.view()).toMatchObject({ id: view.id, view: { private_metadata: 'seven' } })

    expect(await ana.submit(undefined, { value: '8' })).toEqual({ status: 'ok' })
    expect(ana.view()).toMatchObject({ previousViewId: view.id, rootViewId: view.id })

    expect(await ana.submit(undefined, { value: '20', reason: 'typo' })).toEqual({ status: 'ok' })
    expect(seen.at(-1)).toMatchObject({
      type: 'view_submission',
      view: {
        private_metadata: 'eight',
        state: {
          values: {
            amount: { value: { type: 'number_input', value: '20' } },
            why: { reason: { type: 'static_select', selected_option: { value: 'typo' } } },
          },
        },
      },
    })
    expect(ana.view()?.id).toBe(view.id)
    await ana.close()
    expect(ana.view()).toBeUndefined()
    expect(seen.at(-1)).toMatchObject({ what: 'closed', type: 'view_closed', is_cleared: false })
  })

  it('answers a slash command to the person who typed it only', async () => {
    expect(await ana.command('/case 1042 @ben', 'ops')).toEqual({ status: 'ok' })
    expect(seen[0]).toMatchObject({
      command: '/case',
      text: '1042 <@U0BEN0001|ben>',
      channel_id: OPS,
      channel_name: 'ops',
      user_id: 'U0ANA0001',
    })
    expect(ana.ephemerals()[0]).toMatchObject({ text: 'Case 1042 <@U0BEN0001|ben>', ephemeral: true, channel: OPS })
    expect(createReviewer(slack, 'U0BEN0001').ephemerals()).toEqual([])
    expect(await ana.command('/nothing', 'ops')).toMatchObject({ status: 'error', code: 'unknown_command' })
  })

  it('takes an answer to a command later, for the whole channel', async () => {
    await ana.command('/slow', 'ops')
    await ana.until(() => textsIn(OPS).includes('Took a while.'))
  })

  it('tells the person when the app does not acknowledge in time', async () => {
    await stop()
    await start(200)
    const toasts: string[] = []
    ana.onDelta((delta) => {
      if (delta.type === 'toast') toasts.push(delta.text)
    })
    const outcome = await ana.command('/broken', 'ops')
    expect(outcome).toMatchObject({ status: 'error', code: 'operation_timeout' })
    expect(toasts).toHaveLength(1)
    expect(slack.control.stats().missedAcks).toBe(1)
  })

  it('publishes the App Home when it is opened', async () => {
    ana.openHome()
    const home = await ana.until(() => ana.home())
    expect(home.view.blocks[0]).toMatchObject({ text: { text: 'Hello <@U0ANA0001>' } })
    expect(seen[0]).toMatchObject({ type: 'app_home_opened', tab: 'home', user: 'U0ANA0001' })
  })

  it('hears mentions in channels and direct messages', async () => {
    const { ts } = ana.say('ops', 'Hello @frontdesk, are you there?')
    await ana.until(() => ana.thread({ channel: OPS, ts }).at(-1)?.text === 'You called?')
    expect(seen[0]).toMatchObject({ type: 'app_mention', text: 'Hello <@U0BOT0001>, are you there?' })

    ana.say('app', 'good morning')
    await ana.until(() => textsIn('app').includes('Noted.'))
    expect(seen.at(-1)).toMatchObject({ type: 'message', channel_type: 'im', text: 'good morning' })
  })

  it('runs global and message shortcuts', async () => {
    expect(await ana.shortcut('new_case')).toEqual({ status: 'ok' })
    expect((await ana.until(() => ana.view())).view['private_metadata']).toBe('new')
    await post('Something odd')
    const [message] = ana.cards()
    expect(await ana.shortcut('from_message', message)).toEqual({ status: 'ok' })
    expect(seen.at(-1)).toMatchObject({ type: 'message_action', message: { text: 'Something odd' } })
  })
})
