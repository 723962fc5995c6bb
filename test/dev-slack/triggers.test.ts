// What a person's act entitles the app to: one modal within three seconds, five posts within thirty minutes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { amountModal, card, MANIFEST } from './desk-app.ts'
import { callApi, errorOf, openSocket, type RawSocket } from './raw-app.ts'

const OPS = 'C0OPS0001'

let now: number
let slack: LocalSlack
let ana: Reviewer
let socket: RawSocket

beforeEach(async () => {
  now = 1_800_000_000_000
  slack = await createLocalSlack({ manifest: MANIFEST, clock: () => now, slackRate: 1_000 })
  ana = createReviewer(slack, 'U0ANA0001')
  socket = await openSocket(slack)
})
afterEach(async () => {
  socket.close()
  await slack.stop()
})

interface Sent {
  trigger_id: string
  response_url: string
}

/** Clicks Edit on a fresh card; answers what the app received. */
async function click(): Promise<Sent> {
  const before = socket.frames.length
  await callApi(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks: card('a') })
  const outcome = ana.click('Edit', { message: lastCard() })
  const frame = await socket.frame((each) => socket.frames.indexOf(each) >= before && each['type'] === 'interactive')
  socket.ack(frame)
  await outcome
  return frame['payload'] as Sent
}

function lastCard() {
  const message = ana.cards('ops').at(-1)
  if (message === undefined) throw new Error('there is no card')
  return message
}

/** Presses submit and answers the app's side of it. */
async function submit(answer: Record<string, unknown>) {
  const before = socket.frames.length
  const outcome = ana.submit(undefined, { value: '1' })
  const frame = await socket.frame((each) => socket.frames.indexOf(each) >= before)
  socket.ack(frame, answer)
  return { outcome: await outcome, payload: frame['payload'] as Sent }
}

const open = (trigger: string, view: object = amountModal()) =>
  errorOf(slack, 'views.open', { trigger_id: trigger, view })

describe('a trigger', () => {
  it('opens one modal', async () => {
    const { trigger_id: trigger } = await click()
    expect(await open(trigger)).toBe('ok')
    expect(await open(trigger)).toBe('exchanged_trigger_id')
  })

  it('is worth nothing after three seconds', async () => {
    const { trigger_id: trigger } = await click()
    now += 3 * SECOND + 1
    expect(await open(trigger)).toBe('expired_trigger_id')
    expect(await open('made.up')).toBe('invalid_trigger_id')
    expect(ana.view()).toBeUndefined()
  })

  it('survives a view that is refused', async () => {
    const { trigger_id: trigger } = await click()
    expect(await open(trigger, { ...amountModal(), submit: undefined })).toBe('invalid_arguments')
    expect(await open(trigger)).toBe('ok')
  })
})

