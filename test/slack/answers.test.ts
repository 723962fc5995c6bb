// The answer path through Bolt itself: durable before the acknowledgement, and every click gets an answer.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import type { VerdictRequest } from '../../src/contracts/verdict.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { UNCONFIRMED } from '../../src/slack/answer-words.ts'
import type { Ruling } from '../../src/workflow/rule-verdict.ts'
import { buttonsOf } from '../blocks/read.ts'
import { ANA, BEN, createDesk, type Desk, type DeskOptions, OPS, press } from './desk.ts'
import { asking, DECISION, halfApproved, held, RUN_ID, target } from './sample-states.ts'

const approve = press({ action: ACTIONS.approve, value: { ...target, verdict: 'approve' } })
const decision = asking.decisions[DECISION]!
const counted: Answer = {
  outcome: 'counted',
  decision_id: '',
  kind: 'approve',
  status: 'approved',
  weight: 'evidence',
  state: held,
}
const ruled = (ruling: Exclude<Ruling, { ruling: 'counts' | 'unknown' }>): Answer => ({
  outcome: ruling.ruling,
  ruling,
  state: held,
})

/** As it is once nobody answered it in time. */
const closedBy = (because: string) => {
  const closed = { at: Date.UTC(2026, 10, 10, 14, 0), by: null, kind: null, because, reason_code: null, note: null }
  return { ...decision, closed: { ...closed, carried: false, weight: 'evidence' as const, on_behalf_of: null } }
}

let desk: Desk
afterEach(() => desk.close())

async function deskWith(
  answer: Answer | (() => Promise<Answer>),
  options: DeskOptions = {},
): Promise<VerdictRequest[]> {
  const asked: VerdictRequest[] = []
  desk = await createDesk({
    ...options,
    engine: {
      answer: async (request) => {
        asked.push(request)
        return typeof answer === 'function' ? answer() : answer
      },
    },
  })
  return asked
}

describe('an approval that counts', () => {
  it('is durable before the click is acknowledged, and the card is refreshed after', async () => {
    const asked = await deskWith(counted)
    await desk.send(approve)
    expect(desk.story.map((line) => line.split(':')[0])).toEqual(['answer', 'ack', 'message'])
    // The card came before people's eyes when its message was posted.
    const shown_at = 1_000.1
    expect(asked).toEqual([{ run_id: RUN_ID, decision_id: DECISION, revision: 1, kind: 'approve', by: BEN, shown_at }])
  })

  it('is shown on the card and needs no words', async () => {
    await deskWith(counted)
    await desk.send(approve)
    expect(JSON.stringify(desk.replies[0])).toContain(`approved by <@${BEN}>`)
    expect(desk.replies).toHaveLength(1)
  })

  it('is written down as shown when the clicked message is the card of record', async () => {
    await deskWith(counted)
    desk.cards.want(RUN_ID, { question: 1, version: held.version })
    await desk.cards.posted(RUN_ID, { channel: OPS, ts: '1.000100', version: 1, question: 1 })
    await desk.send(approve)
    expect(desk.cards.row(RUN_ID)).toMatchObject({ have_version: held.version, ts: '1.000100' })
  })

  it('counts on a duplicate message too, which then leads to the card', async () => {
    await deskWith(counted)
    desk.cards.want(RUN_ID, { question: 1, version: held.version })
    await desk.cards.posted(RUN_ID, { channel: OPS, ts: '2.000200', version: 1, question: 1 })
    await desk.send(approve)
    expect(desk.replies.map(({ to, text }) => [to, text])).toEqual([
      ['message', 'This question moved.'],
      ['person', '✅ Your answer counted: approved.'],
    ])
    expect(JSON.stringify(desk.replies[0])).toContain(`/archives/${OPS}/p2000200`)
  })

  it('says "1 of 2" on the card while a second person must agree', async () => {
    const status = 'open' as const
    await deskWith({ ...counted, status, state: halfApproved } as Answer)
    await desk.send(approve)
    expect(JSON.stringify(desk.replies[0])).toContain('*1 of 2 to hold it:* <@U0ANA0001>')
  })

  it('is left to the outbox when the response_url does not answer, and the person is told', async () => {
    await deskWith(counted, {
      respond: async ({ to }) => {
        if (to === 'message') throw new Error('expired')
      },
    })
    await desk.send(approve)
    expect(desk.replies.map(({ text }) => text)).toEqual(['✅ Your answer counted: approved.'])
  })
})

