// A Chromium without a screen, looking at the workspace as one of its people. For pictures of it and for tests.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { AppError } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { OPS } from './people.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where Chromium is on this machine; throws `browser.missing`. */
export function installedChromium(): string {
  const found = [...USUAL_PLACES, chromium.executablePath()].find((path) => existsSync(path))
  if (found) return found
  throw new AppError('browser.missing', 'No Chromium was found here. Install it, or say where it is with --chromium.')
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: FLAGS })
}

/** That of the sample retailer. */
export const PICTURED_TIME_ZONE = 'Asia/Hong_Kong'

/** A new window in #order-desk. Close its context when done. */
export async function openWindow(
  browser: Browser,
  { url, user, ...options }: { url: string; user: string } & BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: PICTURED_TIME_ZONE,
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15 * SECOND)
  await page.goto(`${url}/?user=${user}&channel=${OPS}`)
  return page
}
