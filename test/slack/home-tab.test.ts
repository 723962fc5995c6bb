// The Home tab stays fresh without hammering Slack: who is looking, how often, how many in all, and what happens when two processes publish.

import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { createHomeTab } from '../../src/slack/home/home-tab.ts'
import { createRemembered } from '../../src/slack/home/remembered.ts'

const BEN = 'U0BEN0001'

function stage() {
  let now = 1_000_000
  let says = 'first'
  let refuse: string | null = null
  const published: { user: string; says: string; hash: string | undefined; at: number }[] = []
  const client = {
    views: {
      publish: async ({ user_id, view, hash }: { user_id: string; view: { blocks: unknown[] }; hash?: string }) => {
        if (refuse !== null) {
          const error = refuse
          refuse = null
          throw new WebAPIPlatformError({ ok: false, error } as never)
        }
        published.push({ user: user_id, says: JSON.stringify(view.blocks), hash, at: now })
        return { ok: true, view: { hash: `hash ${published.length}` } }
      },
    },
  } as unknown as WebClient
  const home = createHomeTab({
    client,
    view: async () => ({ type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: says } }] }),
    slackRate: 1,
    clock: () => now,
    log: pino({ level: 'silent' }),
  })
  return {
    home,
    published,
    change(to: string) {
      says = to
    },
    refuseOnce(error: string) {
      refuse = error
    },
    async pass(ms: number) {
      now += ms
      await home.pump()
    },
  }
}

describe('a Home tab', () => {
  it('is published when it is opened, and once for somebody who opens it again and again', async () => {
    const { home, published } = stage()
    await Promise.all([home.publish(BEN, 'opened'), home.publish(BEN, 'opened')])
    expect(published).toHaveLength(1)
  })

  it('is published again when something on it has changed, and not when nothing has', async () => {
    const { home, published, change, pass } = stage()
    await home.publish(BEN, 'opened')
    await pass(30 * SECOND)
    expect(published).toHaveLength(1)
    change('second')
    await pass(30 * SECOND)
    expect(published.map(({ hash }) => hash)).toEqual([undefined, 'hash 1'])
  })

  it('changes at most every ten seconds under one person’s eyes', async () => {
    const { home, published, change, pass } = stage()
    await home.publish(BEN, 'opened')
    for (let second = 0; second < 60; second += 1) {
      change(`at ${second}`)
      await pass(SECOND)
    }
    expect(published).toHaveLength(1 + 6)
  })

  it('is left alone ten minutes after it was opened', async () => {
    const { home, published, change, pass } = stage()
    await home.publish(BEN, 'opened')
    change('second')
    await pass(11 * MINUTE)
    expect(published).toHaveLength(1)
  })

  it('is published again at most twenty times a minute for everybody together, and nobody is forgotten', async () => {
    const { home, published, change, pass } = stage()
    const people = Array.from({ length: 50 }, (_, index) => `U0P${index}`)
    for (const id of people) await home.publish(id, 'opened')
    published.length = 0
    change('second')
    for (let second = 0; second < 240; second += 1) await pass(SECOND)
    const perMinute = published.map(
      ({ at }) => published.filter((other) => other.at > at - MINUTE && other.at <= at).length,
    )
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(20)
    expect(new Set(published.map(({ user }) => user)).size).toBe(50)
  })

  it('is left to the other process that has published it since', async () => {
    const { home, published, change, pass, refuseOnce } = stage()
    await home.publish(BEN, 'opened')
    change('second')
    refuseOnce('hash_conflict')
    await pass(30 * SECOND)
    await pass(30 * SECOND)
    expect(published).toHaveLength(1)
    await home.publish(BEN, 'opened')
    expect(published.map(({ hash }) => hash)).toEqual([undefined, undefined])
  })

  it('is published for whoever changed something themselves, at once', async () => {
    const { home, published, change } = stage()
    await home.publish(BEN, 'opened')
    change('second')
    await home.publish(BEN, 'changed')
    expect(published).toHaveLength(2)
  })
})

describe('what many look at together', () => {
  it('is read once while it is fresh, also by those who ask at the same moment', async () => {
    let now = 0
    let reads = 0
    const remembered = createRemembered({ forMs: 5 * SECOND, clock: () => now })
    const read = async () => {
      reads += 1
      return reads
    }
    expect(await Promise.all([remembered('a', read), remembered('a', read)])).toEqual([1, 1])
    now += 4 * SECOND
    expect(await remembered('a', read)).toBe(1)
    now += 2 * SECOND
    expect(await remembered('a', read)).toBe(2)
  })

  it('is read anew after a failure', async () => {
    const remembered = createRemembered({ forMs: 5 * SECOND, clock: () => 0 })
    await expect(remembered('a', async () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await remembered('a', async () => 1)).toBe(1)
  })
})
