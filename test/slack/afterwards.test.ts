// What people do after the fact, in Slack: "This was wrong", the repair it opens, and an order sent to review from a message.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS, FIELDS, SHORTCUTS } from '../../blocks/ids.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import { orderNamesIn, wordsOf } from '../../src/slack/order-names.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, OPS } from './desk.ts'
import { createLiving, type Living } from './living.ts'

let living: Living
beforeEach(async () => {
  living = await createLiving()
})
afterEach(() => living.close())

async function arrives(id: Parameters<typeof namedCase>[0]) {
  const { order } = namedCase(id)
  living.world.shop.place(order)
  await living.world.send(order)
  await living.settled()
  return order
}

const cards = () =>
  living.ben
    .messages(OPS)
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ blocks }) => read(blocks))
const window = (of = living.ben) => read((of.view()?.view.blocks ?? []) as never)

/** A held order: its card is done, and what was decided can be called wrong. */
async function held() {
  const order = await arrives('disagreement')
  await living.ben.click(ACTIONS.chooseMine)
  await living.settled()
  return order
}

/** The least somebody has to choose: the first of its decisions. */
function chosen(of = living.ana) {
  const field = of.view()?.view.blocks.find(({ block_id }) => block_id === FIELDS.wrongDecision)
  const [, first = ''] = /"value":"([^"]+)"/.exec(JSON.stringify(field)) ?? []
  return { [FIELDS.wrongDecision]: first, [FIELDS.wrongReason]: 'wrong_call', [FIELDS.wrongSeverity]: '1' }
}

async function callsWrong(of = living.ana, words = 'It was a good customer.') {
  await of.click(ACTIONS.wrong)
  await of.until(() => of.view()?.view.submit, { what: 'the form' })
  const shown = window(of)
  const values = { ...chosen(of), [FIELDS.wrongSeverity]: '2', [FIELDS.wrongNote]: words }
  expect(await of.submit(undefined, values)).toEqual({ status: 'ok' })
  return shown
}

describe('"This was wrong" on a card', () => {
  it('offers to take it back first, then records it and leads to the repair, which somebody else answers', async () => {
    await held()
    const shown = await callsWrong()
    expect(shown).toContain('It can still be taken back')
    expect(shown).toContain('[Take back')
    expect(window(living.ana)).toContain('Recorded: this was wrong')
    expect(window(living.ana)).toContain('[Open the repair]')
    await living.settled()
    expect(cards().join('\n')).toContain(`was called wrong by <@${ANA}>`)
    const repair = cards().find((text) => text.includes('In their words: It was a good customer.'))
    expect(repair).toContain('Apologise to the customer')
    await living.ana.click(ACTIONS.open)
    await living.ana.until(() => window(living.ana).includes('Apologise'), { what: 'the repair in the window' })
    await living.ana.close()
    await living.ana.click('Send the apology')
    await living.ana.until(() => living.ana.ephemerals().find(({ text }) => text.includes('Not counted')), {
      what: 'the refusal',
    })
    await living.ben.click('Send the apology')
    await living.settled()
    const waiting = /⏱️ Sending the apology at .*\[Stop\]/s
    await living.ben.until(() => waiting.test(cards().join('\n')), { what: 'the wait' })
    living.world.pass(121_000)
    await living.settled()
    expect(living.world.shop.state.effects.all().map(({ action }) => action)).toContain('apologise')
  })

  it('lesson: approving says what it does before it does it', async () => {
    await held()
    await callsWrong(living.ana, 'Please refund it.')
    await living.settled()
    const said = cards().find((text) => text.includes('Refund order'))
    expect(said).toContain(
      'Approving refunds HK$ 5,480 to the customer (wrong call); this cannot be undone (it can be stopped for a short while before it starts).',
    )
    const done = () => living.world.shop.state.effects.all().filter(({ action }) => action === 'refund')
    expect(done()).toEqual([])
    await living.ben.click('Refund it')
    await living.settled()
    expect(done()).toEqual([])
    living.world.pass(121_000)
    await living.settled()
    expect(done()).toHaveLength(1)
  })

  it('is answered in /review, and "Undo last" stops the apology before it is sent', async () => {
    await held()
    await callsWrong()
    await living.ana.close()
    await living.settled()
    const says = (words: string) => living.ben.until(() => window(living.ben).includes(words), { what: words })
    await living.ben.command('/review', OPS)
    await says('Apologise to the customer')
    living.world.pass(60_000)
    await living.ben.click(ACTIONS.reviewApprove)
    await says('Sending the apology at')
    await living.ben.click(ACTIONS.reviewUndo)
    await says('stopped before it began')
    living.world.pass(600_000)
    await living.settled()
    expect(living.world.shop.state.effects.all().map(({ action }) => action)).not.toContain('apologise')
  })

  it('is said once: the second person hears who said it and when, and is led to the same repair', async () => {
    await held()
    await living.ana.click(ACTIONS.wrong)
    const first = await living.ana.until(() => (living.ana.view()?.view['submit'] ? living.ana.view() : null), {
      what: 'a form',
    })
    await living.ben.click(ACTIONS.wrong)
    await living.ben.until(() => living.ben.view()?.view.submit, { what: 'a second form' })
    await living.ana.submit(first, chosen())
    await living.ben.submit(undefined, chosen(living.ben))
    expect(window()).toContain(`<@${ANA}> said so before you`)
    expect(window()).toContain('[Open the repair]')
    await living.settled()
    expect(await living.world.ledger.queries.countOpen()).toBe(1)
  })

  it('is not for people who may not decide', async () => {
    await held()
    await callsWrong(living.chloe)
    expect(window(living.chloe)).toMatch(/Not counted/)
    expect(await living.world.ledger.queries.countOpen()).toBe(0)
  })
})

