// How long Slack was away decides whether it was an outage, not when somebody looked.
import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { AppError } from '../../src/contracts/app-error.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { createJoining } from '../../src/slack/joining.ts'
import { createOutageLog } from '../../src/slack/reach/outage-log.ts'
import { createReach } from '../../src/slack/reach/reach.ts'
import { memorySettings } from './memory-record.ts'

function watched() {
  let now = Date.UTC(2026, 10, 10, 14)
  let isAway = false
  const clock = () => now
  const outages = createOutageLog({ settings: memorySettings({}), clock })
  const transport = async () => new Response(null, { status: isAway ? 503 : 200 })
  const reach = createReach({ outages, clock, log: pino({ level: 'silent' }), transport })
  const call = () => reach.fetch('https://slack.invalid/api/')
  return {
    outages,
    reach,
    /** Slack goes, the call that shows it is made, and it is back after `ms`: nobody looked meanwhile. */
    async gone(ms: number) {
      isAway = true
      await call()
      now += ms
      isAway = false
      await call()
    },
    pass: (ms: number) => {
      now += ms
    },
  }
}

it('an outage that was over before anybody looked is in the record all the same, and ends when Slack was back', async () => {
  const { outages, reach, gone, pass } = watched()
  const before = Date.UTC(2026, 10, 10, 14)
  await gone(67 * SECOND)
  pass(3 * SECOND)
  await reach.beat()
  await reach.beat()
  expect(await outages.recent()).toEqual([{ from: before, to: before + 67 * SECOND }])
  await reach.beat()
  expect(await outages.all()).toHaveLength(1)
})

it('one that another process did not see is none', async () => {
  const { outages, reach, gone } = watched()
  await gone(2 * MINUTE)
  await reach.beat()
  const [open] = await outages.all()
  if (!open) throw new Error('nothing was written down')
  // That one reached Slack all along.
  await outages.end(open, open.from)
  await reach.beat()
  expect(await outages.recent()).toEqual([])
})

it('less than a minute stays no outage', async () => {
  const { outages, reach, gone } = watched()
  await gone(59 * SECOND)
  await reach.beat()
  expect(await outages.all()).toEqual([])
})

it('a token that Slack refuses once it is back is said, however late', async () => {
  const refused: Error[] = []
  let attempts = 0
  const joining = createJoining({
    async join() {
      attempts += 1
      throw attempts === 1
        ? new AppError('slack.unreachable', 'Slack does not answer')
        : new AppError('slack.token', 'Slack refuses SLACK_BOT_TOKEN (token_revoked)')
    },
    onRefused: (error) => refused.push(error),
    log: pino({ level: 'silent' }),
  })
  expect(await joining.start()).toBe(false)
  await vi.waitFor(() => expect(refused.map(({ message }) => message).join()).toContain('token_revoked'), 3_000)
  expect(joining.isJoined()).toBe(false)
  joining.stop()
})

it('a token that Slack refuses at once keeps the installation from starting', async () => {
  const join = () => Promise.reject(new AppError('slack.token', 'Slack refuses SLACK_BOT_TOKEN (invalid_auth)'))
  const joining = createJoining({ join, onRefused: () => undefined, log: pino({ level: 'silent' }) })
  await expect(joining.start()).rejects.toMatchObject({ code: 'slack.token' })
})
