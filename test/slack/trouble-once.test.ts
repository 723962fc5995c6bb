// Every way in which Slack refuses a card until a person mends something: one message to the admins a day, in words that say what to do.
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createTrouble, type Trouble } from '../../src/slack/trouble.ts'
import { ANA, createDesk, type Desk, OPS } from './desk.ts'
import { memorySettings } from './memory-record.ts'
import { asking, RUN_ID } from './sample-states.ts'

const log = pino({ level: 'silent' })

describe('a refusal of Slack', () => {
  let desk: Desk
  afterEach(() => desk.close())

  it.each([
    ['is_archived', /is archived\. Unarchive it, or choose another channel/],
    ['not_in_channel', /Type `\/invite @Countersign` there/],
    ['channel_not_found', /cannot see .*private, or gone/],
    ['missing_scope', /lacks a permission.*Reinstall it with the current manifest\.yml/],
    ['restricted_action', /does not let apps post in/],
    ['restricted_action_read_only_channel', /does not let apps post in/],
    ['token_revoked', /refuses the app's token/],
    ['invalid_auth', /refuses the app's token/],
    ['account_inactive', /refuses the app's token/],
  ])('%s is told to an admin once, in words that say what to do', async (code, words) => {
    desk = await createDesk({ engine: { state: async () => asking } })
    // The card's own call is refused; the message to the admin is let through.
    desk.slack.control.fault({ kind: 'refuse', method: 'chat.postMessage', times: 1, code })
    desk.cards.want(RUN_ID, { question: asking.question, version: asking.version })
    await desk.outbox.pump()
    const told = () =>
      createReviewer(desk.slack, ANA)
        .messages('app')
        .map(({ text }) => text)
    expect(told()).toEqual([expect.stringMatching(words)])
    expect(desk.cards.row(RUN_ID).error).toMatch(words)
    desk.slack.control.fault({ kind: 'refuse', method: 'chat.postMessage', times: 1, code })
    desk.pass(20_000)
    await desk.outbox.pump()
    expect(told()).toHaveLength(1)
    desk.pass(20_000)
    await desk.outbox.pump()
    expect(desk.cards.row(RUN_ID).error).toBeNull()
  })
})

describe('the admins', () => {
  let slack: LocalSlack
  let settings: ReturnType<typeof memorySettings>
  let now = 0
  beforeEach(async () => {
    slack = await createLocalSlack({ slackRate: 50 })
    settings = memorySettings()
    now = Date.now()
  })
  afterEach(() => slack.stop())

  /** One process that posts cards; all share the record. */
  const process = (): Trouble =>
    createTrouble({
      client: createClients(slack, createBoltLogger(log)).background,
      people: { members: async () => [ANA] },
      settings,
      newId,
      clock: () => now,
      log,
    })
  const told = () => createReviewer(slack, ANA).messages('app').length
  const archived = { code: 'is_archived', channel: OPS }

  it('hear of one cause once, from two processes that meet it at the same time', async () => {
    const [one, other] = [process(), process()]
    await Promise.all([one.tell(archived), other.tell(archived), one.tell(archived)])
    expect(told()).toBe(1)
  })

  it('do not hear of it again after a restart, and do after a day', async () => {
    await process().tell(archived)
    now += 6 * HOUR
    await process().tell(archived)
    expect(told()).toBe(1)
    now += DAY
    await process().tell(archived)
    expect(told()).toBe(2)
  })

  it('hear of it again when it had worked in between', async () => {
    const trouble = process()
    await trouble.tell(archived)
    trouble.mended(OPS)
    now += MINUTE
    await trouble.tell(archived)
    expect(told()).toBe(2)
  })

  it('hear of a missing permission once, however many channels it keeps cards from', async () => {
    const trouble = process()
    await trouble.tell({ code: 'missing_scope', channel: OPS })
    await trouble.tell({ code: 'missing_scope', channel: 'C0GENERAL' })
    await trouble.tell({ code: 'is_archived', channel: 'C0GENERAL' })
    expect(told()).toBe(2)
  })

  it('hear of it later when Slack did not take the message either', async () => {
    const trouble = process()
    slack.control.fault({ kind: 'refuse', method: 'chat.postMessage', times: 1, code: 'token_revoked' })
    await trouble.tell({ code: 'token_revoked', channel: null })
    expect(told()).toBe(0)
    now += 2 * MINUTE
    await trouble.tell({ code: 'token_revoked', channel: null })
    expect(told()).toBe(1)
  })
})
