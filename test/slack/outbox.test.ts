// Cards to messages against a strict workspace: posted once, changed in place, moved for a new question, patient with every refusal.
import { afterEach, describe, expect, it } from 'vitest'
import { SECOND } from '../../src/contracts/clock.ts'
import { buttonsOf, read } from '../blocks/read.ts'
import { type CardsDesk, openCardsDesk, runId } from './cards-desk.ts'
import { ANA, BEN, type DeskOptions, OPS } from './desk.ts'
import { askedAgain, asking, held, RUN_ID } from './sample-states.ts'

let desk: CardsDesk['desk']
let ana: CardsDesk['ana']
let want: CardsDesk['want']
afterEach(() => desk.close())

async function open(options: DeskOptions = {}): Promise<void> {
  const opened = await openCardsDesk(options)
  desk = opened.desk
  ana = opened.ana
  want = opened.want
}

const inOps = () => ana.messages(OPS)

describe('a new question', () => {
  it('is posted with its blocks, a notification, and metadata of ids only', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    const [message] = inOps()
    expect(message?.text).toMatch(/^Hold order #1042\?/)
    expect(buttonsOf(message?.blocks as never).map(({ label }) => label)).toEqual(['Hold it', 'Reject', 'More'])
    expect(desk.slack.workspace.messages.get(OPS, message?.ts ?? '')?.metadata).toEqual({
      event_type: 'countersign_card',
      event_payload: { card_id: RUN_ID, run_id: RUN_ID, question: 1 },
    })
    expect(desk.cards.row(RUN_ID)).toMatchObject({
      channel: OPS,
      ts: message?.ts,
      have_version: asking.version,
      have_question: 1,
    })
  })

  it('is posted once, however often the outbox looks', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(1)
  })

  it('goes to the channel of its team', async () => {
    await open({ settings: { channels: { default: 'C0GENERAL', teams: { fraud: OPS } } } })
    want(asking)
    desk.cards.want(RUN_ID, { question: 1, version: asking.version, team: 'fraud' })
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(1)
  })
})

describe('what follows', () => {
  it('changes the same message', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    const first = inOps()[0]?.ts
    want(held)
    await desk.outbox.pump()
    expect(inOps().map(({ ts }) => ts)).toEqual([first])
    expect(read(inOps()[0]?.blocks ?? [])).toContain(`approved by <@${BEN}>`)
  })

  it('is a new message at the bottom when it is a new question, and the old one leads to it', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    want(askedAgain())
    await desk.outbox.pump()
    const [old, fresh] = inOps()
    expect(read(fresh?.blocks ?? [])).toContain('did not work: the shop refused it')
    expect(read(old?.blocks ?? [])).toContain(`This question moved: <${fresh?.permalink}|see it here>`)
    expect(buttonsOf(old?.blocks as never)).toEqual([])
    expect(desk.cards.row(RUN_ID)).toMatchObject({ have_question: 2, earlier: [{ channel: OPS, ts: old?.ts }] })
  })

  it('is posted again when somebody deleted the message', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    const message = desk.slack.workspace.messages.get(OPS, inOps()[0]?.ts ?? '')
    if (message) void desk.slack.workspace.messages.remove(message)
    want(held)
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(1)
    expect(desk.cards.row(RUN_ID).ts).toBe(inOps()[0]?.ts)
  })
})

