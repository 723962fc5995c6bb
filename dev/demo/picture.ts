// One picture: a window without side panels, and what is to be seen in it.
import type { Browser, Locator, Page } from 'playwright-core'
import { AppError } from '../../src/contracts/app-error.ts'
import { openWindow } from './browser-window.ts'
import { ANA } from './people.ts'

/** A finer window without side panels. */
export async function closeUp(
  browser: Browser,
  url: string,
  deviceScaleFactor: number,
  { user = ANA, width = 960, height = 1_300 } = {},
): Promise<Page> {
  const page = await openWindow(browser, {
    ...{ url, user, deviceScaleFactor },
    viewport: { width, height },
  })
  await page.getByRole('button', { name: /^Close The night/ }).click()
  await page.getByRole('button', { name: /^Close The shop/ }).click()
  return page
}

/** Pixels of the page above and below; at its sides a message has room of its own. */
const ROOM = 10

/** `to`: up to and with this one, further down. */
export async function picture(page: Page, what: Locator, path: string, { to = what, room = ROOM } = {}): Promise<void> {
  await to.scrollIntoViewIfNeeded()
  await what.scrollIntoViewIfNeeded()
  await page.mouse.move(0, 0)
  const [first, last] = [await what.boundingBox(), await to.boundingBox()]
  if (!first || !last) throw new AppError('screenshots.nothing', `There is nothing to see for ${path}.`)
  const height = last.y + last.height - first.y
  await page.screenshot({
    path,
    animations: 'disabled',
    clip: { ...first, y: first.y - room, height: height + 2 * room },
  })
}
