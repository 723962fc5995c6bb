// Looking things up by typing: an order by any name, what is stuck, what models cost, and words that are nearly right.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { emailHash, phoneHash } from '../../src/channels/refs.ts'
import { buttonsOf } from '../blocks/read.ts'
import { press } from './desk.ts'
import { asking, RUN_ID } from './sample-states.ts'
import { ENTITY, found, named, stored, typing } from './typing.ts'

const { desk, open, answerTo, close } = typing()
afterEach(close)

describe('/order', () => {
  it('tells which agent decided what, how sure, why, and who countersigned', async () => {
    const story = await answerTo('/order', '1042', { queries: named('#1042', ENTITY) })
    expect(story).toContain('# Order #1042 · HK$ 5,480')
    expect(story).toMatch(/🔎 <!date.* · fraud 1\.0\.0: hold, confidence 0\.62 \(rules\)/)
    expect(story).toContain('❓')
    expect(story).toMatch(/✍️ <!date.* · <@U0BEN0001> approved "hold"/)
  })

  it('offers the whole timeline, to share it here, and to fetch it anew', async () => {
    await answerTo('/order', '1042', { queries: named('1042', ENTITY) })
    expect(buttonsOf(desk().replies[0]?.blocks ?? []).slice(0, 3)).toMatchObject([
      { action: ACTIONS.timeline, value: { run: RUN_ID } },
      { action: ACTIONS.share, value: { run: RUN_ID } },
      { action: ACTIONS.show, value: { run: RUN_ID } },
    ])
  })

  it('finds a customer’s orders by the hash of the address only', async () => {
    const story = await answerTo('/order', '<mailto:Ana@Example.com|Ana@Example.com>', {
      queries: named(emailHash('ana@example.com'), ENTITY),
    })
    expect(story).toContain('# Order #1042')
  })

  it('finds a customer’s orders by the hash of their telephone number only', async () => {
    const story = await answerTo('/order', '+852 5555 0100', {
      queries: named(phoneHash('+852 5555 0100') ?? '', ENTITY),
    })
    expect(story).toContain('# Order #1042')
  })

  it('asks which one when several orders go by that name', async () => {
    const others = ['a', 'b'].map((id) => ({ ...found, entity_id: `shopify:${id}.example:1`, run_id: RUN_ID }))
    const story = await answerTo('/order', '1042', { queries: { findRuns: async () => others } })
    expect(story).toContain('*"1042" fits 2 orders.* Which one?')
    expect(story.match(/\[Show\]/g)).toHaveLength(2)
  })

  it('says what to try when nothing goes by that name', async () => {
    expect(await answerTo('/order', '<!channel>')).toContain('*No order goes by "&lt;!channel&gt;".*')
  })

  it.each(['', 'help'])('explains itself for "%s"', async (text) => {
    expect(await answerTo('/order', text)).toContain('`/order 1042`')
  })
})

describe('/stuck and /costs', () => {
  it('say so when nothing is stuck, and that rules cost nothing', async () => {
    expect(await answerTo('/stuck', '')).toContain('✅ *Nothing is stuck.*')
    expect(await answerTo('/costs', 'week')).toContain('No model key is set: the rules decide, and that costs 0.')
  })

  it('take a number of minutes', async () => {
    expect(await answerTo('/stuck', '30 min')).toContain('stood still for 30 min')
    expect(await answerTo('/stuck', 'soon')).toContain('`/stuck 30`')
  })

  it.each([
    ['/stuck', 'help', '`/stuck 30`'],
    ['/costs', 'help', '`/costs month`'],
    ['/costs', 'decade', '`/costs month`'],
    ['/countersign', 'stuck', 'Nothing is stuck'],
    ['/countersign', 'costs day', 'that costs 0'],
  ])('%s %s explains itself', async (command, text, said) => {
    expect(await answerTo(command, text)).toContain(said)
  })
})

describe('a word nobody knows', () => {
  it.each([
    ['oder 1042', 'order'],
    ['stcuk', 'stuck'],
    ['reviews', 'review'],
  ])('%j suggests the nearest', async (typed, word) => {
    expect(await answerTo('/countersign', typed)).toContain(`Did you mean \`/countersign ${word}\`?`)
  })

  it('suggests nothing when nothing is near', async () => {
    expect(await answerTo('/countersign', 'dance')).not.toContain('Did you mean')
  })
})

describe('an answer to /order', () => {
  const of = (kind: 'practice' | 'seed') => ({
    queries: { findRuns: async () => [{ ...found, kind }] },
  })

  it('says at the top that it is practice', async () => {
    const shown = await answerTo('/order', '1042', of('practice'))
    expect(shown).toContain('# PRACTICE · Order #1042')
    expect(shown).toContain('Nothing of it is carried out, and no answer counts')
  })

  it('says at the top that it is sample data', async () => {
    expect(await answerTo('/order', '1042', of('seed'))).toContain('# SAMPLE · Order #1042')
  })

  it('never replaces what others see by what one person may see', async () => {
    await open({ load: async () => [stored], state: asking, queries: named('1042', ENTITY) })
    const shared = { channel: 'C0OPS0001', ts: '1.000100' }
    await desk().send(press({ action: ACTIONS.show, value: { run: RUN_ID }, message: shared }))
    expect(desk().replies.map(({ to }) => to)).toEqual(['person'])
    await desk().send(press({ action: ACTIONS.show, value: { run: RUN_ID }, message: null }))
    expect(desk().replies.map(({ to }) => to)).toEqual(['person', 'message'])
  })

  it('belongs to nothing when somebody invents a button', async () => {
    await open()
    await desk().send(press({ action: ACTIONS.share, value: 'nonsense', message: null }))
    expect(desk().replies[0]?.text).toContain('belongs to nothing')
  })
})
