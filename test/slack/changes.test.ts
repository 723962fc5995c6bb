// A draft is revised in conversation: from a form or by mentioning the app in its thread, on the same card, with its story below it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, FIELDS } from '../../blocks/ids.ts'
import type { Message } from '../../dev/slack/contract.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, CHLOE, OPS } from './desk.ts'
import { createLiving, type Living } from './living.ts'

let living: Living
beforeEach(async () => {
  living = await createLiving()
  await living.draftArrives()
})
afterEach(() => living.close())

const card = (): Message => {
  const found = living.ben.cards(OPS).at(-1)
  if (!found) throw new Error('there is no card')
  return found
}
const shown = (): string => read(card().blocks as never)
const thread = (): string[] =>
  living.ben
    .thread(card())
    .filter(({ ts }) => ts !== card().ts)
    .map(({ text }) => text)
const opened = async (reviewer = living.ben) => {
  await reviewer.until(() => reviewer.view(), { what: 'the window' })
}

async function sendBack(note: string): Promise<void> {
  await living.ben.click(ACTIONS.changes, { message: card() })
  await opened()
  expect(await living.ben.submit(undefined, { [FIELDS.changesNote]: note })).toEqual({ status: 'ok' })
  await living.settled()
}

async function mentioned(text: string, reviewer = living.ben): Promise<void> {
  reviewer.say(OPS, `@${living.local.workspace.members.must(living.local.workspace.app.botUserId).name} ${text}`, {
    threadTs: card().ts,
  })
}

describe('a draft on its card', () => {
  it('is shown in its own words, with a button to ask for changes', () => {
    expect(shown()).toContain('Write to the customer of')
    expect(shown()).toMatch(/\*Subject:\* 您的訂單 .* 已出貨\n\*Body:\* 您好/)
    expect(shown()).toContain('[Request changes]')
  })

  it('is revised on the same card, and the old version stands in its thread', async () => {
    const { ts } = card()
    await sendBack('shorter')
    expect(card().ts).toBe(ts)
    expect(shown()).toContain(`Version 2, changed as <@${BEN}> asked`)
    expect(shown()).not.toContain('您好')
    expect(thread()).toHaveLength(1)
    expect(thread()[0]).toMatch(new RegExp(`<@${BEN}> asked for changes to version 1 .*\n> shorter\nVersion 1 was:`))
    expect(thread()[0]).toContain('> 您好')
    await sendBack('friendly')
    expect(shown()).toContain('Version 3')
    expect(thread()).toHaveLength(2)
    expect(thread()[1]).toContain('version 2')
  })

  it('that could not be changed as asked says so', async () => {
    await sendBack('offer free shipping')
    expect(shown()).toContain('came back with the same: edit it yourself, or reject it')
    expect(shown()).toContain('Not all that was asked was understood')
  })

  it('is sent in the version that was approved', async () => {
    await sendBack('say: "It left this morning."')
    const [{ run_id: run } = { run_id: '' }] = await living.world.ledger.queries.openDecisions({ limit: 1 })
    await living.ben.click(ACTIONS.approve, { message: card() })
    await living.settled()
    living.world.pass(5 * 60_000)
    await living.settled()
    const sent = living.world.shop.state.effects.all().find(({ action }) => action === 'notify')
    const state = await living.world.engine.state(run)
    expect(Object.values(state?.actions ?? {})).toMatchObject([{ status: 'succeeded', action_id: sent?.key }])
    expect(String(Object.values(state?.actions ?? {})[0]?.params['body'])).toContain('It left this morning.')
  })

  it('asks for words before it is sent back', async () => {
    await living.ben.click(ACTIONS.changes, { message: card() })
    await opened()
    expect(await living.ben.submit(undefined, { [FIELDS.changesNote]: '   ' })).toMatchObject({ status: 'invalid' })
  })
})

