// Rate limits at Slack's own pace and at fifty times that, on a clock the test moves.
import { describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createRateLimits, TIER_3 } from '../../dev/slack/rate-limits.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import { callApi } from './raw-app.ts'

const OPS = 'C0OPS0001'

async function withSlack(
  slackRate: number,
  run: (slack: LocalSlack, pass: (ms: number) => void) => Promise<void>,
): Promise<void> {
  let now = 1_800_000_000_000
  const slack = await createLocalSlack({ slackRate, clock: () => now })
  try {
    await run(slack, (ms) => {
      now += ms
    })
  } finally {
    await slack.stop()
  }
}

const post = (slack: LocalSlack, channel = OPS) => callApi(slack, 'chat.postMessage', { channel, text: 'a' })

async function accepted(times: number, call: () => Promise<{ status: number }>): Promise<number> {
  let count = 0
  for (let i = 0; i < times; i += 1) if ((await call()).status === 200) count += 1
  return count
}

describe('at 1x', () => {
  it('lets one message a second into a channel and says when to come back', () =>
    withSlack(1, async (slack, pass) => {
      expect((await post(slack)).status).toBe(200)
      expect((await post(slack, '#ops')).status).toBe(429)
      const refused = await post(slack)
      expect(refused).toMatchObject({ status: 429, retryAfter: '1', body: { ok: false, error: 'ratelimited' } })
      expect((await post(slack, 'C0GENERAL')).status).toBe(200)
      pass(999)
      expect((await post(slack)).status).toBe(429)
      pass(1)
      expect((await post(slack)).status).toBe(200)
      expect(createReviewer(slack, 'U0ANA0001').messages('ops')).toHaveLength(2)
      expect(slack.control.stats()).toMatchObject({
        slackRate: 1,
        calls: { 'chat.postMessage': 6 },
        rateLimited: { 'chat.postMessage': 3 },
      })
    }))

  it('lets 50 updates a minute through, whatever the message, and the rest of the minute none', () =>
    withSlack(1, async (slack, pass) => {
      const { ts } = (await post(slack)).body
      const update = () => callApi(slack, 'chat.update', { channel: OPS, ts, text: 'b' })
      expect(await accepted(60, update)).toBe(50)
      pass(20_000)
      expect(await update()).toMatchObject({ status: 429, retryAfter: '40' })
      pass(40_000)
      expect(await accepted(60, update)).toBe(50)
    }))

  it('counts views by the hundred and listings by the twenty', () =>
    withSlack(1, async (slack) => {
      const view = { type: 'home', blocks: [] }
      const publish = () => callApi(slack, 'views.publish', { user_id: 'U0ANA0001', view })
      expect(await accepted(110, publish)).toBe(100)
      expect(await accepted(30, () => callApi(slack, 'users.list'))).toBe(20)
    }))
})

describe('at 50x', () => {
  it('lets fifty messages a second into a channel', () =>
    withSlack(50, async (slack, pass) => {
      expect(await accepted(60, () => post(slack))).toBe(50)
      pass(1_000)
      expect(await accepted(60, () => post(slack))).toBe(50)
    }))

  it('lets 2500 updates a minute through, and the next one when the first is a minute old', () => {
    let now = 1_800_000_000_000
    const limits = createRateLimits({ clock: () => now, slackRate: 50 })
    const waits = Array.from({ length: 2_510 }, () => limits.take('chat.update', TIER_3))
    expect(waits.filter((wait) => wait === null)).toHaveLength(2_500)
    expect(waits.at(-1)).toBe(60)
    now += MINUTE
    expect(limits.take('chat.update', TIER_3)).toBeNull()
  })
})
