// Over HTTP, with requests signed as Slack signs them: what arrives twice is worked on once, and what is not Slack's decides nothing.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { signBody } from '../../dev/slack/delivery/http.ts'
import { elementsOf } from '../../dev/slack/interactivity/elements.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { BEN, OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let floor: Floor
afterEach(() => floor.close())

async function asked(): Promise<SampleOrder> {
  floor = await createFloor({ mode: 'http' })
  return floor.arrives(sampleCase('disagreement'))
}

/** A click as Slack posts it. `trigger` tells one press from the next. */
function click(trigger: string): string {
  const card = floor.ben.cards(OPS)[0]
  const button = elementsOf(card?.blocks ?? []).find(({ actionId }) => actionId === ACTIONS.chooseMine)
  const payload = {
    type: 'block_actions',
    team: { id: floor.local.workspace.team.id },
    user: { id: BEN },
    trigger_id: trigger,
    response_url: `${floor.local.url}/respond/none`,
    container: { type: 'message', message_ts: card?.ts, channel_id: OPS, is_ephemeral: false },
    channel: { id: OPS, name: 'ops' },
    actions: [{ ...button?.element, block_id: button?.blockId, action_ts: trigger }],
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

async function post(body: string, headers: Record<string, string> = {}, type = 'application/x-www-form-urlencoded') {
  const timestamp = String(Math.floor(Date.now() / SECOND))
  const response = await fetch(floor.requestUrl ?? '', {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signBody({ signingSecret: floor.local.signingSecret, timestamp, body }),
      ...headers,
    },
    body,
  })
  return { status: response.status, text: await response.text() }
}

const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }
const verdicts = (order: SampleOrder) => floor.recorded(order, 'verdict.given')
const told = () => floor.ben.ephemerals().map(({ text }) => text)

describe('a click that arrives twice', () => {
  it('one after the other: both are acknowledged, one counts, and nobody is told twice', async () => {
    const order = await asked()
    const body = click('100.1')
    expect((await post(body)).status).toBe(200)
    expect((await post(body, retry)).status).toBe(200)
    await floor.slack.stop()
    expect(await verdicts(order)).toHaveLength(1)
    expect(told()).toEqual([expect.stringMatching(/^✅ Your answer counted/)])
    await floor.world.settle()
    expect(floor.effects().filter((action) => action === 'hold')).toHaveLength(1)
  }, 60_000)

  it('ten times at the same moment: one counts', async () => {
    const order = await asked()
    const body = click('100.2')
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, retry)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(await verdicts(order)).toHaveLength(1)
  }, 60_000)

  it('a second press is no second delivery: it is answered on its own, and changes nothing', async () => {
    const order = await asked()
    await post(click('100.3'))
    await post(click('100.4'))
    await floor.slack.stop()
    expect(await verdicts(order)).toHaveLength(1)
    expect(told().filter((text) => text.includes('Yours counted'))).toHaveLength(1)
  }, 60_000)
})

describe('an event that Slack sends again', () => {
  it('is answered once', async () => {
    await asked()
    const { app, team } = floor.local.workspace
    const { ts } = floor.ben.say(OPS, 'hello')
    const body = JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev0TWICE1',
      team_id: team.id,
      api_app_id: app.id,
      event: { type: 'app_mention', user: BEN, channel: OPS, ts, event_ts: ts, text: `<@${app.botUserId}> hello` },
    })
    for (const headers of [{}, retry, { ...retry, 'x-slack-retry-num': '2' }])
      expect((await post(body, headers, 'application/json')).status).toBe(200)
    const answered = await floor.ben.until(
      () => floor.ben.messages(OPS).find((message) => message.ts === ts && message.replyCount > 0),
      {
        what: 'an answer',
      },
    )
    await floor.slack.stop()
    expect(floor.ben.thread(answered)).toHaveLength(2)
  }, 60_000)
})

describe('what is no click', () => {
  it('lesson: approve links are followed by machines: no GET decides anything, whatever it carries, and no button on a card is a link that decides', async () => {
    const order = await asked()
    const body = click('100.5')
    const url = floor.requestUrl ?? ''
    for (const address of [url, `${url}?${body}`, `${url}/approve?decision=1`]) {
      for (const method of ['GET', 'HEAD']) {
        const timestamp = String(Math.floor(Date.now() / SECOND))
        const signature = signBody({ signingSecret: floor.local.signingSecret, timestamp, body: '' })
        const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
        const { status } = await fetch(address, { method, headers })
        expect(status).toBeGreaterThanOrEqual(400)
      }
    }
    expect(await verdicts(order)).toEqual([])
    const links = floor.ben
      .cards(OPS)
      .flatMap(({ blocks }) => elementsOf(blocks).filter(({ element }) => 'url' in element))
    expect(links).toEqual([])
  }, 60_000)

  it('nor does a POST that Slack did not sign, or signed long ago', async () => {
    const order = await asked()
    const body = click('100.6')
    const old = String(Math.floor(Date.now() / SECOND) - 600)
    const forged = await post(body, { 'x-slack-signature': `v0=${'0'.repeat(64)}` })
    const replayed = await post(body, {
      'x-slack-request-timestamp': old,
      'x-slack-signature': signBody({ signingSecret: floor.local.signingSecret, timestamp: old, body }),
    })
    expect([forged.status, replayed.status]).toEqual([401, 401])
    expect(await verdicts(order)).toEqual([])
  }, 60_000)
})
