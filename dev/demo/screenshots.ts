// The pictures of the documentation, taken of the running workspace: what they show is what the product does.
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser, openWindow } from './browser-window.ts'
import type { DemoClock } from './clock.ts'
import { pictureDemotion, pictureDigest } from './later/pictures.ts'
import { ANA, BEN } from './people.ts'
import { closeUp, picture } from './picture.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

export type Pictures = {
  card: string
  workspace: string
  order: string
  edit: string
  review: string
  home: string
  plainCard: string
  digest: string
  demotion: string
}

/** The stage must be dressed and its story not told. Answers the card of #1042 on the way, and ends after next Monday. */
export async function takeScreenshots({
  stage,
  story,
  clock,
  chromium,
  folder,
}: {
  stage: Stage
  story: Story
  clock: DemoClock
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
    plainCard: join(folder, 'plain-card.png'),
    digest: join(folder, 'digest.png'),
    demotion: join(folder, 'demotion.png'),
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
    await picturePlainCard(browser, url, pictures.plainCard)
    await pictureHome(browser, url, pictures.home)
    await pictureOrder(browser, url, pictures.order)
    await pictureEdit(browser, url, pictures.edit)
    await pictureReview(browser, url, pictures.review)
    const monday = await pictureDigest(browser, { stage, clock, path: pictures.digest })
    await pictureDemotion(browser, { stage, clock, monday, path: pictures.demotion })
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

/** A question of one agent, with nothing against it. */
async function picturePlainCard(browser: Browser, url: string, path: string): Promise<void> {
  const page = await closeUp(browser, url, 2)
  await picture(page, page.locator('.message', { hasText: '#1045' }), path, { room: 2 })
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
  const page = await closeUp(browser, url, 1.5, { user: BEN })
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
