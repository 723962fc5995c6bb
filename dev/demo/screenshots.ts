// The pictures of the documentation, taken of the running workspace: what they show is what the product does.
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { AppError } from '../../src/contracts/app-error.ts'
import { launchBrowser, openWindow } from './browser-window.ts'
import { ANA, BEN } from './people.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

export type Pictures = {
  card: string
  workspace: string
  order: string
  edit: string
  review: string
  home: string
}

/** The stage must be dressed and its story not told. Answers the card of #1042 on the way. */
export async function takeScreenshots({
  stage,
  story,
  chromium,
  folder,
}: {
  stage: Pick<Stage, 'slack'>
  story: Story
  chromium: string
  folder: string
}): Promise<Pictures> {
  const pictures = {
    card: join(folder, 'card.png'),
    workspace: join(folder, 'workspace.png'),
    order: join(folder, 'order.png'),
    edit: join(folder, 'edit.png'),
    review: join(folder, 'review.png'),
    home: join(folder, 'home.png'),
  }
  const browser = await launchBrowser(chromium)
  try {
    await tellBeginning(browser, stage.slack.url, story)
    const page = await openWindow(browser, { url: stage.slack.url, user: ANA })
    const card = page.locator('.message', { hasText: 'Two agents disagree' })
    await card.waitFor()
    await page.screenshot({ path: pictures.workspace })
    await page.context().close()
    const { url } = stage.slack
    await pictureCard(browser, url, pictures.card)
    await pictureHome(browser, url, pictures.home)
    await pictureOrder(browser, url, pictures.order)
    await pictureEdit(browser, url, pictures.edit)
    await pictureReview(browser, url, pictures.review)
    return pictures
  } finally {
    await browser.close()
  }
}

/** Some orders that went through by themselves, one that asks, and the one on which two agents disagree. */
async function tellBeginning(browser: Browser, url: string, story: Story): Promise<void> {
  const page = await openWindow(browser, { url, user: ANA })
  await story.tell('duplicate')
  await page.locator('.effect', { hasText: 'handed to the carrier' }).first().waitFor({ timeout: 60_000 })
  await story.tell('better_route')
  await page.locator('.message', { hasText: '#1045' }).waitFor()
  await story.tell('disagreement')
  await page.locator('.message', { hasText: 'Two agents disagree' }).waitFor()
  await page.context().close()
}

async function pictureCard(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 2)
  await picture(page, page.locator('.message', { hasText: '#1042' }), path)
  await page.context().close()
}

/** The Home tab while two questions are open. */
async function pictureHome(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 1.5)
  await page.getByRole('navigation').getByRole('button', { name: 'Countersign' }).click()
  await page.locator('.home-blocks').getByText('wait for you').first().waitFor()
  await picture(page, page.locator('#conversation'), path)
  await page.context().close()
}

/** The form of an edit. Its window stays open, so it is somebody else's screen. */
async function pictureEdit(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 1.5, BEN)
  const card = page.locator('.message', { hasText: '#1045' })
  await card.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit and approve' })
  await form.getByLabel('Warehouse').waitFor()
  await picture(page, form, path)
  await page.context().close()
}

/** A case of /review. */
async function pictureReview(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 1.5)
  await page.getByRole('combobox', { name: 'Message #order-desk' }).fill('/review')
  await page.keyboard.press('Enter')
  const window = page.getByRole('dialog', { name: 'Review' })
  await window.getByText(/1 of \d/).waitFor()
  await picture(page, window, path)
  await page.context().close()
}

/** What /order answers once somebody has decided. */
async function pictureOrder(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 1.5)
  const card = page.locator('.message', { hasText: '#1042' }).first()
  await card.getByRole('button', { name: /^Hold/ }).click()
  await card.getByText('approved by').waitFor()
  await page.locator('.message', { hasText: '· held' }).waitFor()
  await page.getByRole('combobox', { name: 'Message #order-desk' }).fill('/order 1042')
  await page.keyboard.press('Enter')
  const answer = page.locator('.message[data-ephemeral]', { hasText: 'fraud_detection' })
  await answer.waitFor()
  await picture(page, answer, path)
  await page.context().close()
}

/** A finer window without side panels. */
async function closeUp(browser: Browser, url: string, deviceScaleFactor: number, user = ANA): Promise<Page> {
  const page = await openWindow(browser, {
    ...{ url, user, deviceScaleFactor },
    viewport: { width: 960, height: 1_300 },
  })
  await page.getByRole('button', { name: /^Close The night/ }).click()
  await page.getByRole('button', { name: /^Close The shop/ }).click()
  return page
}

/** Pixels of the page above and below; at its sides a message has room of its own. */
const ROOM = 10

async function picture(page: Page, what: Locator, path: string): Promise<void> {
  await what.scrollIntoViewIfNeeded()
  await page.mouse.move(0, 0)
  const box = await what.boundingBox()
  if (!box) throw new AppError('screenshots.nothing', `There is nothing to see for ${path}.`)
  await page.screenshot({
    path,
    animations: 'disabled',
    clip: { ...box, y: box.y - ROOM, height: box.height + 2 * ROOM },
  })
}
