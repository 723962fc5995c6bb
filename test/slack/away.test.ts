// "While I am away, X decides": typed, understood or refused in words, kept, told, and ended.
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { linkMentions } from '../../dev/slack/workspace/mentions.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { read } from '../blocks/read.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, type as typed } from './desk.ts'

let desk: Desk
afterEach(() => desk.close())

const name = (id: string): string => `<@${id}|somebody>`

async function say(text: string, user = BEN): Promise<string> {
  const before = desk.replies.length
  await desk.send(typed('/countersign', `away ${text}`, user))
  const reply = desk.replies[before]
  return `${reply?.text ?? ''}\n${reply?.blocks ? read(reply.blocks) : ''}`.trim()
}
const kept = (user: string): unknown => desk.settings.now[`away:${user}`]
const toldTo = (user: string): string[] => {
  const { channels, messages, app } = desk.slack.workspace
  return messages.list(channels.openIm(app.botUserId, user).channel.id, user).map(({ text }) => text)
}

describe('/countersign away', () => {
  it('has somebody decide until the end of a day, and tells them', async () => {
    desk = await createDesk()
    expect(await say(`${name(CHLOE)} 3d`)).toMatch(
      new RegExp(
        `^🧳 Until <!date.*> <@${CHLOE}> takes your place: what you may decide, <@${CHLOE}> may too, in your name`,
      ),
    )
    expect(kept(BEN)).toMatchObject({ to: CHLOE })
    expect(await desk.surface.people.decidingRole(CHLOE)).toBe('reviewer')
    expect(toldTo(CHLOE)).toEqual([expect.stringMatching(new RegExp(`^🧳 <@${BEN}> is away until <!date`))])
    expect(await say('')).toMatch(new RegExp(`<@${CHLOE}> takes your place until <!date`))
    expect(await say('', CHLOE)).toMatch(new RegExp(`^Nobody takes your place. You take the place of <@${BEN}> until`))
  })

  it('ends when it was said to, or by itself', async () => {
    desk = await createDesk()
    await say(`${name(CHLOE)} 3d`)
    expect(await say('off')).toBe(`Welcome back: <@${CHLOE}> does not take your place any more.`)
    expect(await desk.surface.people.decidingRole(CHLOE)).toBeNull()
    expect(await say('off')).toBe('Nobody takes your place at the moment.')
    await say(`${name(CHLOE)} 3d`)
    desk.pass(3 * DAY)
    expect(await desk.surface.people.decidingRole(CHLOE)).toBeNull()
    expect(await say('')).toBe('Nobody takes your place.')
  })

  it('is said for somebody else by admins only', async () => {
    desk = await createDesk()
    expect(await say(`${name(ANA)} ${name(CHLOE)} until 2099-01-01`, BEN)).toBe(
      'That is more than 90 days away. Type a day such as `until 2026-11-25`, `until 2026-11-25 14:00`, `until friday`, or how long: `3d`, `8h`, `2w`.',
    )
    expect(await say(`${name(ANA)} ${name(CHLOE)} 1w`, BEN)).toBe(
      `✋ Only <@${ANA}> or an admin may do this: <@${ANA}>.`,
    )
    expect(kept(ANA)).toBeUndefined()
    expect(await say(`${name(BEN)} ${name(CHLOE)} 1w`, ANA)).toContain(`takes <@${BEN}>'s place: what they may decide`)
    expect(await say(`${name(BEN)} off`, CHLOE)).toContain('✋')
    expect(await say(`${name(BEN)} off`, ANA)).toContain(`does not take <@${BEN}>'s place any more`)
  })

  it('is not said for what cannot be', async () => {
    desk = await createDesk()
    expect(await say(`${name(BEN)} 3d`)).toBe('Nobody takes their own place: name somebody else.')
    expect(await say(`${name(BEN)} 3d`, CHLOE)).toBe('You decide nothing, so there is nothing to hand over.')
    desk.slack.control.setUser({ id: CHLOE, isGuest: true })
    desk.pass(2 * 60_000)
    expect(await say(`${name(CHLOE)} 3d`)).toContain('guests, bots and deactivated people never do')
    expect(kept(BEN)).toBeUndefined()
  })

  it('warns that it is not handed on', async () => {
    desk = await createDesk()
    await say(`${name(ANA)} 3d`, BEN)
    expect(await say(`${name(BEN)} 3d`, ANA)).toMatch(
      new RegExp(`⚠️ <@${BEN}> is away too, until <!date.*; this is not handed on to <@${ANA}>`),
    )
  })

  it('says so when the other person could not be told', async () => {
    desk = await createDesk()
    desk.slack.control.fault({ kind: 'server_error', method: 'chat.postMessage', times: 1 })
    expect(await say(`${name(CHLOE)} 3d`)).toContain(`<@${CHLOE}> could not be told: please tell them.`)
    expect(kept(BEN)).toMatchObject({ to: CHLOE })
  })

  it.each([
    ['help', '/countersign away'],
    ['@chloe until friday', 'Slack does not say who "@chloe" is'],
    ['until friday', 'Who decides while you are away?'],
    [`${name(CHLOE)}`, 'Until when?'],
    [`${name(CHLOE)} until the cows come home`, '"until the cows come home" is no time I understand.'],
    [`${name(CHLOE)} until 2026-02-30`, '"until 2026-02-30" is no time I understand.'],
    [`${name(CHLOE)} until 2020-01-01`, 'That has passed already.'],
    [`${name(ANA)} ${name(BEN)} ${name(CHLOE)} 3d`, 'Who decides while you are away?'],
    [`${name(ANA)} ${name(CHLOE)} off`, 'Whose absence ends?'],
  ])('explains itself for "%s"', async (text, expected) => {
    desk = await createDesk()
    expect(await say(text)).toContain(expected)
    expect(Object.keys(desk.settings.now).filter((key) => key.startsWith('away:'))).toEqual([])
  })

  it('understands a name picked from the list, which the manifest has Slack send as an id', async () => {
    desk = await createDesk({ manifest: parse(readFile('manifest.yml')) })
    const { manifest, ...known } = desk.slack.workspace
    expect(manifest.commands.find(({ command }) => command === '/countersign')?.shouldEscape).toBe(true)
    await desk.send(typed('/countersign', linkMentions('away @chloe 3d', known, true), BEN))
    expect(kept(BEN)).toMatchObject({ to: CHLOE })
  })
})
