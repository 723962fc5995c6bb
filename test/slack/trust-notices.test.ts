// What is said in the channel when autonomy ends: once, whichever process sees it first, and whether something speaks against it.
import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { DemotionCause, StoredTrustEvent } from '../../src/contracts/trust.ts'
import type { HandoverStore } from '../../src/ledger/handovers.ts'
import { createTrustNotices } from '../../src/slack/autonomy/notices.ts'
import { createLanes } from '../../src/slack/lanes.ts'

const NOW = Date.UTC(2026, 10, 20, 9)
const scope = { agent: 'refunds', version: '1.0.0', action: 'route', segment: 'HK|0-50' }
const ended = (seq: number, cause: DemotionCause, because: string): StoredTrustEvent => ({
  ...{ seq, at: NOW, by: 'countersign' },
  event: { type: 'demoted', scope, from: 'L3', cause, because, evidence: null },
})

/** As the record keeps claims: one holder until a moment, and nobody once it is done. */
function memoryHandovers(): Pick<HandoverStore, 'claim' | 'done' | 'release'> {
  const held = new Map<string, { until: number; done: boolean }>()
  return {
    async claim({ channel }, now, until) {
      const known = held.get(channel)
      if (known && (known.done || known.until > now)) return false
      held.set(channel, { until, done: false })
      return true
    },
    async done({ channel }) {
      held.set(channel, { until: 0, done: true })
    },
    async release({ channel }, until) {
      held.set(channel, { until, done: false })
    },
  }
}

function channel(events: readonly StoredTrustEvent[]) {
  const said: string[] = []
  const moment = { now: NOW }
  const answers: (() => Promise<unknown>)[] = []
  const client = {
    chat: {
      postMessage: async (message: unknown) => {
        const answer = answers.shift()
        if (answer) return answer()
        said.push(JSON.stringify(message))
        return { ok: true, ts: '1.1' }
      },
    },
  } as unknown as WebClient
  const handovers = memoryHandovers()
  const process = () =>
    createTrustNotices({
      ...{ handovers, client, channelOf: async () => 'C1', log: pino({ level: 'silent' }) },
      ...{ lanes: createLanes({ clock: () => moment.now, slackRate: 50 }), clock: () => moment.now },
      trust: { all: async () => [...events], head: async () => events.length },
    })
  return { said, answers, moment, one: process(), other: process() }
}

describe('the end of autonomy in the channel', () => {
  it('is said once, by one of two processes, when a grant lapses: nothing speaks against the agent', async () => {
    const { said, one, other } = channel([ended(1, 'expired', 'the grant has run its time and was not renewed')])
    for (const process of [one, other, one, other]) await process.tell()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('was not renewed')
    expect(said[0]).toContain('Nothing speaks against it')
    expect(said[0]).toContain('asks again on')
  })

  it('does not say so of one that slipped', async () => {
    const { said, one } = channel([ended(1, 'audits', '5 of 40 audits found it wrong')])
    await one.tell()
    expect(said[0]).not.toContain('Nothing speaks against it')
    expect(said[0]).toContain('lost its autonomy')
  })

  it('is said by another process when the one that took it on died before Slack had it', async () => {
    const { said, answers, moment, one, other } = channel([ended(1, 'audits', '5 of 40 audits found it wrong')])
    answers.push(() => new Promise(() => {}))
    void one.tell()
    await other.tell()
    expect(said).toHaveLength(0)
    moment.now += 2 * MINUTE
    expect(await other.tell()).toBe(1)
    expect(said).toHaveLength(1)
  })

  it('is said again to Slack when Slack did not take it, by whichever process looks next', async () => {
    const { said, answers, moment, one, other } = channel([ended(1, 'audits', '5 of 40 audits found it wrong')])
    answers.push(() => Promise.reject(new Error('internal_error')))
    await one.tell()
    expect(said).toHaveLength(0)
    moment.now += MINUTE
    await other.tell()
    moment.now += MINUTE
    await one.tell()
    expect(said).toHaveLength(1)
  })
})
