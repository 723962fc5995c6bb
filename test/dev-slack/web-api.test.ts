// The Web API says no where Slack says no, with Slack's own words.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { MANIFEST } from './desk-app.ts'
import { callApi, errorOf } from './raw-app.ts'

const OPS = 'C0OPS0001'
const ANA = 'U0ANA0001'

let slack: LocalSlack

beforeEach(async () => {
  slack = await createLocalSlack({
    manifest: MANIFEST,
    slackRate: 1_000,
    seed: {
      channels: [
        { id: OPS, name: 'ops' },
        { id: 'C0OLD0001', name: 'old', isArchived: true },
        { id: 'C0AWAY001', name: 'away', members: [ANA] },
        { id: 'C0SECRET1', name: 'secret', kind: 'private', members: [ANA] },
      ],
      groups: [{ id: 'S0LEADS01', handle: 'leads', name: 'Leads', users: [ANA] }],
    },
  })
})
afterEach(() => slack.stop())

const post = async (args: Record<string, unknown> = {}) =>
  (await callApi(slack, 'chat.postMessage', { channel: OPS, text: 'hello', ...args })).body

describe('tokens and scopes', () => {
  it('refuses calls without a token, with a foreign one, or with the wrong kind', async () => {
    expect(await errorOf(slack, 'auth.test', {}, { token: null })).toBe('not_authed')
    expect(await errorOf(slack, 'auth.test', {}, { token: 'xoxb-somebody-else' })).toBe('invalid_auth')
    expect(await errorOf(slack, 'auth.test', {}, { token: slack.appToken })).toBe('not_allowed_token_type')
    expect(await errorOf(slack, 'apps.connections.open', {})).toBe('not_allowed_token_type')
    expect(await errorOf(slack, 'auth.test')).toBe('ok')
  })

  it('names the missing scope', async () => {
    const { body } = await callApi(slack, 'conversations.join', { channel: OPS })
    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: 'channels:join' })
  })

  it('does not know methods that do not exist', async () => {
    expect(await errorOf(slack, 'chat.shout')).toBe('unknown_method')
    expect(await errorOf(slack, 'constructor')).toBe('unknown_method')
  })
})

describe('posting', () => {
  it('takes form fields with JSON inside, and JSON', async () => {
    const blocks = [{ type: 'divider' }]
    expect(await errorOf(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks })).toBe('ok')
    expect(await errorOf(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks }, { json: true })).toBe('ok')
  })

  it.each([
    ['C0NOWHERE', 'channel_not_found'],
    ['C0SECRET1', 'channel_not_found'],
    ['C0AWAY001', 'not_in_channel'],
    ['C0OLD0001', 'is_archived'],
    ['#ops', 'ok'],
    [ANA, 'ok'],
  ])('to %s answers %s', async (channel, answer) => {
    expect(await errorOf(slack, 'chat.postMessage', { channel, text: 'hello' })).toBe(answer)
  })

  it('wants something to say, and not too much of it', async () => {
    expect(await errorOf(slack, 'chat.postMessage', { channel: OPS })).toBe('no_text')
    expect(await errorOf(slack, 'chat.postMessage', { text: 'hello' })).toBe('invalid_arguments')
    expect(await errorOf(slack, 'chat.postMessage', { channel: OPS, text: 'x'.repeat(40_001) })).toBe('msg_too_long')
    const { ts } = await post()
    expect(await errorOf(slack, 'chat.update', { channel: OPS, ts, text: 'x'.repeat(4_001) })).toBe('msg_too_long')
  })

  it('points at the block that is wrong', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }]
    const { body } = await callApi(slack, 'chat.postMessage', { channel: OPS, text: 'a', blocks })
    expect(body).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    })
  })

  it('replies only to messages that exist and are not replies themselves', async () => {
    const parent = await post()
    const reply = await post({ thread_ts: parent['ts'] })
    expect(reply['ok']).toBe(true)
    expect((await post({ thread_ts: '1000000000.000001' }))['error']).toBe('thread_not_found')
    expect((await post({ thread_ts: reply['ts'] }))['error']).toBe('cannot_reply_to_message')
  })
})

describe('changing messages', () => {
  it('keeps old blocks only when no text is given', async () => {
    const { ts } = await post({ blocks: [{ type: 'divider' }] })
    const message = () => slack.workspace.messages.get(OPS, String(ts))
    await callApi(slack, 'chat.update', { channel: OPS, ts, metadata: { event_type: 'x', event_payload: {} } })
    expect(message()?.blocks).toHaveLength(1)
    await callApi(slack, 'chat.update', { channel: OPS, ts, text: 'only text' })
    expect(message()).toMatchObject({ text: 'only text', blocks: [] })
    expect(message()?.edited).not.toBeNull()
  })

  it("refuses other people's messages, missing ones and ephemeral ones", async () => {
    const { ts } = createReviewer(slack, ANA).say('ops', 'mine')
    expect(await errorOf(slack, 'chat.update', { channel: OPS, ts, text: 'a' })).toBe('cant_update_message')
    expect(await errorOf(slack, 'chat.delete', { channel: OPS, ts })).toBe('cant_delete_message')
    const gone = { channel: OPS, ts: '1000000000.000001', text: 'a' }
    expect(await errorOf(slack, 'chat.update', gone)).toBe('message_not_found')
    const { body } = await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: ANA, text: 'psst' })
    const hidden = { channel: OPS, ts: body['message_ts'], text: 'a' }
    expect(await errorOf(slack, 'chat.update', hidden)).toBe('message_not_found')
  })

  it('shows an ephemeral message to one member of the channel only', async () => {
    await callApi(slack, 'chat.postEphemeral', { channel: OPS, user: ANA, text: 'psst' })
    expect(createReviewer(slack, ANA).ephemerals()).toHaveLength(1)
    expect(createReviewer(slack, 'U0BEN0001').ephemerals()).toHaveLength(0)
    const outsider = { channel: OPS, user: 'U0NOBODY1', text: 'psst' }
    expect(await errorOf(slack, 'chat.postEphemeral', outsider)).toBe('user_not_in_channel')
    const { body } = await callApi(slack, 'conversations.history', { channel: OPS })
    expect(body['messages']).toEqual([])
  })
})

