// One person's live picture of the workspace: read once, kept current by deltas, read again whenever a delta may be missing.
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { Delta, Message } from '../../slack/contract.ts'
import { applyDelta } from '../state/apply-delta.ts'
import { type Known, threadKey } from '../state/known.ts'
import type { EventFeed, FeedStatus } from './event-feed.ts'
import type { UiClient } from './ui-client.ts'

export type PageState =
  | { status: 'loading'; connection: FeedStatus }
  | { status: 'failed'; connection: FeedStatus; reason: string }
  | { status: 'ready'; connection: FeedStatus; known: Known }

export interface WorkspaceStore {
  get(): PageState
  subscribe(listener: () => void): () => void
  /** Called with each delta after it was applied; for what is said aloud. */
  onDelta(listener: (delta: Delta) => void): () => void
  openThread(channel: string, ts: string): Promise<void>
  loadOlder(channel: string): Promise<boolean>
  toast(level: 'info' | 'error', text: string): void
  dismiss(toast: number): void
  /** This text is already shown where it happened: no toast for it as well. */
  settle(text: string): void
  retry(): void
  stop(): void
}

const MAX_READS = 3

export function createWorkspaceStore(options: {
  client: UiClient
  openFeed: (on: { delta: (delta: Delta) => void; status: (status: FeedStatus) => void }) => EventFeed
}): WorkspaceStore {
  const { client, openFeed } = options
  const listeners = new Set<() => void>()
  const deltaListeners = new Set<(delta: Delta) => void>()
  let state: PageState = { status: 'loading', connection: 'connecting' }
  const settled = new Set<string>()
  let waiting: Delta[] | undefined
  /** The sequence number the stream began at; a state older than that lacks what happened in between. */
  let begunAt = 0
  /** The stream began anew while a state was being read: that state may be of an earlier life of the workspace. */
  let outdated = false
  let localToasts = 0

  function set(next: PageState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function setKnown(change: (known: Known) => Known): void {
    if (state.status === 'ready') set({ ...state, known: change(state.known) })
  }

  /** Deltas that arrive while the state is being read wait, then are applied on top of it. */
  async function read(attempt = 1): Promise<void> {
    if (waiting !== undefined) return
    const held: Delta[] = []
    waiting = held
    outdated = false
    try {
      const workspace = await client.state()
      const before = state.status === 'ready' ? state.known : undefined
      let known: Known = { workspace, threads: before?.threads ?? {}, toasts: before?.toasts ?? [] }
      for (const delta of held) known = applyDelta(known, delta)
      set({ status: 'ready', connection: state.connection, known })
      await Promise.all(Object.keys(known.threads).map(rereadThread))
    } catch (error) {
      if (state.status === 'ready') toast('error', `The workspace could not be read: ${reasonOf(error)}`)
      else set({ status: 'failed', connection: state.connection, reason: reasonOf(error) })
      return
    } finally {
      waiting = undefined
    }
    const lags = state.status === 'ready' && state.known.workspace.seq < begunAt
    if ((lags || outdated) && attempt < MAX_READS) await read(attempt + 1)
  }

  function toast(level: 'info' | 'error', text: string): void {
    localToasts -= 1
    const id = localToasts
    setKnown((known) => ({ ...known, toasts: [...known.toasts, { id, level, text }] }))
  }

  async function rereadThread(key: string): Promise<void> {
    const [channel = '', ts = ''] = key.split('/')
    const messages = await client.thread(channel, ts)
    setKnown((known) => ({ ...known, threads: { ...known.threads, [key]: messages } }))
  }

  function onDelta(delta: Delta): void {
    if (delta.type === 'hello') {
      begunAt = delta.seq
      if (state.status === 'ready' && delta.seq === state.known.workspace.seq) return
      outdated = state.status === 'ready'
      void read()
      return
    }
    if (delta.type === 'toast' && settled.delete(delta.text)) return
    waiting?.push(delta)
    setKnown((known) => applyDelta(known, delta))
    for (const listener of [...deltaListeners]) listener(delta)
  }

  const feed = openFeed({
    delta: onDelta,
    status: (connection) => set({ ...state, connection }),
  })
  void read()

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onDelta(listener) {
      deltaListeners.add(listener)
      return () => deltaListeners.delete(listener)
    },
    openThread: (channel, ts) => rereadThread(threadKey(channel, ts)),
    async loadOlder(channel) {
      const first = state.status === 'ready' ? state.known.workspace.messages[channel]?.[0] : undefined
      if (first === undefined) return false
      const older = await client.history(channel, first.ts)
      setKnown((known) => withOlder(known, channel, older))
      return older.length > 0
    },
    toast,
    dismiss: (id) => setKnown((known) => ({ ...known, toasts: known.toasts.filter((each) => each.id !== id) })),
    settle(text) {
      const isShown = state.status === 'ready' && state.known.toasts.some((each) => each.text === text)
      if (!isShown) settled.add(text)
      setKnown((known) => ({ ...known, toasts: known.toasts.filter((each) => each.text !== text) }))
    },
    retry() {
      feed.retry()
      if (state.status === 'failed') void read()
    },
    stop: () => feed.close(),
  }
}

function withOlder(known: Known, channel: string, older: readonly Message[]): Known {
  const list = known.workspace.messages[channel] ?? []
  const first = list[0]
  const fresh = first === undefined ? older : older.filter((each) => each.ts < first.ts)
  const messages = { ...known.workspace.messages, [channel]: [...fresh, ...list] }
  return { ...known, workspace: { ...known.workspace, messages } }
}
