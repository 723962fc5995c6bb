// The clock is set to next Monday, nine in the morning, six sample weeks are behind, and the digest of the last one is in the channel.
import { z } from 'zod'
import { nextWeekly, weekStart } from '../../../src/calendar/weeks.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { SECOND } from '../../../src/contracts/clock.ts'
import { weeksOn } from '../../../src/reports/digest/weeks.ts'
import type { Message } from '../../slack/contract.ts'
import { LOCAL_BOT_TOKEN } from '../../slack/options.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import type { DemoClock } from '../clock.ts'
import { ANA, OPS } from '../people.ts'
import type { Stage } from '../stage.ts'
import { sampleHistory } from '../weeks/sample-history.ts'
import { clearDesk } from './clear-desk.ts'

export const WEEKS = 6
const LABEL =
  '🧪 SAMPLE: the clock of this workspace was set to next Monday. The six weeks behind it are sample data made by arithmetic on this machine: every order in them is numbered SAMPLE-…'

export type Monday = { at: number; digest: Message; answered: number; left: number }

export async function nextMonday(
  stage: Stage,
  { clock, patienceMs = 15 * SECOND }: { clock: DemoClock; patienceMs?: number },
): Promise<Monday> {
  const cleared = await clearDesk(stage, { patienceMs })
  const { day, at: time, time_zone } = stage.configuration.policy.digest
  const at = nextWeekly(clock.now(), { day, time, tz: time_zone })
  // Rows of days to come do nothing yet; once they are there the clock moves in one step.
  await sampleHistory(stage, weeksOn(weekStart(at, time_zone), -WEEKS, time_zone))
  await connected(stage)
  clock.setTo(at)
  await say(stage, LABEL)
  return { at, digest: await posted(stage), ...cleared }
}

/** The app looks every half minute by itself, and again when Slack takes one message a second: nobody waits that long in a demo. */
async function posted({ app, slack }: Stage): Promise<Message> {
  const ana = createReviewer(slack, ANA)
  const until = performance.now() + 60 * SECOND
  for (;;) {
    await pause((1.2 * SECOND) / slack.control.stats().slackRate)
    await app.lookNow()
    const digest = ana.messages(OPS).findLast(({ text }) => text.startsWith('Digest'))
    if (digest) return digest
    if (performance.now() > until) throw new AppError('demo.no_digest', 'the digest did not come')
  }
}

const Answer = z.object({ ok: z.boolean(), error: z.string().optional() })
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A connection that is just being renewed would look as if it had been away for days. */
async function connected({ slack }: Pick<Stage, 'slack'>): Promise<void> {
  const until = performance.now() + 20 * SECOND
  while (slack.control.stats().sockets === 0 && performance.now() < until) await pause(SECOND / 10)
  await pause(SECOND / 2)
}

/** As the app, through Slack's own door. */
async function say({ slack }: Pick<Stage, 'slack'>, text: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${slack.apiUrl.replace(/\/$/, '')}/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${LOCAL_BOT_TOKEN}` },
      body: JSON.stringify({ channel: OPS, text }),
    })
    const { ok, error } = Answer.parse(await response.json())
    if (ok) return
    if (error !== 'ratelimited') throw new AppError('demo.said', `the local Slack did not take a message: ${error}`)
    await pause(SECOND)
  }
}
