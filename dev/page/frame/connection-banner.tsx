// Said while the live connection is gone, and while the app itself is not connected.
import type { FeedStatus } from '../connection/event-feed.ts'
import { usePage } from './page-context.ts'

export function ConnectionBanner({ connection }: { connection: FeedStatus }) {
  const { store, known } = usePage()
  const { app } = known.workspace
  return (
    <div role="status" className="banner-area">
      {connection === 'lost' ? (
        <p className="banner banner-lost">
          Connection lost. What you see may be out of date; reconnecting…
          <button type="button" className="link-button" onClick={store.retry}>
            Try now
          </button>
        </p>
      ) : null}
      {connection === 'live' && !app.online ? (
        <p className="banner">{app.name} is not connected right now. Buttons and commands will not reach it.</p>
      ) : null}
    </div>
  )
}