describe('reading', () => {
  it('pages through history, newest first, and threads, oldest first', async () => {
    const first = await post({ text: 'one' })
    for (const text of ['two', 'three']) await post({ text })
    await post({ text: 'reply', thread_ts: first['ts'] })
    const page = (await callApi(slack, 'conversations.history', { channel: OPS, limit: 2 })).body
    expect(page['messages']).toMatchObject([{ text: 'three' }, { text: 'two' }])
    const { next_cursor: cursor } = page['response_metadata'] as { next_cursor: string }
    const rest = (await callApi(slack, 'conversations.history', { channel: OPS, limit: 2, cursor })).body
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'one', reply_count: 1 }] })
    const thread = (await callApi(slack, 'conversations.replies', { channel: OPS, ts: first['ts'] })).body
    expect(thread['messages']).toMatchObject([{ text: 'one' }, { text: 'reply' }])
  })

  it('lists the channels and people the app may know of', async () => {
    const { body } = await callApi(slack, 'conversations.list', { exclude_archived: true })
    expect(body['channels']).toMatchObject([
      { name: 'ops', is_member: true },
      { name: 'away', is_member: false },
    ])
    const users = (await callApi(slack, 'users.list')).body['members'] as { id: string }[]
    expect(users.map((user) => user.id)).toContain(ANA)
    slack.control.setUser({ id: ANA, deleted: true, isGuest: true })
    const { user } = (await callApi(slack, 'users.info', { user: ANA })).body
    expect(user).toMatchObject({ deleted: true, is_restricted: true, is_admin: true })
    const group = await callApi(slack, 'usergroups.users.list', { usergroup: 'S0LEADS01' })
    expect(group.body['users']).toEqual([ANA])
  })

  it('keeps a disabled user group to those who ask for it', async () => {
    slack.control.setGroup({ id: 'S0LEADS01', disabled: true })
    expect(await errorOf(slack, 'usergroups.users.list', { usergroup: 'S0LEADS01' })).toBe('no_such_subteam')
    expect((await callApi(slack, 'usergroups.list')).body['usergroups']).toEqual([])
    const asked = { usergroup: 'S0LEADS01', include_disabled: true }
    expect((await callApi(slack, 'usergroups.users.list', asked)).body['users']).toEqual([ANA])
    const all = (await callApi(slack, 'usergroups.list', { include_disabled: true, include_users: true })).body
    expect(all['usergroups']).toMatchObject([{ id: 'S0LEADS01', users: [ANA], date_delete: expect.any(Number) }])
    slack.control.setGroup({ id: 'S0LEADS01', users: [], disabled: false })
    expect((await callApi(slack, 'usergroups.list')).body['usergroups']).toMatchObject([
      { date_delete: 0, user_count: 0 },
    ])
  })

  it('opens one direct message per person', async () => {
    const open = async () => (await callApi(slack, 'conversations.open', { users: ANA })).body
    const first = await open()
    expect(await open()).toMatchObject({ channel: first['channel'], already_open: true })
    expect(await errorOf(slack, 'conversations.open', { users: 'U0NOBODY1' })).toBe('user_not_found')
    expect(await errorOf(slack, 'conversations.open', { users: 'U0BOT0001' })).toBe('cannot_dm_bot')
  })

  it('leads from a permalink back to the message', async () => {
    const parent = await post()
    const reply = await post({ thread_ts: parent['ts'] })
    const { body } = await callApi(slack, 'chat.getPermalink', { channel: OPS, message_ts: reply['ts'] })
    const response = await fetch(`${slack.url}/ui/permalink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: ANA, permalink: body['permalink'] }),
    })
    expect(await response.json()).toEqual({ channel: OPS, ts: reply['ts'], threadTs: parent['ts'] })
  })
})

describe('files and reactions', () => {
  it('takes an upload in three steps and shows it in the channel', async () => {
    const bytes = Buffer.from('order,amount\n1,2\n')
    const { body } = await callApi(slack, 'files.getUploadURLExternal', { filename: 'a.csv', length: bytes.length })
    expect(await errorOf(slack, 'files.completeUploadExternal', { files: [{ id: body['file_id'] }] })).toBe(
      'file_not_found',
    )
    await fetch(String(body['upload_url']), { method: 'POST', body: bytes })
    const files = [{ id: body['file_id'], title: 'Orders' }]
    expect(await errorOf(slack, 'files.completeUploadExternal', { files, channel_id: OPS })).toBe('ok')
    const [message] = createReviewer(slack, ANA).messages('ops')
    expect(message?.files).toMatchObject([{ name: 'a.csv', title: 'Orders', mimetype: 'text/csv' }])
    expect(await (await fetch(message?.files[0]?.url ?? '')).text()).toBe(bytes.toString())
  })

  it('reacts once', async () => {
    const { ts } = await post()
    const reaction = { channel: OPS, timestamp: ts, name: 'eyes' }
    expect(await errorOf(slack, 'reactions.add', reaction)).toBe('ok')
    expect(await errorOf(slack, 'reactions.add', reaction)).toBe('already_reacted')
  })
})
