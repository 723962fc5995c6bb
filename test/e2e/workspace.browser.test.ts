// The whole of it as a person meets it: the real app in a local Slack, answered with the mouse on the page.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openWindow, PICTURED_TIME_ZONE } from '../../dev/demo/browser-window.ts'
import { createDemoClock, type DemoClock } from '../../dev/demo/clock.ts'
import { type DressedStage, dressStage } from '../../dev/demo/dressed-stage.ts'
import { ANA } from '../../dev/demo/people.ts'
import { takeScreenshots } from '../../dev/demo/screenshots.ts'
import { createStage, type Stage } from '../../dev/demo/stage.ts'
import { describeWithBrowser } from '../setup/suites.ts'

const PATIENCE_MS = 60_000

let stage: Stage
let clock: DemoClock
let dressed: DressedStage
const failures: unknown[] = []

async function open(): Promise<void> {
  clock = createDemoClock()
  stage = await createStage({
    clock: clock.now,
    log: pino({ level: 'silent' }),
    slackRate: 50,
    port: 0,
    brisk: true,
    onlyMustAsk: true,
    timeZone: PICTURED_TIME_ZONE,
    stores: { DATABASE_URL: undefined, REDIS_URL: undefined },
  })
  dressed = await dressStage(stage, { clock, onError: (error) => failures.push(error) })
}

async function close(): Promise<void> {
  await dressed.stop()
  await stage.stop()
}

const cardOf = (page: Page, number: string) => page.locator('.message:not([data-ephemeral])', { hasText: number })
const effectOf = (page: Page, number: string, what: string) =>
  page.locator('.effect', { hasText: number }).filter({ hasText: what })

describeWithBrowser('the try-it workspace', (chromium) => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    await open()
    browser = await launchBrowser(chromium)
    page = await openWindow(browser, { url: stage.slack.url, user: ANA })
  }, PATIENCE_MS)
  afterAll(async () => {
    await browser.close()
    await close()
    expect(failures).toEqual([])
  })

  it(
    'shows both sides of a conflict, and a choice is what the shop does',
    async () => {
      await dressed.story.tell('disagreement')
      const card = cardOf(page, '#1042')
      await card.waitFor()
      const text = await card.textContent()
      expect(text).toContain('HK$ 5,480')
      expect(text).toMatch(/fraud_detection 0\.\d\d/)
      expect(text).toMatch(/fulfilment 0\.\d\d/)
      expect(await effectOf(page, '#1042', 'put on hold').count()).toBe(0)
      await card.getByRole('button', { name: 'Hold it' }).click()
      await card.getByText('approved by').waitFor()
      expect(await card.getByRole('button', { name: 'Hold it' }).count()).toBe(0)
      await effectOf(page, '#1042', 'put on hold').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'sends an order the way a person edited it, and says who edited',
    async () => {
      await page.getByRole('button', { name: 'Send order #1045' }).click()
      const card = cardOf(page, '#1045')
      await card.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click()
      const form = page.getByRole('dialog', { name: 'Edit and approve' })
      await form.getByLabel('Warehouse').click()
      await page.getByRole('option', { name: 'HKG' }).click()
      await form.getByLabel('Carrier').click()
      expect(await page.getByRole('option').allInnerTexts()).toContain('Island Express')
      await page.getByRole('option', { name: 'Ocean Economy' }).click()
      await form.getByRole('button', { name: 'Approve' }).click()
      await card.filter({ hasText: 'approved with a change by' }).filter({ hasText: '@Ana' }).waitFor()
      await effectOf(page, '#1045', 'handed to the carrier').waitFor({ timeout: 30_000 })
      expect(await card.textContent()).toMatch(/warehouse: SIN → HKG/)
    },
    PATIENCE_MS,
  )

  it(
    'answers /order with every agent, how sure it was, and who countersigned',
    async () => {
      await page.getByRole('combobox', { name: 'Message #order-desk' }).fill('/order 1042')
      await page.keyboard.press('Enter')
      const answer = page.locator('.message[data-ephemeral]', { hasText: 'fraud_detection' })
      await answer.waitFor()
      const text = await answer.textContent()
      for (const agent of ['order_intake', 'fraud_detection', 'compliance_check'])
        expect(text).toMatch(new RegExp(`${agent} 1\\.\\d\\.0: \\w+, confidence \\d\\.\\d\\d`))
      expect(text).toContain('@Ana approved "hold"')
    },
    PATIENCE_MS,
  )

  it(
    'takes a rejection with its reason, as another person',
    async () => {
      await page.getByRole('button', { name: /^You are/ }).click()
      await page.getByRole('menuitemradio', { name: /^Ben/ }).click()
      await page.getByRole('button', { name: /^You are Ben/ }).waitFor()
      await dressed.story.tell('no_lane')
      const card = cardOf(page, '#1043')
      await card.getByRole('button', { name: 'Reject' }).click()
      const form = page.getByRole('dialog', { name: 'Reject' })
      await form.getByLabel('Something is missing to decide this').check()
      await form.getByRole('button', { name: 'Reject' }).click()
      await card.getByText(/rejected by @Ben/).waitFor()
      expect(await card.textContent()).toContain('missing information')
    },
    PATIENCE_MS,
  )
})

describeWithBrowser('the pictures of the documentation', (chromium) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-pictures-'))
  beforeAll(open, PATIENCE_MS)
  afterAll(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    'are taken of the running workspace, large enough to read and small enough to load',
    async () => {
      const taken = await takeScreenshots({ stage, story: dressed.story, clock, chromium, folder })
      const { card, workspace, order } = {
        card: readPng(taken.card),
        workspace: readPng(taken.workspace),
        order: readPng(taken.order),
      }
      expect(workspace).toMatchObject({ width: 1440, height: 900 })
      expect(card.width).toBeGreaterThan(1_000)
      expect(card.height).toBeGreaterThan(500)
      expect(order.height).toBeGreaterThan(600)
      const windows = [taken.edit, taken.review, taken.home, taken.plainCard, taken.digest, taken.demotion].map(readPng)
      for (const { width } of windows) expect(width).toBeGreaterThan(600)
      for (const { bytes } of [card, workspace, order, ...windows]) {
        expect(bytes).toBeGreaterThan(20_000)
        expect(bytes).toBeLessThan(400_000)
      }
    },
    // The last pictures are of a Monday: six sample weeks, forty refunds, and an agent that goes bad.
    3 * PATIENCE_MS,
  )
})

/** Size by the header of the file, which is at the same place in every PNG. */
function readPng(path: string): { width: number; height: number; bytes: number } {
  const file = readFileSync(path)
  expect(file.subarray(1, 4).toString()).toBe('PNG')
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), bytes: file.length }
}