describe('a rate limit', () => {
  it('is waited out as long as Slack asked, without another call meanwhile', async () => {
    await open()
    want(asking)
    desk.slack.control.fault({ kind: 'ratelimited', method: 'chat.postMessage', times: 1, retryAfterSeconds: 7 })
    await desk.outbox.pump()
    desk.pass(6 * SECOND)
    want(asking, runId(2))
    await desk.outbox.pump()
    expect(desk.slack.control.stats().calls['chat.postMessage']).toBe(1)
    desk.pass(2 * SECOND)
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(2)
  })

  it('of cards does not hold back what people are waiting for', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    want(held)
    desk.slack.control.fault({ kind: 'ratelimited', method: 'chat.update', times: 1, retryAfterSeconds: 30 })
    await desk.outbox.pump()
    const began = Date.now()
    await desk.send({
      type: 'event_callback',
      team_id: 'T0LOCAL01',
      event: { type: 'app_home_opened', user: ANA, tab: 'home', channel: 'D1', event_ts: '1' },
    })
    expect(ana.home()).toBeDefined()
    expect(Date.now() - began).toBeLessThan(1_500)
  })

  it('is never reached by our own pace: one message a second in a channel', async () => {
    await open({ slackRate: 1 })
    for (let n = 1; n <= 3; n += 1) want(asking, runId(n))
    desk.outbox.start()
    await ana.until(() => inOps().length === 3, { timeoutMs: 6_000, what: 'three cards' })
    expect(desk.slack.control.stats().rateLimited).toEqual({})
    const [first = 0, , last = 0] = inOps().map(({ ts }) => Number(ts))
    expect(last - first).toBeGreaterThanOrEqual(2)
  })
})

describe('hundreds of new cards in one channel', () => {
  const BACKLOG = 250
  const backlog = (): void => {
    for (let n = 1; n <= BACKLOG; n += 1) {
      want(asking, runId(n))
      desk.cards.want(runId(n), { question: 1, version: asking.version, deadline: n, team: 'busy' })
    }
  }
  const GENERAL = 'C0GENERAL'
  const channels = { default: OPS, teams: { busy: GENERAL } }

  it('hold back neither another channel nor the update of a decided card', async () => {
    await open({ slackRate: 1, settings: { channels } })
    desk.slack.workspace.channels.get(GENERAL)?.members.push(desk.slack.workspace.app.botUserId)
    want(asking, runId(900))
    desk.cards.want(runId(900), { question: 1, version: asking.version, team: 'busy' })
    await desk.outbox.pump()
    backlog()
    want(held, runId(900))
    want(asking, runId(901))
    await desk.outbox.pump()
    expect(ana.messages(GENERAL).map(({ blocks }) => read(blocks))).toEqual([
      expect.stringContaining(`approved by <@${BEN}>`),
    ])
    expect(inOps()).toHaveLength(1)
  })

  it('are not looked through again before the channel takes the next one', async () => {
    await open({ slackRate: 1, settings: { channels } })
    desk.slack.workspace.channels.get(GENERAL)?.members.push(desk.slack.workspace.app.botUserId)
    backlog()
    const next = await desk.outbox.pump()
    expect(next).toBeGreaterThan(500)
    expect(next).toBeLessThanOrEqual(1_100)
  })
})

describe('a Slack that is not well', () => {
  it('is tried again later', async () => {
    await open()
    desk.slack.control.outage(true)
    want(asking)
    await desk.outbox.pump()
    expect(inOps()).toEqual([])
    desk.slack.control.outage(false)
    desk.pass(5 * SECOND)
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(1)
  })

  it('that loses the reply gets the card twice, and both messages say which card they are', async () => {
    await open()
    desk.slack.control.fault({ kind: 'drop_after_effect', method: 'chat.postMessage', times: 1 })
    want(asking)
    await desk.outbox.pump()
    desk.pass(5 * SECOND)
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(2)
    const metadata = inOps().map(({ ts }) => desk.slack.workspace.messages.get(OPS, ts)?.metadata)
    expect(metadata[0]).toEqual(metadata[1])
    expect(desk.cards.row(RUN_ID).ts).toBe(inOps()[1]?.ts)
  })
})

describe('two processes', () => {
  it('that look at the same moment post every card once', async () => {
    await open()
    for (let n = 1; n <= 6; n += 1) want(asking, runId(n))
    await Promise.all([desk.outbox.pump(), desk.outbox.pump()])
    expect(inOps()).toHaveLength(6)
  })
})
