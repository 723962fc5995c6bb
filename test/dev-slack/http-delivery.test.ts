// HTTP mode on the wire: signatures, exact content types, the handshake, repeats and their refusal.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { isValidSlackRequest } from '@slack/bolt'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import type { Timings } from '../../dev/slack/options.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { freePort } from './bolt-app.ts'
import { MANIFEST } from './desk-app.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}
type Answer = { status: number; body?: string; headers?: Record<string, string> } | 'silence'

let slack: LocalSlack
let ana: Reviewer
let server: Server
let requestUrl: string
let received: Received[]
let arrivals: Set<() => void>
let answer: (request: Received) => Answer

async function start(timings: Partial<Timings>): Promise<void> {
  slack = await createLocalSlack({
    mode: 'http',
    manifest: MANIFEST,
    requestUrl,
    timings: { eventRetryMs: [0, 20, 20], ...timings },
  })
  ana = createReviewer(slack, 'U0ANA0001')
}

beforeEach(async () => {
  received = []
  arrivals = new Set()
  answer = () => ({ status: 200 })
  const port = await freePort()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const one = { headers: request.headers, body }
    received.push(one)
    for (const arrived of [...arrivals]) arrived()
    const said = answer(one)
    if (said === 'silence') return
    response.writeHead(said.status, said.headers)
    response.end(said.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  requestUrl = `http://127.0.0.1:${port}/slack/events`
  await start({})
})
afterEach(async () => {
  if (server.listening) await closeServer()
  await slack.stop()
})

async function closeServer(): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

const arrived = (count: number): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (received.length < count) return
      arrivals.delete(look)
      resolve()
    }
    arrivals.add(look)
    look()
  })

it('signs what it sends, in exactly the content type Slack uses', async () => {
  answer = () => ({ status: 200, body: 'Looking …' })
  expect(await ana.command('/case 42', 'ops')).toEqual({ status: 'ok' })
  const [request] = received
  if (request === undefined) throw new Error('nothing arrived')
  expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(Object.fromEntries(new URLSearchParams(request.body))).toMatchObject({ command: '/case', text: '42' })
  const signed = (signingSecret: string): boolean =>
    isValidSlackRequest({
      signingSecret,
      body: request.body,
      headers: {
        'x-slack-signature': String(request.headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(request.headers['x-slack-request-timestamp']),
      },
    })
  expect(signed(slack.signingSecret)).toBe(true)
  expect(signed('another secret')).toBe(false)
  expect(ana.ephemerals()[0]?.text).toBe('Looking …')
})

it('shakes hands with the request URL', async () => {
  answer = ({ body }) => ({ status: 200, body: JSON.parse(body).challenge })
  expect(await slack.verifyRequestUrl()).toBe(true)
  expect(received[0]?.headers['content-type']).toBe('application/json')
  answer = () => ({ status: 200, body: 'no idea' })
  expect(await slack.verifyRequestUrl()).toBe(false)
})

it('repeats an event that is refused, with Slack headers, until the app asks it not to', async () => {
  answer = () => ({ status: 500 })
  ana.openHome()
  await arrived(2)
  expect(received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
  ])
  answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } })
  await arrived(3)
  answer = () => ({ status: 200 })
  await ana.command('/case 1', 'ops')
  expect(received).toHaveLength(4)
})

it('does not repeat a click, and says which way the app failed', async () => {
  answer = () => ({ status: 404 })
  expect(await ana.command('/case 1', 'ops')).toMatchObject({ code: 'dispatch_unknown_error' })
  await slack.stop()
  await start({ ackMs: 100 })
  answer = () => 'silence'
  expect(await ana.command('/case 1', 'ops')).toMatchObject({ code: 'operation_timeout' })
  await closeServer()
  expect(await ana.command('/case 1', 'ops')).toMatchObject({ code: 'dispatch_failed' })
  expect(received).toHaveLength(2)
})
