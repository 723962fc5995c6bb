// Home tabs: published when they are opened, and again while somebody may still be looking and something on them has changed.
import type { HomeView, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Clock, MINUTE, SECOND } from '../../contracts/clock.ts'
import { createPacer } from '../pacer.ts'
import { createRounds, type Rounds } from '../reminders/rounds.ts'
import { called } from '../slack-call.ts'

/** Opening the tab again within this time shows what is there. */
const AGAIN_MS = 2 * SECOND
/** How long somebody may still be looking: Slack does not say when they leave. */
const LOOKING_MS = 10 * MINUTE
/** One person's tab does not flicker, and is not looked at more often either. */
const PER_PERSON_MS = 10 * SECOND
/** A part of what Slack allows: tabs that are opened come first. */
const PER_MINUTE = 20
const EVERY_MS = 2 * SECOND
/** The one key of the pacer. */
const PUBLISH = 'views.publish'
/** Somebody else has published since. */
const CONFLICT = 'hash_conflict'

export type HomeTab = Rounds & {
  publish(userId: string, why: 'opened' | 'changed'): Promise<void>
  /** One round: whoever may be looking at something old is shown what is new. */
  pump(): Promise<void>
}

type Viewer = { openedAt: number; lookedAt: number; shown: string; hash: string | null }

export function createHomeTab(parts: {
  client: WebClient
  view(userId: string): Promise<HomeView>
  slackRate: number
  clock: Clock
  log: Logger
}): HomeTab {
  const { client, view: viewOf, slackRate, clock, log } = parts
  const viewers = new Map<string, Viewer>()
  const pacer = createPacer({ calls: PER_MINUTE, perMs: MINUTE, rate: slackRate, clock })

  async function publish(userId: string, why: 'opened' | 'changed'): Promise<void> {
    const now = clock()
    const before = viewers.get(userId)
    if (why === 'opened' && before && now - before.lookedAt < AGAIN_MS) {
      before.openedAt = now
      return
    }
    const openedAt = why === 'opened' ? now : (before?.openedAt ?? Number.NEGATIVE_INFINITY)
    // Noted before anything is awaited: the tab is not opened twice at once.
    viewers.set(userId, { openedAt, lookedAt: now, shown: '', hash: null })
    await send(userId, await viewOf(userId), null)
  }

  async function send(userId: string, view: HomeView, hash: string | null): Promise<void> {
    pacer.take(PUBLISH)
    const viewer = viewers.get(userId)
    const sent = await called(client.views.publish({ user_id: userId, view, ...(hash === null ? {} : { hash }) }))
    if (sent.status === 'ok') {
      if (viewer) Object.assign(viewer, { shown: JSON.stringify(view), hash: sent.result.view?.hash ?? null })
      return
    }
    // Their next look, here or in another process, begins anew.
    if (sent.status !== 'rate_limited') viewers.delete(userId)
    if (sent.status === 'rate_limited') pacer.hold(PUBLISH, clock() + sent.waitMs)
    if (sent.status === 'channel' && sent.code === CONFLICT) return
    log.warn({ reason: sent }, 'a Home tab could not be published')
  }

  async function pump(): Promise<void> {
    const now = clock()
    for (const [userId, { openedAt }] of viewers) if (now - openedAt > LOOKING_MS) viewers.delete(userId)
    const due = [...viewers].filter(([, { lookedAt }]) => now - lookedAt >= PER_PERSON_MS)
    // Whoever has waited longest comes first: nobody is forgotten while many are looking.
    for (const [userId, viewer] of due.sort(([, a], [, b]) => a.lookedAt - b.lookedAt)) {
      if (pacer.wait(PUBLISH) > 0) return
      viewer.lookedAt = now
      const view = await viewOf(userId)
      if (JSON.stringify(view) !== viewer.shown) await send(userId, view, viewer.hash)
    }
  }

  return {
    publish,
    pump,
    ...createRounds({
      round: pump,
      everyMs: EVERY_MS,
      onError: (error) => log.error({ err: error }, 'Home tabs could not be looked through'),
    }),
  }
}
