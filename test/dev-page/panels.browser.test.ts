import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DemoEvent, Guide, Shop } from '../../dev/page/demo-contract.ts'
import { describeWithBrowser } from '../setup/suites.ts'
import { type OpenedWorkspace, openWorkspace } from './opened-workspace.ts'

const guide = Guide.parse({
  title: 'A night at Harbour Lane',
  steps: [
    { id: 'meet', title: 'Meet the night', text: 'Read this.', done: true },
    {
      id: 'ask',
      title: 'Ask what happened',
      text: 'Type `/order 1042`.',
      done: false,
      action: { id: 'ask', label: 'Show me', goTo: { user: 'U0BEN0001', channel: 'orders', draft: '/order 1042' } },
    },
    { id: 'stop', title: 'Stop everything', text: 'One button.', done: false },
  ],
})
const order = { id: '1042', number: '#1042', summary: '2 items', total: 'HK$ 5,480', at: 1 }
const shop = Shop.parse({
  title: 'The shop',
  orders: [{ ...order, status: { label: 'Waiting', tone: 'busy' } }],
  effects: [],
})
const events = [
  { type: 'order', order: { ...order, source: '', status: { label: 'On hold', tone: 'warn' } } },
  {
    type: 'effect',
    effect: { id: 'e1', orderId: '1042', number: '#1042', text: 'held by decision 7', tone: 'warn', at: 2 },
  },
].map((each) => DemoEvent.parse(each))

/** What a demo would serve beside the page; `served` says whether its events flow yet. */
async function serveDemo(page: Page, served: { events: boolean; pressed: string[] }): Promise<void> {
  await page.route('**/demo/guide?*', (route) => route.fulfill({ json: guide }))
  await page.route('**/demo/guide/*', (route) => {
    served.pressed.push(route.request().url().split('/').at(-1) ?? '')
    return route.fulfill({ status: 204 })
  })
  await page.route('**/demo/shop', (route) => route.fulfill({ json: shop }))
  await page.route('**/demo/events*', (route) => {
    const frames = events.map((each) => `event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`).join('')
    return served.events ? route.fulfill({ contentType: 'text/event-stream', body: frames }) : route.abort()
  })
}

describeWithBrowser('the side panels of the page', (chromium) => {
  let workspace: OpenedWorkspace

  beforeAll(async () => {
    workspace = await openWorkspace({ chromium })
  })
  afterAll(() => workspace.close())

  it('are not there without a demo', async () => {
    const { page } = await workspace.open('U0ANA0001')
    await page.getByRole('button', { name: /^You are Ana Lim/ }).waitFor()
    expect(await page.getByRole('button', { name: /^(Guide|Shop)/ }).count()).toBe(0)
    await page.context().close()
  })

  it('show each effect when it happens, and can be put away and brought back', async () => {
    const { page } = await workspace.open('U0ANA0001')
    const served = { events: false, pressed: [] }
    await serveDemo(page, served)
    await page.reload()
    const panel = page.getByRole('region', { name: 'The shop' })
    await panel.getByText('Nothing has been done to the shop yet.').waitFor()
    served.events = true
    await panel.locator('.effect', { hasText: '#1042 held by decision 7' }).waitFor()
    await panel.locator('.status-chip', { hasText: 'On hold' }).waitFor()
    await panel.getByRole('button', { name: 'Close The shop' }).click()
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Shop' }).click()
    await panel.waitFor()
    await page.context().close()
  })

  it('lead from a step of the guide to the right person, channel and text; a step can be skipped', async () => {
    const { page } = await workspace.open('U0ANA0001')
    const served = { events: false, pressed: [] }
    await serveDemo(page, served)
    await page.reload()
    const panel = page.getByRole('region', { name: 'A night at Harbour Lane' })
    await panel.getByText('1 of 3 done').waitFor()
    await panel.getByRole('button', { name: 'Show me' }).click()
    await page.getByRole('button', { name: /^You are Ben Okafor/ }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Message #orders' }).inputValue()).toBe('/order 1042')
    expect(served.pressed).toEqual(['ask'])
    await panel.getByRole('button', { name: 'Skip' }).click()
    await panel.getByRole('button', { name: /^Stop everything/, expanded: true }).waitFor()
    await page.context().close()
  })
})
