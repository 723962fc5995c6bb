// When something of ours fails, whoever did something hears of it: also where Slack gives no address to answer to.
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import { createGuard } from '../../src/slack/listeners/guarded.ts'
import { ANA } from './bodies.ts'

type Call = { method: string; [key: string]: unknown }

async function told(body: Record<string, unknown>, refuses = ''): Promise<Call[]> {
  const calls: Call[] = []
  const method = (name: string) => async (request: object) => {
    calls.push({ method: name, ...request })
    if (name === refuses) throw new Error('hash_conflict')
    return { ok: true }
  }
  const client = {
    views: { update: method('views.update'), publish: method('views.publish') },
    chat: { postMessage: method('chat.postMessage') },
  }
  const respond = async () => void calls.push({ method: 'respond' })
  const guard = createGuard({ newId, respond, client: client as never, log: pino({ level: 'silent' }) })
  const failing = guard('test', async () => Promise.reject(new Error('the record is away')))
  await failing({ body, ack: async () => undefined })
  return calls
}

const FAILED = expect.stringMatching(/did not work.*Reference [0-9a-f]{8}/)
const section = { type: 'section', text: { type: 'mrkdwn', text: 'The case' }, block_id: 'case' }
const tap = {
  type: 'block_actions',
  user: { id: ANA },
  view: {
    ...{ id: 'V1', hash: '7.x', type: 'modal', title: { type: 'plain_text', text: 'Review' }, callback_id: 'review' },
    ...{ private_metadata: '{"filter":""}', notify_on_close: true, close: null, team_id: 'T1', blocks: [section] },
  },
}

it('a tap in a window: the window keeps what it shows and says so above it', async () => {
  const [call, ...more] = await told(tap)
  expect(more).toEqual([])
  expect(call).toMatchObject({ method: 'views.update', view_id: 'V1', hash: '7.x' })
  expect(call?.['view']).toEqual({
    type: 'modal',
    title: tap.view.title,
    callback_id: 'review',
    private_metadata: '{"filter":""}',
    notify_on_close: true,
    blocks: [{ ...section, block_id: 'did_not_work', text: expect.objectContaining({ text: FAILED }) }, section],
  })
  const shown = call?.['view'] as { blocks: unknown[] }
  const [second] = await told({ ...tap, view: { ...tap.view, blocks: shown.blocks } })
  expect(second?.['view']).toMatchObject({ blocks: [{ block_id: 'did_not_work' }, section] })
})

it('a tap in a window that shows something else by now, or in the Home tab: a direct message', async () => {
  const message = { method: 'chat.postMessage', channel: ANA, text: FAILED }
  expect((await told(tap, 'views.update')).at(-1)).toEqual(message)
  expect(await told({ ...tap, view: { ...tap.view, type: 'home' } })).toEqual([message])
})

it('a direct message and a mention are answered where they were written; the Home tab says it itself', async () => {
  const written = { user: ANA, channel: 'D1', ts: '1.5', text: 'why?' }
  expect(await told({ event: { ...written, type: 'message', channel_type: 'im' } })).toEqual([
    { method: 'chat.postMessage', channel: 'D1', text: FAILED },
  ])
  expect(await told({ event: { ...written, type: 'app_mention' } })).toEqual([
    { method: 'chat.postMessage', channel: 'D1', thread_ts: '1.5', text: FAILED },
  ])
  const [home] = await told({ event: { type: 'app_home_opened', user: ANA, channel: 'D1', tab: 'home' } })
  expect(home).toMatchObject({ method: 'views.publish', user_id: ANA, view: { type: 'home' } })
  expect(JSON.stringify(home)).toContain('did not work')
})

it('nobody is told of what a bot wrote, and a click with an address is answered there alone', async () => {
  expect(
    await told({ event: { type: 'message', channel_type: 'im', channel: 'D1', user: ANA, bot_id: 'B1' } }),
  ).toEqual([])
  expect(await told({ ...tap, response_url: 'https://hooks.slack.example/r' })).toEqual([{ method: 'respond' }])
})
