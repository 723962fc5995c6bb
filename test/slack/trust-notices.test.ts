// What is said in the channel when autonomy ends: once, whichever process sees it first, and whether something speaks against it.
import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { DemotionCause, StoredTrustEvent } from '../../src/contracts/trust.ts'
import { createTrustNotices } from '../../src/slack/autonomy/notices.ts'
import { createLanes } from '../../src/slack/lanes.ts'
import { memorySettings } from './memory-record.ts'

const NOW = Date.UTC(2026, 10, 20, 9)
const scope = { agent: 'refunds', version: '1.0.0', action: 'route', segment: 'HK|0-50' }
const ended = (seq: number, cause: DemotionCause, because: string): StoredTrustEvent => ({
  ...{ seq, at: NOW, by: 'countersign' },
  event: { type: 'demoted', scope, from: 'L3', cause, because, evidence: null },
})

function channel(events: readonly StoredTrustEvent[]) {
  const said: string[] = []
  const client = {
    chat: {
      postMessage: async (message: unknown) => {
        said.push(JSON.stringify(message))
        return { ok: true, ts: '1.1' }
      },
    },
  } as unknown as WebClient
  const settings = memorySettings({})
  const process = (started: number) =>
    createTrustNotices({
      ...{ settings, client, channelOf: async () => 'C1', log: pino({ level: 'silent' }) },
      ...{ lanes: createLanes({ clock: () => NOW, slackRate: 50 }), clock: () => NOW + started },
      trust: { all: async () => [...events], head: async () => events.length },
    })
  return { said, one: process(0), other: process(5) }
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
})
