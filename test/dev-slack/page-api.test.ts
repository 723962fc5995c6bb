// What the page relies on: state, live deltas, unread counts, and that no other web page may act here.
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Delta, WorkspaceState } from '../../dev/slack/contract.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { card, MANIFEST } from './desk-app.ts'
import { callApi } from './raw-app.ts'

const OPS = 'C0OPS0001'
const ANA = 'U0ANA0001'
const BEN = 'U0BEN0001'

let slack: LocalSlack
let ana: Reviewer

beforeEach(async () => {
  slack = await createLocalSlack({
    manifest: MANIFEST,
    slackRate: 1_000,
    seed: {
      users: [
        { id: ANA, name: 'ana' },
        { id: BEN, name: 'ben' },
        { id: 'U0GUEST01', name: 'gil', isGuest: true },
      ],
      groups: [{ id: 'S0LEADS01', handle: 'leads', name: 'Leads', users: [BEN] }],
    },
    page: {
      html: '<!doctype html><title>workspace</title>',
      assets: new Map([['/app.js', { type: 'text/javascript', body: '1' }]]),
    },
  })
  ana = createReviewer(slack, ANA)
})
afterEach(() => slack.stop())

const post = (text: string, more: object = {}) =>
  callApi(slack, 'chat.postMessage', { channel: OPS, text, ...more }).then(({ body }) => String(body['ts']))

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${slack.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const read = async (path: string) => (await fetch(`${slack.url}${path}`)).json()
const stateOf = async (user: string) => WorkspaceState.parse(await read(`/ui/state?user=${user}`))
const opsOf = async (user: string) => (await stateOf(user)).channels.find((channel) => channel.id === OPS)

describe('state', () => {
  it('is what this person sees, in the shape of the contract', async () => {
    await post('hello', { blocks: card('hello') })
    await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: BEN, text: 'for ben' })
    const state = await stateOf(ANA)
    expect(state.messages[OPS]?.map((message) => message.text)).toEqual(['hello'])
    expect(state.commands.map((command) => command.command)).toContain('/case')
    expect((await stateOf(BEN)).messages[OPS]).toHaveLength(2)
    expect((await stateOf('U0GUEST01')).channels).toEqual([])
    expect((await fetch(`${slack.url}/ui/state?user=U0NOBODY1`)).status).toBe(400)
  })

  it('pages older messages and reads threads', async () => {
    const stamps: string[] = []
    for (let i = 0; i < 130; i += 1) stamps.push(await post(`m${i}`))
    await post('reply', { thread_ts: stamps[0] })
    const shown = (await stateOf(ANA)).messages[OPS] ?? []
    expect([shown.length, shown[0]?.text]).toEqual([100, 'm30'])
    const older = await read(`/ui/history?user=${ANA}&channel=${OPS}&before=${shown[0]?.ts}`)
    expect([older.messages.length, older.messages[0].text]).toEqual([30, 'm0'])
    const thread = await read(`/ui/thread?user=${ANA}&channel=${OPS}&ts=${stamps[0]}`)
    expect(thread.messages.map((message: { text: string }) => message.text)).toEqual(['m0', 'reply'])
  })
})

describe('unread counts', () => {
  it('rise with posts of others, not with edits, replies, ephemerals or own messages', async () => {
    const ts = await post('one')
    expect(await opsOf(ANA)).toMatchObject({ unread: 1, mentions: 0 })
    await callApi(slack, 'chat.update', { channel: OPS, ts, text: 'one, edited' })
    await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: ANA, text: 'psst' })
    await post('reply', { thread_ts: ts })
    expect(await opsOf(ANA)).toMatchObject({ unread: 1 })
    await send('/ui/read', { user: ANA, channel: OPS })
    expect(await opsOf(ANA)).toMatchObject({ unread: 0 })
    ana.say('ops', 'mine')
    expect(await opsOf(ANA)).toMatchObject({ unread: 0 })
    expect(await opsOf(BEN)).toMatchObject({ unread: 2 })
  })

  it('fall when an unread message is deleted, and count mentions apart', async () => {
    const ts = await post(`look <@${ANA}>`)
    await post('<!subteam^S0LEADS01> please')
    expect(await opsOf(ANA)).toMatchObject({ unread: 2, mentions: 1 })
    expect(await opsOf(BEN)).toMatchObject({ unread: 2, mentions: 1 })
    await callApi(slack, 'chat.delete', { channel: OPS, ts })
    expect(await opsOf(ANA)).toMatchObject({ unread: 1, mentions: 0 })
  })
})

describe('deltas', () => {
  it('arrive as server-sent events in the shape of the contract, only for those who may see them', async () => {
    const abort = new AbortController()
    const response = await fetch(`${slack.url}/ui/events?user=${ANA}`, { signal: abort.signal })
    const ts = await post('one')
    await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: BEN, text: 'for ben' })
    await callApi(slack, 'chat.update', { channel: OPS, ts, text: 'two' })
    await callApi(slack, 'views.publish', { user_id: ANA, view: { type: 'home', blocks: [] } })
    await callApi(slack, 'chat.delete', { channel: OPS, ts })
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.includes('message_deleted')) break
    }
    abort.abort()
    const deltas = [...text.matchAll(/^data: (.*)$/gm)].map((match) => Delta.parse(JSON.parse(String(match[1]))))
    const types = deltas.map((delta) => delta.type).filter((type) => type !== 'channel_changed')
    expect(types).toEqual(['hello', 'message', 'message_changed', 'home_published', 'message_deleted'])
  })
})

describe('the door', () => {
  it('serves the page, its assets and permalinks, and nothing else', async () => {
    const types = await Promise.all(
      ['/', '/app.js', '/archives/C0OPS0001/p1', '/etc/passwd'].map(async (path) => {
        const response = await fetch(`${slack.url}${path}`)
        return `${response.status} ${response.headers.get('content-type')}`
      }),
    )
    expect(types).toEqual([
      '200 text/html; charset=utf-8',
      '200 text/javascript',
      '200 text/html; charset=utf-8',
      '404 text/plain; charset=utf-8',
    ])
  })

  it('is closed to other origins, other host names and plain forms', async () => {
    const say = { user: ANA, channel: OPS, text: 'hello' }
    expect((await send('/ui/message', say, { origin: slack.url })).status).toBe(200)
    expect((await send('/ui/message', say, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await send('/control/outage', { on: true }, { origin: 'null' })).status).toBe(403)
    expect((await send('/ui/message', say, { 'content-type': 'text/plain' })).status).toBe(403)
    expect(await statusWithHost('evil.example')).toBe(403)
    expect(ana.messages('ops')).toHaveLength(1)
  })

  it('says what is wrong with a call', async () => {
    const bad = await send('/ui/action', { user: ANA })
    expect([bad.status, (await bad.json()).error]).toEqual([400, 'bad_call'])
    expect((await send('/ui/nothing', {})).status).toBe(404)
    const archived = await send('/control/channels/set', { id: OPS, isArchived: true })
    expect(archived.status).toBe(200)
    const late = await send('/ui/message', { user: ANA, channel: OPS, text: 'hello' })
    expect((await late.json()).error).toBe('slack.is_archived')
  })
})

function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(`${slack.url}/ui/state?user=${ANA}`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    call.on('error', reject)
    call.end()
  })
}
