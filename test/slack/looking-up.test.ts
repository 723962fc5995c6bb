// Looking things up where people are: questions in their own words and `/order`, answered from a real record, with nothing that names a customer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import type { Message } from '../../dev/slack/contract.ts'
import { read } from '../blocks/read.ts'
import { BEN, OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let floor: Floor
let order: SampleOrder
beforeAll(async () => {
  floor = await createFloor()
  order = await floor.arrives(sampleCase('disagreement'))
}, 60_000)
afterAll(() => floor.close())

const bot = () => `<@${floor.local.workspace.app.botUserId}>`

/** What the app says next in a thread of the channel. */
async function asked(text: string, threadTs?: string): Promise<string> {
  const { ts } = floor.ben.say(OPS, `${bot()} ${text}`, threadTs === undefined ? {} : { threadTs })
  const thread = { channel: OPS, ts: threadTs ?? ts }
  const reply = await floor.ben.until(
    () => floor.ben.thread(thread).find((message) => Number(message.ts) > Number(ts)),
    {
      what: `an answer to "${text}"`,
    },
  )
  return checked(reply)
}

async function askedAlone(text: string): Promise<string> {
  const { ts } = floor.ben.say('app', text)
  const reply = await floor.ben.until(
    () => floor.ben.messages('app').find((message) => Number(message.ts) > Number(ts)),
    { what: `an answer to "${text}"` },
  )
  return checked(reply)
}

/** Whatever it says: it keeps to Slack's limits, has words for screen readers, and names no customer. */
function checked(message: Message): string {
  expect(messageProblems(message.blocks as never)).toEqual([])
  expect(message.text).not.toBe('')
  const said = `${read(message.blocks)}\n${message.text}`
  expect(said).not.toMatch(/Customer 1042|example\.com|Elsewhere Road|Sample Street/)
  return said
}

const card = (): Message => {
  const found = floor.ben.cards(OPS).find(({ blocks }) => read(blocks).includes('#1042'))
  if (!found) throw new Error('there is no card')
  return found
}

describe('asked before anybody has decided', () => {
  it('why is it on hold: what is asked, by which agent, for which reasons, with the way to its card', async () => {
    const said = await asked('why is 1042 on hold?')
    expect(said).toContain('*Order #1042*')
    expect(said).toMatch(/It waits for people for .*Hold order #1042\?.* \(fraud detection, confidence 0\.\d\d\)/)
    expect(said).toContain('Asked because:')
    expect(said).toContain(`/archives/${OPS}/p`)
    expect(said).toContain('`/order 1042`')
  })

  it('who approved it: nobody yet', async () => {
    expect(await asked('who approved 1042?')).toContain('still open')
  })

  it('under the card "it" is that order', async () => {
    expect(await asked('why is it waiting?', card().ts)).toContain('*Order #1042*')
  })

  it('how many are open, and which', async () => {
    const said = await asked('how many are open?')
    expect(said).toContain('1 question is open')
    expect(said).toContain('Hold order #1042?')
  })

  it('what waits for me', async () => {
    expect(await askedAlone('what is waiting for me?')).toContain('1 case waits for you')
  })

  it('what is stuck: nothing', async () => {
    expect(await asked('what is stuck?')).toContain('Nothing is stuck')
  })

  it('a wish to have something done changes nothing, and says so', async () => {
    expect(await asked('please release 1042')).toContain('I look things up here and change nothing')
    expect(await floor.recorded(order, 'verdict.given')).toEqual([])
  })
})

describe('asked of what is not there', () => {
  it('an order that nobody knows', async () => {
    expect(await asked('why is 987654 on hold?')).toContain('No order goes by "987654"')
  })

  it('nonsense is told what can be asked', async () => {
    const said = await asked('pineapple')
    expect(said).toContain('I did not understand that')
    expect(said).toContain('why is 1042 on hold?')
  })

  it('which order, when none is named', async () => {
    expect(await askedAlone('why?')).toContain('You can ask me')
  })
})

describe('a customer’s address', () => {
  const address = 'customer.1042@example.com'

  it('is not looked up where others read along', async () => {
    expect(await asked(`what happened to ${address}?`)).toContain('Others read along here')
  })

  it('finds their orders in a direct message, without repeating it', async () => {
    expect(await askedAlone(`what happened to ${address}?`)).toContain('*Order #1042*')
  })
})

describe('/order', () => {
  it('shows where the time went, can be fetched anew, and shared with everybody without what people wrote', async () => {
    await floor.ben.command('/order 1042', OPS)
    const mine = await floor.ben.until(() => floor.ben.ephemerals().at(-1), { what: 'the timeline' })
    expect(read(mine.blocks)).toMatch(/`▒+·*`|`·*▒+`/)
    expect(mine.text).toContain('Order #1042')
    expect(await floor.ben.click(ACTIONS.show, { message: mine })).toEqual({ status: 'ok' })
    expect(await floor.ben.click(ACTIONS.share, { message: mine })).toEqual({ status: 'ok' })
    const shared = await floor.ana.until(
      () => floor.ana.messages(OPS).find(({ blocks }) => read(blocks).includes(`Shared by <@${BEN}>`)),
      { what: 'the shared timeline' },
    )
    expect(checked(shared)).not.toContain('[')
  })
})

describe('asked after somebody has decided', () => {
  beforeAll(async () => {
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card() })).toEqual({ status: 'ok' })
    await floor.world.settle()
    await floor.shown()
  })

  it('who approved it, after how long', async () => {
    expect(await asked('who approved 1042?')).toMatch(new RegExp(`<@${BEN}> approved it .* after`))
  })

  it('why it is on hold: who proposed it and who approved it', async () => {
    expect(await asked('why is 1042 on hold?')).toMatch(/It is on hold since .*fraud detection proposed it/)
  })

  it('which agents acted, and what became of it', async () => {
    const said = await asked('which agent acted on 1042?')
    expect(said).toMatch(/\*fraud detection\* \d+\.\d+\.\d+ .*: hold, confidence/)
    expect(said).toContain(`<@${BEN}> approved it`)
  })

  it('what it cost: nothing, where the rules decide', async () => {
    expect(await asked('what did 1042 cost?')).toContain('that costs 0')
    expect(await asked('what did it cost this week?')).toContain('No model key is set')
  })

  it('how the agents and the day are', async () => {
    expect(await asked('how are the agents doing?')).toMatch(/\*fraud detection\* · asked 1: 1 approved/)
    expect(await asked('how is today?')).toMatch(/\*1 order\* came in/)
  })
})
