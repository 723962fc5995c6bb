// One person's view of the workspace, from the first read to the last delta; switching the person starts a new one.
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Delta } from '../slack/contract.ts'
import { openBrowserFeed } from './connection/browser-feed.ts'
import { createDemoStore } from './connection/demo-store.ts'
import { createUiClient } from './connection/ui-client.ts'
import { createWorkspaceStore } from './connection/workspace-store.ts'
import { DemoEvent } from './demo-contract.ts'
import { PageContext } from './frame/page-context.ts'
import { Layout } from './layout.tsx'
import type { Address } from './state/address.ts'
import { createDirectory } from './state/directory.ts'

function typesOf(union: typeof Delta | typeof DemoEvent): string[] {
  return union.options.map((each) => each.shape.type.value)
}

const BATCH_MS = 25

/** A burst of events is drawn once, not event by event. */
function inBatches(subscribe: (listener: () => void) => () => void) {
  return (listener: () => void) => {
    let timer: number | undefined
    const stop = subscribe(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        listener()
      }, BATCH_MS)
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }
}

function openStores(user: string) {
  const query = `?user=${encodeURIComponent(user)}`
  const fetch = window.fetch.bind(window)
  const client = createUiClient({ user, fetch })
  const store = createWorkspaceStore({
    client,
    openFeed: (on) =>
      openBrowserFeed({
        url: `/ui/events${query}`,
        events: typesOf(Delta),
        schema: Delta,
        onEvent: on.delta,
        onStatus: on.status,
      }),
  })
  const demo = createDemoStore({
    user,
    fetch,
    openFeed: (onEvent) =>
      openBrowserFeed({
        url: `/demo/events${query}`,
        events: typesOf(DemoEvent),
        schema: DemoEvent,
        onEvent,
        onStatus: () => undefined,
      }),
  })
  return { client, store, demo, subscribe: inBatches(store.subscribe) }
}

export function Workspace(props: {
  user: string
  address: Address
  go: (change: Partial<Address>) => void
  switchUser: (user: string) => void
}) {
  const { user, address, go, switchUser } = props
  const [{ client, store, demo, subscribe }] = useState(() => openStores(user))
  const state = useSyncExternalStore(subscribe, store.get)
  useEffect(() => {
    return () => {
      store.stop()
      demo.stop()
    }
  }, [store, demo])
  const workspace = state.status === 'ready' ? state.known.workspace : null
  const directory = useMemo(() => (workspace === null ? null : createDirectory(workspace)), [workspace])

  if (state.status === 'loading' || directory === null) {
    return state.status === 'failed' ? <Failed reason={state.reason} onRetry={store.retry} /> : <Opening />
  }
  if (state.status === 'failed') return <Failed reason={state.reason} onRetry={store.retry} />
  const page = { client, store, known: state.known, directory, address, go, switchUser }
  return (
    <PageContext value={page}>
      <Layout connection={state.connection} demo={demo} />
    </PageContext>
  )
}

function Opening() {
  return (
    <main className="opening" aria-busy="true">
      <p>Opening the workspace…</p>
    </main>
  )
}

function Failed({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  return (
    <main className="opening">
      <h1>The workspace did not open</h1>
      <p role="alert">{reason}</p>
      <p>
        <button type="button" className="button button-filled" onClick={onRetry}>
          Try again
        </button>{' '}
        <a className="button" href="/">
          Start over
        </a>
      </p>
    </main>
  )
}
