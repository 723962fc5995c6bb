// The pictures of a Monday: the digest, and the notice that an agent lost its autonomy, with the first card that is there again.
import type { Browser } from 'playwright-core'
import { AppError } from '../../../src/contracts/app-error.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import type { DemoClock } from '../clock.ts'
import { ANA } from '../people.ts'
import { closeUp, picture } from '../picture.ts'
import type { Stage } from '../stage.ts'
import { goesBad } from './goes-bad.ts'
import { type Monday, nextMonday } from './next-monday.ts'
import { createRefundFlow } from './refund-flow.ts'
import { grantOnDigest, REQUESTS } from './six-weeks-run.ts'

/** A digest is longer than any screen. */
const HEIGHT = 3_600

export async function pictureDigest(
  browser: Browser,
  { stage, clock, path }: { stage: Stage; clock: DemoClock; path: string },
): Promise<Monday> {
  // A window that somebody left open would lie over it.
  const ana = createReviewer(stage.slack, ANA)
  for (let view = ana.view(); view; view = ana.view()) await ana.close(view)
  const monday = await nextMonday(stage, { clock })
  const page = await closeUp(browser, stage.slack.url, 1, { width: 1_660, height: HEIGHT })
  const digest = page.locator('.message', { hasText: 'Now and before' })
  await digest
    .getByRole('button', { name: /^Grant/ })
    .first()
    .waitFor()
  // With the message before it, which says that all of it is sample data.
  await picture(page, page.locator('.message', { hasText: 'the clock of this workspace' }), path, {
    to: digest,
    room: 2,
  })
  await page.context().close()
  return monday
}

/** Grants what the digest offers on the way. */
export async function pictureDemotion(
  browser: Browser,
  { stage, clock, monday, path }: { stage: Stage; clock: DemoClock; monday: Monday; path: string },
): Promise<void> {
  const flow = createRefundFlow(stage, clock.now)
  await grantOnDigest(stage, monday.digest)
  await flow.send(REQUESTS)
  const demoted = await goesBad(stage, flow, { now: monday.at, hurry: true })
  if (!demoted) throw new AppError('screenshots.nothing', 'The agent was not found out.')
  const page = await closeUp(browser, stage.slack.url, 1.5)
  const notice = page.locator('.message', { hasText: 'asks again' })
  const card = page.locator('.message', { has: page.getByRole('button', { name: /^Approve/ }) }).first()
  await card.waitFor()
  await picture(page, notice, path, { to: card })
  await page.context().close()
}