describe('"Send to review" in a message’s menu', () => {
  async function said(text: string) {
    const { ts } = living.ana.say(OPS, text)
    const message = living.ana.messages(OPS).find((each) => each.ts === ts)
    await living.ana.shortcut(SHORTCUTS.sendToReview, message)
    await living.ana.until(() => living.ana.view(), { what: 'the form' })
    return { message }
  }

  it('finds the order in the message, and asks others in the person’s words', async () => {
    const order = await held()
    await said(`The customer of ${order.number} called twice, please look`)
    expect(JSON.stringify(living.ana.view()?.view)).toContain(order.number)
    expect(await living.ana.submit(undefined, { [FIELDS.reviewNote]: 'Called twice.' })).toEqual({ status: 'ok' })
    expect(window(living.ana)).toContain('Sent: a card asks')
    await living.settled()
    expect(cards().join('\n')).toContain('In their words: Called twice.')
    await living.ana.close()
    await living.ben.click(ACTIONS.approve)
    await living.settled()
    expect(cards().join('\n')).toContain(`approved by <@${BEN}>`)
  })

  it('says next to the field that no order goes by that name, and keeps what was written', async () => {
    await held()
    await said('please look at #999999')
    const answer = await living.ana.submit(undefined, { [FIELDS.reviewNote]: 'Why not.' })
    expect(JSON.stringify(answer)).toContain('No order goes by that name')
    expect(living.ana.view()).toBeDefined()
  })

  it('of one message is one review, whoever sends it: the second hears who was first', async () => {
    const order = await held()
    const { message } = await said(`look at ${order.number}`)
    await living.ana.submit(undefined, { [FIELDS.reviewNote]: 'One.' })
    await living.settled()
    await living.ben.shortcut(SHORTCUTS.sendToReview, message)
    await living.ben.until(() => living.ben.view(), { what: 'the form' })
    await living.ben.submit(undefined, { [FIELDS.reviewNote]: 'Two.' })
    expect(window()).toContain(`<@${ANA}> sent order`)
    await living.settled()
    expect(await living.world.ledger.queries.countOpen()).toBe(1)
  })
})

describe('the names of orders in a message', () => {
  it.each([
    ['please check #1042 and 1043', ['#1042', '1043']],
    ['#1042, again 1042', ['#1042']],
    ['mail of <mailto:ana@example.com|ana@example.com>', ['ana@example.com']],
    ['tracking SG12345678HK, paid HK$ 1,240 at 14:02 on 2026-11-10', ['SG12345678HK']],
    ['refund HK$ 114, US$ 1,200 or 250 SGD of order 1042', ['1042']],
    ['nothing here', []],
    ['<https://shop.example/orders/5222000000001|5222000000001>', []],
  ])('%s', (text, names) => {
    expect(orderNamesIn(text)).toEqual(names)
  })

  it('are also found where other apps put their texts', () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'order #77001 is late' } }]
    expect(orderNamesIn(wordsOf({ text: '', blocks, attachments: [{ fallback: 'and #77002' }] }))).toEqual([
      '#77001',
      '#77002',
    ])
  })
})
