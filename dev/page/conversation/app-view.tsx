// The app's own place: its Home, and the direct message with it.
import { useEffect } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { OpenView } from '../../slack/contract.ts'
import { BlockList } from '../blocks/block-list.tsx'
import { PlaceFailure, PlaceForm, usePlaceForm } from '../elements/place-form.tsx'
import { Avatar } from '../frame/avatar.tsx'
import { usePage } from '../frame/page-context.ts'
import { ChannelBody } from './channel-body.tsx'

const TABS = [
  { tab: 'home', label: 'Home' },
  { tab: 'messages', label: 'Messages' },
] as const

export function AppView({ tab }: { tab: 'home' | 'messages' }) {
  const { client, store, known, directory, go } = usePage()
  const { app, home } = known.workspace
  const direct = directory.appMessages

  useEffect(() => {
    client.openHome(tab).catch((error: unknown) => store.toast('error', reasonOf(error)))
  }, [client, store, tab])

  return (
    <main className="conversation" id="conversation" aria-label={app.name}>
      <header className="conversation-header app-header">
        <Avatar user={app.botUserId} size="small" />
        <h2>{app.name}</h2>
        <div className="tabs" role="tablist" aria-label={app.name}>
          {TABS.map((each) => (
            <button
              key={each.tab}
              type="button"
              role="tab"
              id={`tab-${each.tab}`}
              aria-selected={each.tab === tab}
              aria-controls="app-tab"
              tabIndex={each.tab === tab ? 0 : -1}
              className="tab"
              onClick={() => go({ spot: { type: 'app', tab: each.tab }, thread: null })}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
                const other = tab === 'home' ? 'messages' : 'home'
                go({ spot: { type: 'app', tab: other }, thread: null })
                document.getElementById(`tab-${other}`)?.focus()
              }}
            >
              {each.label}
              {each.tab === 'messages' && (direct?.mentions ?? 0) > 0 ? (
                <span className="badge">{direct?.mentions}</span>
              ) : null}
            </button>
          ))}
        </div>
      </header>
      <div className="app-tab" id="app-tab" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'home' ? (
          home === null ? (
            <p className="empty">{app.name} has not put anything on its Home yet.</p>
          ) : (
            <Home view={home} />
          )
        ) : direct === undefined ? (
          <p className="empty">Opening the conversation…</p>
        ) : (
          <ChannelBody key={direct.id} channel={direct} />
        )}
      </div>
    </main>
  )
}

function Home({ view }: { view: OpenView }) {
  const { blocks } = view.view
  const form = usePlaceForm({ place: { type: 'view', viewId: view.id }, blocks })
  return (
    <PlaceForm form={form}>
      <div className="home-blocks">
        <BlockList blocks={blocks} />
        <PlaceFailure form={form} />
      </div>
    </PlaceForm>
  )
}
