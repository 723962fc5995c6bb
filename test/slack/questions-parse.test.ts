// What people type and what they mean by it: many phrasings of one question, and nonsense that must stay unknown.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderIn } from '../../src/slack/questions/order-in.ts'
import { parse } from '../../src/slack/questions/parse.ts'
import { Question } from '../../src/slack/questions/question.ts'

const about = (ask: string, order: string | null) => ({ ask, order })

describe('a question about an order', () => {
  it.each([
    ['why is 1042 on hold?', 'why', '1042'],
    ['Why is #1042 on hold', 'why', '1042'],
    ['<@U0BOT0001> why is order 1042 held??', 'why', '1042'],
    ['how come HK-1042 is still waiting', 'why', 'HK-1042'],
    ["what's holding 1042 up?", 'why', '1042'],
    ['what’s wrong with 1042', 'why', '1042'],
    ['is 1042 on hold?', 'why', '1042'],
    ['is 1042 stuck?', 'why', '1042'],
    ['reason for 1042 please', 'why', '1042'],
    ['who approved 1042?', 'who', '1042'],
    ['Who signed off order #1042', 'who', '1042'],
    ['who decided on 1042 and when', 'who', '1042'],
    ['who cancelled 1042?', 'who', '1042'],
    ['by whom was 1042 released?', 'who', '1042'],
    ['which agent acted on 1042?', 'agent', '1042'],
    ['what agents worked on 1042', 'agent', '1042'],
    ['what did the agents say about 1042', 'agent', '1042'],
    ['what happened to 1042?', 'status', '1042'],
    ['where is SF1234567890', 'status', 'SF1234567890'],
    ['status of #77', 'status', '77'],
    ['1042', 'status', '1042'],
    ['order 7', 'status', '7'],
    ['has 1042 shipped?', 'status', '1042'],
    ['tell me about shopify:acme.example:820982911946154508', 'status', 'shopify:acme.example:820982911946154508'],
    ['what happened to orders of mei@example.com?', 'status', 'mei@example.com'],
    ['what did 1042 cost?', 'cost_of', '1042'],
    ['please cancel 1042', 'do', '1042'],
    ['refund 1042', 'do', '1042'],
    ['could you release order 1042?', 'do', '1042'],
  ])('%j', (text, ask, order) => {
    expect(parse(text)).toEqual(about(ask, order))
  })
})

describe('a question about everything', () => {
  it.each([
    ['what is stuck?', { ask: 'stuck' }],
    ['anything stuck', { ask: 'stuck' }],
    ['how many orders are stuck?', { ask: 'stuck' }],
    ['is something hanging?', { ask: 'stuck' }],
    ['how many are open?', { ask: 'open' }],
    ['How many questions are waiting', { ask: 'open' }],
    ["what's open", { ask: 'open' }],
    ['how long is the queue?', { ask: 'open' }],
    ['what is on hold?', { ask: 'open' }],
    ['what is waiting for me?', { ask: 'mine' }],
    ['my queue', { ask: 'mine' }],
    ['do I have anything to review', { ask: 'mine' }],
    ['what did it cost this week?', { ask: 'costs', period: 'week' }],
    ['how much did we spend this month', { ask: 'costs', period: 'month' }],
    ['costs today', { ask: 'costs', period: 'day' }],
    ['is there budget left?', { ask: 'costs', period: 'day' }],
    ['how are the agents doing?', { ask: 'agents' }],
    ['how accurate is fraud detection?', { ask: 'agents' }],
    ['how is today going', { ask: 'today' }],
    ['how many orders came in', { ask: 'today' }],
    ['help', { ask: 'help' }],
    ['hello!', { ask: 'help' }],
    ['what can you do?', { ask: 'help' }],
  ])('%j', (text, question) => {
    expect(parse(text)).toEqual(question)
  })
})

describe('under a card', () => {
  it.each([
    ['why is it on hold?', about('why', null)],
    ['why?', about('why', null)],
    ['who approved it', about('who', null)],
    ['which agent acted on this?', about('agent', null)],
    ['what did it cost?', about('cost_of', null)],
    ['is it stuck?', about('why', null)],
    ['what is stuck?', { ask: 'stuck' }],
    ['what did it cost this week?', { ask: 'costs', period: 'week' }],
    ['and 2001, why is that held?', about('why', '2001')],
  ])('"it" is the order of the card: %j', (text, question) => {
    expect(parse(text, { inThread: true })).toEqual(question)
  })
})

describe('what is no question of ours', () => {
  it.each([
    '',
    '   ',
    '???',
    'the weather is nice',
    'pizza',
    'lorem ipsum dolor',
    'tell a joke',
    '你好',
    'why is the sky blue',
    'who is the president',
    'write a poem about 1042',
    '<!channel> <@U0ANA0001>',
    '🎉🎉',
  ])('stays unknown: %j', (text) => {
    expect(parse(text)).toMatchObject({ ask: text.includes('1042') ? expect.any(String) : 'unknown' })
  })

  it('never becomes something that cannot be answered, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.boolean(), (text, inThread) => {
        expect(Question.safeParse(parse(text, { inThread })).success).toBe(true)
      }),
    )
  })
})

describe('the order in a text', () => {
  it.each([
    ['why is 1042 on hold?', '1042'],
    ['#HK-1042?', 'HK-1042'],
    ['order no. 12', '12'],
    ['look at EM123-HK.', 'EM123-HK'],
    ['(1042)', '1042'],
    ['what happened in the last 100 days', null],
    ['more than 500 orders', null],
    ['what did we spend since 2026', null],
    ['it costs $1200', null],
    ['above 1000 HKD', null],
    ['24 h', null],
    ['95 %', null],
    ['nothing', null],
  ])('%j is %j', (text, order) => {
    expect(orderIn(text)).toBe(order)
  })
})