describe('a mention in the thread', () => {
  it('is a wish about the draft on the card', async () => {
    await mentioned('in Thai, please')
    await vi.waitFor(async () => {
      await living.settled()
      expect(shown()).toContain('Version 2')
    })
    expect(shown()).toContain('คำสั่งซื้อ')
    expect(thread().some((text) => text.includes('> in Thai, please'))).toBe(true)
  })

  it('by somebody who may not decide is refused in words, and changes nothing', async () => {
    await mentioned('shorter', living.chloe)
    const refusal = await living.chloe.until(() => living.chloe.thread(card()).find(({ ephemeral }) => ephemeral), {
      what: 'the refusal',
    })
    expect(refusal.text).toMatch(/^✋ Not counted: .*<@/)
    expect(refusal.threadTs).toBe(card().ts)
    await living.settled()
    expect(shown()).not.toContain('Version 2')
  })

  it('that asks something is no wish', async () => {
    await mentioned('why is it not sent yet?')
    await living.ben.until(() => thread().length === 2, { what: 'an answer' })
    await living.settled()
    expect(shown()).not.toContain('Version 2')
  })
})

describe('passing on', () => {
  const more = async (button: string) => {
    await living.ben.click(ACTIONS.more, { message: card() })
    await living.ben.until(() => read((living.ben.view()?.view.blocks ?? []) as never).includes('[Not mine]'), {
      what: 'More',
    })
    await living.ben.click(button)
  }
  const passOn = async (values: Record<string, string>) => {
    await more(ACTIONS.passOn)
    await living.ben.until(() => read((living.ben.view()?.view.blocks ?? []) as never).includes('A person'), {
      what: 'the form',
    })
    return living.ben.submit(undefined, values)
  }

  it('names the person on the card and in the thread', async () => {
    expect(await passOn({ [FIELDS.passPerson]: ANA })).toEqual({ status: 'ok' })
    await living.settled()
    expect(shown()).toContain(`👉 <@${ANA}>: <@${BEN}> passed this to you`)
    expect(thread()).toEqual([expect.stringContaining(`<@${ANA}>: <@${BEN}> passed this to you`)])
  })

  it('goes only to somebody who may decide it, and says who may', async () => {
    await passOn({ [FIELDS.passPerson]: CHLOE })
    const words = read((living.ben.view()?.view.blocks ?? []) as never)
    expect(words).toContain(`<@${CHLOE}> may not decide this`)
    expect(words).toContain(`<@${ANA}>`)
    await living.settled()
    expect(thread()).toEqual([])
  })

  it('takes one of the two', async () => {
    expect(await passOn({})).toMatchObject({ status: 'invalid' })
  })

  it('to a channel asks it there, and leaves a link here', async () => {
    const there = living.local.workspace.channels.visibleTo(BEN).find(({ id, kind }) => id !== OPS && kind === 'public')
    if (!there) throw new Error('the workspace has one channel only')
    const { ts } = card()
    there.members = there.members.filter((id) => id !== living.local.workspace.app.botUserId)
    there.kind = 'private'
    expect(await passOn({ [FIELDS.passChannel]: there.id })).toMatchObject({ status: 'invalid' })
    there.members.push(living.local.workspace.app.botUserId)
    expect(await living.ben.submit(undefined, { [FIELDS.passChannel]: there.id })).toEqual({ status: 'ok' })
    await living.settled()
    const moved = living.ben.cards(there.id).at(-1)
    expect(read((moved?.blocks ?? []) as never)).toContain('[Request changes]')
    expect(moved && living.ben.thread(moved).map(({ text }) => text)).toContainEqual(
      expect.stringContaining(`<@${BEN}> passed this to <#${there.id}>`),
    )
    const old = living.ben.messages(OPS).find((message) => message.ts === ts)
    expect(read((old?.blocks ?? []) as never)).toContain('This question moved')
  })

  it('"not mine" leaves it open, and says so on the card', async () => {
    await more(ACTIONS.notMine)
    await living.ben.until(() => read((living.ben.view()?.view.blocks ?? []) as never).includes('Noted: not yours'), {
      what: 'the answer',
    })
    await living.settled()
    expect(shown()).toContain(`<@${BEN}> says: not mine`)
    expect(shown()).toContain('[Send it]')
  })
})
