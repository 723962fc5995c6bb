import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLocalSlack } from '../../dev/slack/local-slack.ts'
import { describeWithBrowser } from '../setup/suites.ts'
import { type OpenedWorkspace, openWorkspace } from './opened-workspace.ts'
import { MANIFEST, ORDERS, postCard, SEED } from './order-desk.ts'

const ANA = 'U0ANA0001'
const BEN = 'U0BEN0001'
const MEI = 'U0MEI0001'

describeWithBrowser('people on the page', (chromium) => {
  let workspace: OpenedWorkspace

  beforeAll(async () => {
    workspace = await openWorkspace({ chromium })
  })
  afterAll(() => workspace.close())

  it('a command is found by its first letters, completed and sent by keyboard, and answered to one person only', async () => {
    const { page } = await workspace.open(ANA)
    await page.getByRole('button', { name: 'orders' }).click()
    const composer = page.getByRole('combobox', { name: 'Message #orders' })
    await composer.focus()
    await page.keyboard.type('/')
    const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option')
    expect(await options.allInnerTexts()).toHaveLength(3)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await composer.inputValue()).toBe('/order ')
    await page.keyboard.type('1042')
    await page.keyboard.press('Enter')
    const answer = page.locator('.message', { hasText: 'Order #1042 was held at 14:07' })
    await answer.getByText('Only visible to you').waitFor()
    expect(await composer.inputValue()).toBe('')
    await page.getByRole('button', { name: /^You are Ana Lim/ }).click()
    await page.getByRole('menuitemradio', { name: /Ben Okafor/ }).click()
    await page.getByRole('button', { name: /^You are Ben Okafor/ }).waitFor()
    expect(new URL(page.url()).searchParams.get('user')).toBe(BEN)
    expect(await answer.count()).toBe(0)
    await page.context().close()
  })

  it('an unknown command stays in the field, with the reason above it', async () => {
    const { page } = await workspace.open(ANA)
    const composer = page.locator('#composer')
    await composer.fill('/nothing here')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('/nothing is not a valid command.').waitFor()
    expect(await composer.inputValue()).toBe('/nothing here')
    await page.context().close()
  })

  it('a card is decided without ever touching a mouse', async () => {
    await postCard(workspace.slack, workspace.desk.app, '2001')
    const { page } = await workspace.open(ANA)
    const card = page.locator('.message', { hasText: 'Hold order #2001?' })
    await page.getByRole('button', { name: 'orders' }).focus()
    await page.keyboard.press('Enter')
    await card.waitFor()
    await page.keyboard.press('F6')
    await page.keyboard.press('F6')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('composer')
    // Backwards from the composer: the last card's own controls come first.
    const approve = card.getByRole('button', { name: 'Approve' })
    for (let presses = 0; presses < 12; presses++) {
      if (await approve.evaluate((each) => each === document.activeElement)) break
      await page.keyboard.press('Shift+Tab')
    }
    await page.keyboard.press('Enter')
    await card.getByText('Approved by @Ana Lim').waitFor()
    await page.context().close()
  })

  it('a mention raises a badge for the person it names, and reading takes it away', async () => {
    const { page } = await workspace.open(BEN)
    await page.getByRole('button', { name: 'orders' }).click()
    workspace.slack.people.message({ user: MEI, channel: 'C0GENERAL', text: '@ben can you look?' })
    const general = page.getByRole('navigation').getByRole('button', { name: /general/ })
    await general.getByText('1 mention').waitFor()
    await page.waitForFunction(() => document.title.startsWith('(1) #orders'))
    await general.click()
    await page.locator('.message', { hasText: 'can you look?' }).waitFor()
    await general.getByText('1 mention').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('the Home is published when it is opened, and the Messages tab is a conversation with the app', async () => {
    const { page } = await workspace.open(MEI)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Order desk/ })
      .click()
    await page.getByRole('heading', { name: 'Your open reviews' }).waitFor()
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByRole('combobox', { name: 'Message Order desk' }).fill('hello')
    await page.keyboard.press('Enter')
    await page.locator('.message', { hasText: 'hello' }).waitFor()
    await page.context().close()
  })

  it('a channel one is not in is read first and joined by a button', async () => {
    const { page } = await workspace.open(ANA)
    await page.getByRole('navigation').getByRole('button', { name: 'pricing' }).click()
    await page.getByRole('button', { name: 'Join channel' }).click()
    await page.getByRole('combobox', { name: 'Message #pricing' }).waitFor()
    await page.context().close()
  })

  it('a link to a message opens its channel and marks the message', async () => {
    const { ts } = workspace.slack.people.message({ user: MEI, channel: ORDERS, text: 'the linked one' })
    const { page } = await workspace.open(ANA)
    await page.goto(`${workspace.slack.url}/archives/${ORDERS}/p${ts.replace('.', '')}?user=${ANA}`)
    await page.locator('.message[data-highlighted]', { hasText: 'the linked one' }).waitFor()
    await page.context().close()
  })

  it('on a phone the channels are in a drawer, nothing is wider than the screen, and a card can be decided', async () => {
    await postCard(workspace.slack, workspace.desk.app, '2002')
    const { page } = await workspace.open(ANA, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const orders = page.getByRole('button', { name: 'orders' })
    const drawer = page.getByRole('button', { name: /^Channels/ })
    await drawer.waitFor()
    expect(await orders.isVisible()).toBe(false)
    await drawer.tap()
    await orders.tap()
    const card = page.locator('.message', { hasText: 'Hold order #2002?' })
    await card.getByRole('button', { name: 'Approve' }).tap()
    await card.getByText('Approved by @Ana Lim').waitFor()
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    expect(widths).toEqual([390, 390])
    await page.context().close()
  })

  it('a lost workspace is said so, and the page catches up by itself when it is back', async () => {
    const first = await createLocalSlack({ seed: SEED, manifest: MANIFEST, page: workspace.page })
    const port = Number(new URL(first.url).port)
    const { page } = await workspace.open(ANA)
    await page.goto(`${first.url}/?user=${ANA}&channel=${ORDERS}`)
    await page.getByRole('combobox', { name: 'Message #orders' }).waitFor()
    await first.stop()
    await page.getByText('Connection lost.').waitFor()
    const second = await createLocalSlack({ seed: SEED, manifest: MANIFEST, page: workspace.page, port })
    second.people.message({ user: BEN, channel: ORDERS, text: 'said after the restart' })
    await page.locator('.message', { hasText: 'said after the restart' }).waitFor()
    await page.getByText('Connection lost.').waitFor({ state: 'detached' })
    await page.context().close()
    await second.stop()
  })
})
