// Many questions at once, at ten times Slack's own pace: nothing is lost, nothing floods the channel, every case is one tap away.
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { runBurst } from '../../dev/demo/backlog.ts'
import { createStage } from '../../dev/demo/stage.ts'
import { SECOND, systemClock } from '../../src/contracts/clock.ts'
import { howMany } from '../setup/how-many.ts'

it('lesson: rate-limited above 50 open sessions elsewhere; here a burst is one brief, every case is reachable and nothing is lost', async () => {
  const stage = await createStage({
    clock: systemClock,
    log: pino({ level: 'silent' }),
    slackRate: 10,
    port: 0,
    stores: { DATABASE_URL: undefined, REDIS_URL: undefined },
    unlimited: true,
    askEverything: true,
    plenty: 4,
  })
  try {
    const options = { slackRate: 10, timeoutMs: 60 * SECOND, progress: () => undefined }
    const outcome = await runBurst(stage, {
      ...options,
      cards: howMany({ usually: 40, inCi: 200 }),
      overMs: 6 * SECOND,
    })
    expect(outcome).toMatchObject({ lost: 0, deadline_order_kept: true, missed_acks: 0 })
    expect(outcome.brief_after_seconds, 'the brief came').toBeGreaterThan(0)
    expect(outcome.reachable).toBe(outcome.open)
    expect(outcome.messages_posted).toBeLessThan(60)
    expect(outcome.views_opened).toBeGreaterThan(0)
  } finally {
    await stage.stop()
  }
}, 180_000)
