// What no rule understands is sorted by a model where there is one: it sees the person's words alone, and may only choose.
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import { createChooseWithModel } from '../../src/slack/questions/choose-with-model.ts'
import type { Question } from '../../src/slack/questions/question.ts'
import { createQuestions } from '../../src/slack/questions/reply-to.ts'
import { message } from '../models/messages-server.ts'
import { modelBench } from '../models/model-bench.ts'

const bench = modelBench()
const choose = (change: Parameters<typeof bench.models>[0] = {}) =>
  createChooseWithModel({ ask: bench.models(change).ask, newId, log: pino({ level: 'silent' }) })
const chosen = (answer: unknown) => bench.server.script(message(answer))

describe('a model', () => {
  it('chooses what is asked, in any language', async () => {
    chosen({ ask: 'why', order: '1042', period: null })
    expect(await choose()('为什么 1042 被扣住了')).toEqual({ ask: 'why', order: '1042' })
  })

  it('never sees an address, a telephone number or a mention', async () => {
    chosen({ ask: 'unknown', order: null, period: null })
    await choose()('<@U0ANA0001> ring mei@example.com at +852 9123 4567 about 1042')
    const sent = JSON.stringify(bench.server.received[0]?.body)
    expect(sent).toContain('1042')
    expect(sent).not.toMatch(/mei@example|9123|U0ANA0001/)
  })

  it('cannot bring in an order the person did not name', async () => {
    chosen({ ask: 'why', order: '9999', period: null })
    expect(await choose()('why is my thing late')).toEqual({ ask: 'why', order: null })
  })

  it.each([
    ['something that is not on the list', { ask: 'cancel_order', order: '1042', period: null }],
    ['an answer of its own', { answer: 'The order is fine.' }],
  ])('that says %s has said nothing', async (_what, answer) => {
    chosen(answer)
    expect(await choose()('whatever')).toBeNull()
  })

  it('is paid like any other call, and not asked beyond the budget', async () => {
    chosen({ ask: 'stuck', order: null, period: null })
    await choose()('anything lying around')
    expect(bench.spends).toMatchObject([{ agent: 'questions', run_id: null, outcome: 'answer' }])
    expect(await choose({ budget: { usdPerDay: () => 0 } })('anything lying around')).toBeNull()
    expect(bench.server.received).toHaveLength(1)
  })
})

describe('a question', () => {
  const asked: Question[] = []
  let calls = 0
  const questions = createQuestions({
    answers: async (question) => {
      asked.push(question)
      return { title: '', lines: ['said'], more: '' }
    },
    choose: async () => {
      calls += 1
      return { ask: 'stuck' }
    },
    people: { isActive: async (id) => id !== 'U0GUEST01' },
  })
  const from = (user: string) => ({ user, audience: 'everybody' as const, run: null })

  it('that a rule understands costs nothing', async () => {
    await questions('what is stuck?', from('U0ANA0001'))
    expect([asked.at(-1), calls]).toEqual([{ ask: 'stuck' }, 0])
    await questions('anything lying around', from('U0ANA0001'))
    expect([asked.at(-1), calls]).toEqual([{ ask: 'stuck' }, 1])
  })

  it('of a guest or a stranger is not answered', async () => {
    const before = asked.length
    expect((await questions('what is stuck?', from('U0GUEST01'))).text).toContain('members of this workspace')
    expect(asked).toHaveLength(before)
  })
})
