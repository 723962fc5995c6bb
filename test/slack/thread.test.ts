// The story below a card: every note once and in order, whatever goes wrong meanwhile; and a wish that could mean several drafts.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { ahead, heldByFraud, play, received, result, results, tierOne } from '../workflow/sample-run.ts'
import { ANA, BEN, createDesk, type Desk, OPS } from './desk.ts'
import { asking, DECISION, RUN_ID } from './sample-states.ts'

let desk: Desk
let ben: Reviewer
let state: RunState
afterEach(() => desk.close())

const notMine = (by: string): RunInput => ({ type: 'pass', decision_id: DECISION, by, to: { kind: 'nobody' } })
const having = (...inputs: RunInput[]) => play(received(), heldByFraud, ahead, { type: 'ask' }, ...inputs).state

async function open(first: RunState): Promise<void> {
  state = first
  desk = await createDesk({ engine: { state: async () => state } })
  ben = createReviewer(desk.slack, BEN)
  await shows(first)
}

async function shows(next: RunState): Promise<void> {
  state = next
  desk.cards.want(RUN_ID, { question: next.question, version: next.version })
  await pump()
}

async function pump(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    desk.pass(3_000)
    await desk.outbox.pump()
  }
}

const notes = (): string[] => {
  const [card] = ben.messages(OPS)
  return card ? ben.thread(card).flatMap(({ ts, text }) => (ts === card.ts ? [] : [text])) : []
}
const told = (...people: string[]) => people.map((by) => expect.stringContaining(`<@${by}> says: not mine`))

describe('the notes in a thread', () => {
  it('are posted once each, in their order', async () => {
    await open(asking)
    await shows(having(notMine(ANA)))
    await shows(having(notMine(ANA), notMine(BEN)))
    await pump()
    expect(notes()).toEqual(told(ANA, BEN))
    expect(desk.cards.row(RUN_ID)).toMatchObject({ have_notes: 2, have_version: state.version })
  })

  it('follow a card that is posted late', async () => {
    await open(having(notMine(ANA), notMine(BEN)))
    expect(notes()).toEqual(told(ANA, BEN))
  })

  it.each(['server_error', 'ratelimited'] as const)('are told after Slack had trouble: %s', async (kind) => {
    await open(asking)
    desk.slack.control.fault({ kind, method: 'chat.postMessage', times: 1, retryAfterSeconds: 2 })
    await shows(having(notMine(ANA), notMine(BEN)))
    await pump()
    expect(notes()).toEqual(told(ANA, BEN))
  })
})

describe('a mention below a card with several drafts', () => {
  const draft = (step: string) => result(step, 'notify', { ask: true, params: { body: `from ${step}` } })
  const { state: drafts } = play(received(), tierOne, results(draft('routing'), draft('fulfilment')), { type: 'ask' })

  it('asks which one is meant, with a button each', async () => {
    await open(drafts)
    const [card] = ben.messages(OPS)
    const bot = desk.slack.workspace.app.botUserId
    await desk.send({
      type: 'event_callback',
      team_id: 'T0LOCAL01',
      authorizations: [{ user_id: bot }],
      event: {
        ...{ type: 'app_mention', user: BEN, text: `<@${bot}> shorter`, channel: OPS },
        ...{ ts: `${Math.ceil(Date.now() / 1_000) + 60}.000100`, thread_ts: card?.ts, event_ts: '1' },
      },
    })
    const reply = card && ben.thread(card).find(({ ephemeral }) => ephemeral)
    expect(reply?.text).toBe('Which draft should change?')
    expect(JSON.stringify(reply?.blocks).split(ACTIONS.changes)).toHaveLength(3)
  })
})