describe('views', () => {
  it('stack three high', async () => {
    await open((await click()).trigger_id)
    const second = await submit({ response_action: 'push', view: amountModal('second') })
    expect(second.outcome).toEqual({ status: 'ok' })
    const third = await submit({ response_action: 'push', view: amountModal('third') })
    expect(await errorOf(slack, 'views.push', { trigger_id: third.payload.trigger_id, view: amountModal() })).toBe(
      'push_limit_reached',
    )
    expect((await submit({ response_action: 'push', view: amountModal() })).outcome).toMatchObject({ status: 'error' })
    expect((await submit({ response_action: 'clear' })).outcome).toEqual({ status: 'ok' })
    expect(ana.view()).toBeUndefined()
  })

  it('can only be pushed from inside a view', async () => {
    const { trigger_id: trigger } = await click()
    expect(await errorOf(slack, 'views.push', { trigger_id: trigger, view: amountModal() })).toBe('not_found')
  })

  it('are updated by id or external id, and a stale hash loses', async () => {
    const view = { ...amountModal(), external_id: 'one' }
    const { body } = await callApi(slack, 'views.open', { trigger_id: (await click()).trigger_id, view })
    const { id, hash } = body['view'] as { id: string; hash: string }
    expect(await errorOf(slack, 'views.update', { view_id: id, hash, view })).toBe('ok')
    expect(await errorOf(slack, 'views.update', { view_id: id, hash, view })).toBe('hash_conflict')
    expect(await errorOf(slack, 'views.update', { external_id: 'one', view })).toBe('ok')
    expect(await errorOf(slack, 'views.update', { view_id: 'V0NOWHERE', view: amountModal() })).toBe('not_found')
    const ben = { user_id: 'U0BEN0001', view: { type: 'home', blocks: [], external_id: 'one' } }
    expect(await errorOf(slack, 'views.publish', ben)).toBe('duplicate_external_id')
  })

  it('keep what was entered when they are updated', async () => {
    const view = amountModal()
    const { body } = await callApi(slack, 'views.open', { trigger_id: (await click()).trigger_id, view })
    await submit({ response_action: 'errors', errors: { amount: 'No.' } })
    const { body: updated } = await callApi(slack, 'views.update', {
      view_id: (body['view'] as { id: string }).id,
      view: amountModal('again'),
    })
    expect(updated['view']).toMatchObject({ state: { values: { amount: { value: { value: '1' } } } } })
  })

  it('refuse errors for blocks that are not inputs, as a failure of the app', async () => {
    await open((await click()).trigger_id)
    const { outcome } = await submit({ response_action: 'errors', errors: { nowhere: 'No.' } })
    expect(outcome).toMatchObject({ status: 'error', code: 'bad_view_response' })
    expect(ana.view()).toBeDefined()
  })
})

describe('a response_url', () => {
  const respond = async (url: string, body: object) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return `${response.status} ${await response.text()}`
  }

  it('takes five posts, one a second', async () => {
    const strict = await createLocalSlack({ manifest: MANIFEST, clock: () => now })
    const bob = createReviewer(strict, 'U0ANA0001')
    const line = await openSocket(strict)
    try {
      const outcome = bob.command('/case 1', 'ops')
      const frame = await line.frame((each) => each['type'] === 'slash_commands')
      line.ack(frame)
      await outcome
      const { response_url: url } = frame['payload'] as Sent
      for (let i = 0; i < 5; i += 1) {
        expect(await respond(url, { text: `answer ${i}` })).toBe('200 ok')
        expect(await respond(url, { text: 'too fast' })).toContain('429')
        now += SECOND
      }
      expect(await respond(url, { text: 'sixth' })).toBe('404 {"ok":false,"error":"used_url"}')
      expect(bob.ephemerals()).toHaveLength(5)
    } finally {
      line.close()
      await strict.stop()
    }
  })

  it('expires after thirty minutes and does not take nonsense', async () => {
    const { response_url: url } = await click()
    expect(await respond(url, {})).toContain('no_text')
    expect(await respond(url, { text: 'a', blocks: [{ type: 'hologram' }] })).toContain('invalid_blocks')
    now += 30 * MINUTE + 1
    expect(await respond(url, { text: 'late' })).toBe('404 {"ok":false,"error":"expired_url"}')
    expect(await respond(`${slack.url}/respond/unknown`, { text: 'a' })).toContain('404')
  })

  it('replaces or deletes the message it came from, and says so when that is gone', async () => {
    const { response_url: url } = await click()
    expect(await respond(url, { replace_original: true, text: 'decided', blocks: card('decided') })).toBe('200 ok')
    expect(lastCard()).toMatchObject({ text: 'decided' })
    expect(await respond(url, { delete_original: true })).toBe('200 ok')
    expect(ana.cards('ops')).toEqual([])
    expect(await respond(url, { replace_original: true, text: 'a' })).toContain('message_not_found')
    expect(await respond(url, { response_type: 'in_channel', text: 'for all' })).toBe('200 ok')
    expect(createReviewer(slack, 'U0BEN0001').messages('ops').at(-1)?.text).toBe('for all')
  })
})
