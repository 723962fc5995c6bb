import { describe, expect, it } from 'vitest'
import type { FeedStatus } from '../../dev/page/connection/event-feed.ts'
import { createUiClient } from '../../dev/page/connection/ui-client.ts'
import { createWorkspaceStore, type PageState, type WorkspaceStore } from '../../dev/page/connection/workspace-store.ts'
import type { Delta, WorkspaceState } from '../../dev/slack/contract.ts'
import { message, workspace } from './states.ts'

function openStore() {
  const asked: string[] = []
  const open: ((answer: Response) => void)[] = []
  const prepared: Response[] = []
  let hear: (delta: Delta) => void = () => {}
  let connection: (status: FeedStatus) => void = () => {}
  const fetch = (input: unknown) => {
    asked.push(String(input))
    const ready = prepared.shift()
    return ready === undefined ? new Promise<Response>((resolve) => open.push(resolve)) : Promise.resolve(ready)
  }
  const client = createUiClient({ user: 'ANA', fetch: fetch as typeof globalThis.fetch })
  const store = createWorkspaceStore({
    client,
    openFeed(on) {
      hear = on.delta
      connection = on.status
      return { retry: () => {}, close: () => {} }
    },
  })
  /** Answers the oldest open question, or the next one to come. */
  function reply(response: Response): void {
    const waiting = open.shift()
    if (waiting === undefined) prepared.push(response)
    else waiting(response)
  }
  const answer = (state: WorkspaceState) => reply(Response.json(state))
  const refuse = (text: string) => reply(Response.json({ error: 'x', message: text }, { status: 400 }))
  return {
    store,
    asked,
    answer,
    refuse,
    hear: (delta: Delta) => hear(delta),
    connection: (s: FeedStatus) => connection(s),
  }
}

/** Resolves with the first state the predicate accepts. */
function until(store: WorkspaceStore, wanted: (state: PageState) => boolean): Promise<PageState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted(store.get())) return
      stop()
      resolve(store.get())
    }
    const stop = store.subscribe(look)
    look()
  })
}

const texts = (state: PageState) =>
  state.status === 'ready' ? (state.known.workspace.messages['C1'] ?? []).map((each) => each.text) : []

describe('the live picture of the workspace', () => {
  it('keeps deltas that come while the state is being read, and applies those the state lacks', async () => {
    const { store, answer, hear } = openStore()
    hear({ type: 'hello', seq: 10 })
    hear({ type: 'message', seq: 11, message: message({ ts: '1.1', text: 'in the state' }) })
    hear({ type: 'message', seq: 12, message: message({ ts: '2.1', text: 'after it' }) })
    answer(workspace({ seq: 11, messages: { C1: [message({ ts: '1.1', text: 'in the state' })] } }))
    expect(texts(await until(store, (state) => state.status === 'ready'))).toEqual(['in the state', 'after it'])
  })

  it('is read again when the stream begins after the state was taken', async () => {
    const { store, asked, answer, hear } = openStore()
    hear({ type: 'hello', seq: 20 })
    answer(workspace({ seq: 15 }))
    await until(store, (state) => state.status === 'ready')
    answer(workspace({ seq: 20, messages: { C1: [message({ ts: '1.1', text: 'was missing' })] } }))
    expect(texts(await until(store, (state) => texts(state).length > 0))).toEqual(['was missing'])
    expect(asked.filter((each) => each.startsWith('/ui/state'))).toHaveLength(2)
  })

  it('is not read again when the stream continues where the state ends', async () => {
    const { store, asked, answer, hear } = openStore()
    answer(workspace({ seq: 10 }))
    await until(store, (state) => state.status === 'ready')
    hear({ type: 'hello', seq: 10 })
    expect(asked).toHaveLength(1)
  })

  it('starts over when the workspace was restarted and counts from the beginning', async () => {
    const { store, answer, hear } = openStore()
    answer(workspace({ seq: 500, messages: { C1: [message({ ts: '1.1', text: 'old life' })] } }))
    await until(store, (state) => state.status === 'ready')
    hear({ type: 'hello', seq: 3 })
    answer(workspace({ seq: 3, messages: { C1: [message({ ts: '2.1', text: 'new life' })] } }))
    expect(texts(await until(store, (state) => texts(state)[0] === 'new life'))).toEqual(['new life'])
  })

  it('says why it could not be read, and tries again when told to', async () => {
    const { store, answer, refuse } = openStore()
    refuse('There is no such person.')
    expect(await until(store, (state) => state.status === 'failed')).toMatchObject({
      reason: 'There is no such person.',
    })
    store.retry()
    answer(workspace())
    expect((await until(store, (state) => state.status === 'ready')).status).toBe('ready')
  })

  it('does not show as a toast what was already shown where it happened, whichever comes first', async () => {
    const { store, answer, hear } = openStore()
    answer(workspace({ seq: 10 }))
    await until(store, (state) => state.status === 'ready')
    const toasts = () => {
      const state = store.get()
      return state.status === 'ready' ? state.known.toasts.map((each) => each.text) : []
    }
    hear({ type: 'toast', seq: 11, level: 'error', text: 'no answer' })
    store.settle('no answer')
    expect(toasts()).toEqual([])
    store.settle('too late')
    hear({ type: 'toast', seq: 12, level: 'error', text: 'too late' })
    expect(toasts()).toEqual([])
    hear({ type: 'toast', seq: 13, level: 'error', text: 'too late' })
    expect(toasts()).toEqual(['too late'])
  })

  it('carries the state of the connection', async () => {
    const { store, answer, connection } = openStore()
    answer(workspace())
    await until(store, (state) => state.status === 'ready')
    connection('lost')
    expect(store.get().connection).toBe('lost')
  })
})
