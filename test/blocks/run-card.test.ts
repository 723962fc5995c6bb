// The card says everything a decision needs, in words, on a phone.
import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { CARD_LINES } from '../../blocks/kit/lines.ts'
import { cardText, cardTitle, runCard } from '../../blocks/run-card.ts'
import { buttonsOf, read } from './read.ts'
import { action, answered, card, DECISION, disagreement, NOW, question, RUN } from './samples.ts'
import { visibleLines } from './visible-lines.ts'

describe('an open question', () => {
  const blocks = runCard(card())
  const text = read(blocks)

  it('asks in its first line, with the amount', () => {
    expect(text.split('\n')[0]).toBe('# Hold order #1042? HK$ 5,480')
  })

  it('says by when, who proposes it and how sure', () => {
    expect(text).toMatch(/HK · answer by <!date\^\d+\^\{time\}\|13:00 UTC> · fraud_detection: confidence 0\.62/)
  })

  it('says that rules decided because no model key is set', () => {
    expect(text).toContain('rules decided: no model key is set')
  })

  it('gives reasons with their source, what speaks against it and what was not checked', () => {
    expect(text).toContain('• First order, and high _(order)_')
    expect(text).toContain('*Against:* The e-mail address is not a throw-away one')
    expect(text).toContain('*Not checked:* The card check results')
  })

  it('says why a person is asked', () => {
    expect(text).toContain(
      '*Why you:* Confidence 0.62 is below 0.70 · HK$ 5,480 = US$ 703, limit US$ 500, rate of 18 Nov',
    )
  })

  it('shows what follows if the order is released', () => {
    expect(text).toContain('*If released:* Singapore · Kestrel Air · HK$ 38 · 3 days → Ship it')
  })

  it('says what each answer does', () => {
    expect(text).toContain(
      'Approving puts the order on hold (fraud suspected); nothing ships until somebody releases it. Rejecting lets the order go on as usual.',
    )
  })

  it('has three buttons, the first of which says what it does', () => {
    expect(buttonsOf(blocks).map(({ label, action: id }) => [label, id])).toEqual([
      ['Hold it', ACTIONS.approve],
      ['Reject', ACTIONS.reject],
      ['More', ACTIONS.more],
    ])
  })

  it('carries decision, revision and run in every button, and nothing else', () => {
    const target = { run: RUN, decision: DECISION, revision: 1 }
    expect(buttonsOf(blocks).map(({ value }) => value)).toEqual([{ ...target, verdict: 'approve' }, target, target])
  })

  it('fits a phone', () => {
    expect(visibleLines(blocks)).toBeLessThanOrEqual(CARD_LINES)
  })
})

describe('a question with more to say than fits', () => {
  const crowded = card({
    also: [{ ask: 'Clear order #1042?', agent: 'compliance_check' }],
    waiting: [{ agent: 'order_routing', because: 'the stock feed does not answer', since: NOW, retry_at: NOW }],
    actions: [action()],
    question: question({ needs_two: true }),
  })

  it('keeps what it does and why it is asked, and says that there is more', () => {
    const text = read(runCard(crowded))
    expect(text).toContain('Approving puts the order on hold')
    expect(text).toContain('*Why you:*')
    expect(text).toMatch(/_\d more under More_/)
    expect(visibleLines(runCard(crowded))).toBeLessThanOrEqual(CARD_LINES)
  })

  it('keeps the stop button of what is about to happen', () => {
    expect(buttonsOf(runCard(crowded)).map(({ label }) => label)).toContain('Stop')
  })
})

describe('the notification', () => {
  it('is the question, the amount and the deadline', () => {
    expect(cardText(card())).toMatch(/^Hold order #1042\? HK\$ 5,480 · answer by <!date\^/)
  })

  it('says PRACTICE first where it is practice', () => {
    expect(cardText(card({ practice: true }))).toMatch(/^PRACTICE · Hold order #1042\?/)
  })
})

describe('two agents who disagree', () => {
  const blocks = runCard(disagreement())

  it('says so, with both sides next to each other', () => {
    expect(cardTitle(disagreement())).toBe('Two agents disagree · Order #1042 · HK$ 5,480')
    const sides = blocks.find((block) => block.type === 'section' && block.fields)
    expect(sides && 'fields' in sides && sides.fields?.map(({ text }) => text.split('\n')[0])).toEqual([
      '*fraud_detection* 0.62',
      '*fulfilment* 0.96',
    ])
  })

  it('offers the two answers by what they do', () => {
    expect(
      buttonsOf(blocks).map(({ label, action: id, value }) => [label, id, (value as { verdict?: string }).verdict]),
    ).toEqual([
      ['Hold it', ACTIONS.chooseMine, 'approve'],
      ['Ship it', ACTIONS.chooseOther, 'reject'],
      ['More', ACTIONS.more, undefined],
    ])
  })
})

describe('after the answer', () => {
  it('says who decided what and when, and offers to stop what has not begun', () => {
    const blocks = runCard(card({ question: null, answered: [answered()], actions: [action()] }))
    expect(read(blocks)).toMatch(/✅ \*Cancel it\*: approved by <@U0ANA0001> at <!date/)
    expect(read(blocks)).toMatch(/⏱️ Cancelling at <!date\^\d+\^\{time\}/)
    expect(buttonsOf(blocks).map(({ label }) => label)).toEqual(['Stop', 'Order timeline'])
  })

  it('names both people where two had to agree', () => {
    const text = read(runCard(card({ question: null, answered: [answered({ by: 'U0BEN0001' })] })))
    expect(text).toContain('approved by <@U0ANA0001> and <@U0BEN0001>')
  })

  it('says what did not work and why', () => {
    const failed = action({ status: 'failed', because: 'the shop refused it' })
    expect(read(runCard(card({ question: null, actions: [failed] })))).toContain(
      '⚠️ *Cancel it did not work*: the shop refused it',
    )
  })

  it('says what happened instead of an answer nobody gave', () => {
    const expired = answered({ status: 'expired', by: null, because: 'held' })
    expect(read(runCard(card({ question: null, answered: [expired] })))).toMatch(
      /nobody answered by .*, so the order was put on hold/,
    )
    const left = answered({ status: 'expired', by: null, because: 'nothing' })
    expect(read(runCard(card({ question: null, answered: [left] })))).toMatch(/by .*, and nothing was done/)
  })

  it('names people inside reasons of ours as people', () => {
    const set = answered({ status: 'superseded', by: null, because: '<@U0ANA0001> chose "hold" of fraud_detection' })
    expect(read(runCard(card({ question: null, answered: [set] })))).toContain('set aside, <@U0ANA0001> chose "hold"')
  })
})

describe('a run that cannot go on', () => {
  it('says what happened, what to do, and the reference', () => {
    const dead = card({
      ended: { phase: 'dead', outcome: 'needs a person', because: 'it went in circles', ref: 'a1b2c3d4' },
    })
    const text = read(runCard(dead))
    expect(text).toContain('# Order #1042 · HK$ 5,480 needs a person')
    expect(text).toContain('*What happened:* it went in circles')
    expect(text).toContain('*Reference:* a1b2c3d4')
    expect(buttonsOf(runCard(dead)).map(({ label, action: id }) => [label, id])).toContainEqual([
      'Try again',
      ACTIONS.revive,
    ])
    expect(buttonsOf(runCard(dead)).map(({ action: id }) => id)).not.toContain(ACTIONS.approve)
  })
})