describe('an answer that does not count', () => {
  const by = { decision, status: 'approved', at: Date.UTC(2026, 10, 10, 9, 5) } as const

  it.each<[string, Answer, RegExp]>([
    [
      'a repeat of your own',
      ruled({ ruling: 'already', ...by, by: BEN, yours: true }),
      /^Yours counted: approved at <!date/,
    ],
    [
      'somebody was faster',
      ruled({ ruling: 'already', ...by, by: ANA, yours: false }),
      /^<@U0ANA0001> was faster: approved at <!date.*Your click changed nothing/,
    ],
    [
      'not allowed',
      { outcome: 'forbidden', because: 'you are not a reviewer', who: [ANA, BEN], state: asking },
      /^✋ Not counted: you are not a reviewer\. Ask <@U0ANA0001>, <@U0BEN0001>\./,
    ],
    [
      'nobody is allowed',
      { outcome: 'forbidden', because: 'no reviewer is configured yet', who: [], state: asking },
      /an admin names reviewers in the Home tab/,
    ],
    ['an older revision', ruled({ ruling: 'stale', decision }), /^Nothing was decided: this has changed/],
    ['too late', ruled({ ruling: 'expired', decision, because: 'hold' }), /put on hold instead/],
    [
      'too late, skipped',
      ruled({ ruling: 'expired', decision: closedBy('skipped'), because: 'skipped' }),
      /the step was skipped/,
    ],
    [
      'too late, nothing done',
      ruled({ ruling: 'expired', decision: closedBy('nothing'), because: 'nothing' }),
      /^Too late: nobody answered in time\. Nothing was done\.$/,
    ],
    [
      'no longer asked',
      ruled({ ruling: 'superseded', decision, because: '<@U0ANA0001> chose "ship"' }),
      /no longer asked: <@U0ANA0001> chose "ship"/,
    ],
    [
      'the same person twice',
      ruled({ ruling: 'needs_other_person', decision, by: BEN, side: 'yes' }),
      /Your approval counted before: a second person must agree/,
    ],
    [
      'the same person rejecting twice',
      ruled({ ruling: 'needs_other_person', decision, by: BEN, side: 'no' }),
      /Your rejection counted before: a second person must agree/,
    ],
    [
      'the run has ended',
      ruled({ ruling: 'ended', decision, because: 'cancelled in the shop' }),
      /has ended \(cancelled in the shop\)/,
    ],
    ['an orphan button', { outcome: 'unknown' }, /belongs to nothing in the record/],
  ])('%s: the person hears what happened', async (_name, answer, words) => {
    await deskWith(answer)
    await desk.send(approve)
    const told = desk.replies.filter(({ to }) => to === 'person')
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toMatch(words)
  })

  it('shows the card as it is now to whoever clicked an outdated one', async () => {
    await deskWith(ruled({ ruling: 'already', ...by, by: ANA, yours: false }))
    desk.cards.want(RUN_ID, { question: 1, version: held.version })
    await desk.cards.posted(RUN_ID, { channel: OPS, ts: '1.000100', version: 1, question: 1 })
    await desk.send(approve)
    expect(desk.replies.map(({ to }) => to)).toEqual(['message', 'person'])
  })

  it('shows the present revision to whoever answered an older one, with buttons that answer that one', async () => {
    const revised = { ...asking, decisions: { ...asking.decisions, [DECISION]: { ...decision, revision: 2 } } }
    await deskWith({ outcome: 'stale', ruling: { ruling: 'stale', decision }, state: revised })
    await desk.send(approve)
    expect(desk.replies.map(({ to }) => to)).toEqual(['message', 'person'])
    const [card] = desk.replies
    const shown = buttonsOf((card?.blocks ?? []) as never).map(({ value }) => value)
    expect(shown).toEqual(shown.map(() => expect.objectContaining({ decision: DECISION, revision: 2 })))
    expect(shown).toHaveLength(3)
  })

  it('does not show a new card to somebody who may not answer', async () => {
    await deskWith({ outcome: 'forbidden', because: 'you are not a reviewer', who: [ANA], state: asking })
    await desk.send(approve)
    expect(desk.replies.map(({ to }) => to)).toEqual(['person'])
  })

  it.each(['not json', '{}', '{"run":"x","decision":"y","revision":0}', ''])(
    'a button whose value is %j is answered too',
    async (value) => {
      const asked = await deskWith(counted)
      await desk.send(press({ action: ACTIONS.approve, value }))
      expect(asked).toEqual([])
      expect(desk.story[0]).toBe('ack')
      expect(desk.replies[0]?.text).toMatch(/belongs to nothing/)
    },
  )
})

describe('a record that is not well', () => {
  it('is waited for two seconds, then the click is acknowledged and the truth follows', async () => {
    await deskWith(async () => {
      await new Promise((resolve) => setTimeout(resolve, 3 * SECOND))
      return counted
    })
    await desk.send(approve)
    expect(desk.ackedAfter()).toBeGreaterThan(1_900)
    expect(desk.ackedAfter()).toBeLessThan(2_800)
    expect(desk.story.map((line) => line.slice(0, 7))).toEqual(['ack', 'person:', 'answer', 'message', 'person:'])
    expect(desk.replies.filter(({ to }) => to === 'person').map(({ text }) => text)).toEqual([
      UNCONFIRMED,
      '✅ Your answer counted: approved.',
    ])
  })

  it('that fails leaves the person with what to do and a reference, and the click acknowledged', async () => {
    await deskWith(async () => {
      throw new Error('connection refused')
    })
    await desk.send(approve)
    expect(desk.story[0]).toBe('ack')
    expect(desk.replies[0]?.text).toMatch(
      /could not be confirmed.*click again: it counts once\. Reference [0-9a-f]{8}\./,
    )
    expect(desk.replies[0]?.text).not.toContain('connection refused')
  })
})

describe('the two sides of a contradiction', () => {
  it('answer with what their button says', async () => {
    const asked = await deskWith(counted)
    await desk.send(press({ action: ACTIONS.chooseOther, value: { ...target, verdict: 'reject' } }))
    expect(asked[0]).toMatchObject({ kind: 'reject', decision_id: DECISION, reason_code: 'wrong_call' })
  })
})
