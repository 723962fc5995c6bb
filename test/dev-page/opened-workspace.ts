// The whole of it for a browser test: the local Slack with the built page, the order desk joined to it, a browser window.
import type { Browser, BrowserContextOptions, Page as BrowserPage } from 'playwright-core'
import { launchBrowser } from '../../dev/demo/browser-window.ts'
import { buildPage } from '../../dev/page/build.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import type { Page, Timings } from '../../dev/slack/options.ts'
import { type JoinedApp, joinBySockets } from '../dev-slack/bolt-app.ts'
import { MANIFEST, orderDesk, SEED } from './order-desk.ts'

export interface OpenedWorkspace {
  slack: LocalSlack
  desk: JoinedApp
  browser: Browser
  /** The built page, for another workspace. */
  page: Page
  /** A new window as this person; `complaints` collects what the browser's console reports as an error. */
  open(user: string, options?: BrowserContextOptions): Promise<{ page: BrowserPage; complaints: string[] }>
  close(): Promise<void>
}

export async function openWorkspace(options: {
  chromium: string
  timings?: Partial<Timings>
}): Promise<OpenedWorkspace> {
  const page = await buildPage({ firstUser: 'U0ANA0001' })
  const slack = await createLocalSlack({
    page,
    seed: SEED,
    manifest: MANIFEST,
    slackRate: 100,
    ...(options.timings === undefined ? {} : { timings: options.timings }),
  })
  const desk = await joinBySockets(slack, orderDesk, { sockets: 1 })
  const browser = await launchBrowser(options.chromium)
  return {
    slack,
    desk,
    browser,
    page,
    async open(user, context = {}) {
      const window = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })
      const opened = await window.newPage()
      opened.setDefaultTimeout(8_000)
      const complaints: string[] = []
      opened.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      opened.on('pageerror', (error) => complaints.push(error.message))
      await opened.goto(`${slack.url}/?user=${user}`)
      return { page: opened, complaints }
    },
    async close() {
      await browser.close()
      await desk.stop()
      await slack.stop()
    },
  }
}
