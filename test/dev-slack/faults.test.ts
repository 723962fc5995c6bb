// Faults on demand: each does exactly what its name says, as often as asked, and then stops.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { callApi, errorOf } from './raw-app.ts'

const OPS = 'C0OPS0001'

let slack: LocalSlack
beforeEach(async () => {
  slack = await createLocalSlack({ slackRate: 1_000 })
})
afterEach(() => slack.stop())

const post = (more: object = {}) => callApi(slack, 'chat.postMessage', { channel: OPS, text: 'a', ...more })
const posted = () => createReviewer(slack, 'U0ANA0001').messages('ops').length

it('an outage answers 503 to everything until it is over', async () => {
  slack.control.outage(true)
  expect((await post()).status).toBe(503)
  expect((await callApi(slack, 'auth.test')).status).toBe(503)
  slack.control.outage(false)
  expect((await post()).status).toBe(200)
  expect(posted()).toBe(1)
})

it('armed answers are spent in order, on their method only', async () => {
  slack.control.fault({ kind: 'ratelimited', method: 'chat.postMessage', times: 1, retryAfterSeconds: 7 })
  slack.control.fault({ kind: 'server_error', method: '*', times: 1 })
  expect(await post()).toMatchObject({ status: 429, retryAfter: '7' })
  expect((await callApi(slack, 'auth.test')).status).toBe(500)
  expect((await post()).status).toBe(200)
  expect(posted()).toBe(1)
})

it('a lost reply leaves the message behind, so that a retry posts it twice', async () => {
  slack.control.fault({ kind: 'drop_after_effect', method: 'chat.postMessage', times: 1 })
  await expect(post()).rejects.toThrow('fetch failed')
  await post()
  expect(posted()).toBe(2)
})

it('a timeout has no effect and never answers', async () => {
  slack.control.fault({ kind: 'timeout', method: 'chat.postMessage', times: 1 })
  const request = fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ channel: OPS, text: 'a' }).toString(),
    signal: AbortSignal.timeout(100),
  })
  await expect(request).rejects.toThrow('timeout')
  expect(posted()).toBe(0)
})

it('a delayed reply comes after its time, the effect at once', async () => {
  slack.control.fault({ kind: 'delay', method: 'chat.postMessage', times: 1, ms: 80 })
  const started = performance.now()
  const reply = post()
  const ana = createReviewer(slack, 'U0ANA0001')
  await ana.until(() => posted() === 1)
  expect((await reply).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThanOrEqual(79)
})

it('a channel can be told to reject blocks, and only blocks', async () => {
  slack.control.fault({ kind: 'reject_blocks', channel: OPS, on: true })
  const blocks = [{ type: 'divider' }]
  expect(await errorOf(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks })).toBe('invalid_blocks')
  expect((await post()).status).toBe(200)
  slack.control.fault({ kind: 'clear' })
  expect(await errorOf(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks })).toBe('ok')
})
