// How the page is laid out: bar, sidebar, conversation, thread, side panels. On a phone one of them at a time.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DemoStore } from './connection/demo-store.ts'
import type { FeedStatus } from './connection/event-feed.ts'
import { AppView } from './conversation/app-view.tsx'
import { ChannelView } from './conversation/channel-view.tsx'
import { draftId, setDraft } from './conversation/drafts.ts'
import { ThreadPane } from './conversation/thread-pane.tsx'
import type { GuideTarget } from './demo-contract.ts'
import { Announcer } from './frame/announcer.tsx'
import { useMedia, useStoredFlag } from './frame/browser-hooks.ts'
import { ConnectionBanner } from './frame/connection-banner.tsx'
import { usePage } from './frame/page-context.ts'
import { useRegionKeys } from './frame/region-keys.ts'
import { Sidebar } from './frame/sidebar.tsx'
import { Toasts } from './frame/toasts.tsx'
import { TopBar } from './frame/top-bar.tsx'
import { ModalStack } from './modal/modal-stack.tsx'
import { SidePanels } from './panels/side-panels.tsx'
import type { Spot } from './state/address.ts'
import { spotToShow } from './state/spot-to-show.ts'

const ROOM_FOR_ALL = '(min-width: 1500px)'
const PHONE = '(max-width: 760px)'

export function Layout({ connection, demo }: { connection: FeedStatus; demo: DemoStore }) {
  const { known, directory, address, go, switchUser } = usePage()
  const shown = useSyncExternalStore(demo.subscribe, demo.get)
  const roomy = useMedia(ROOM_FOR_ALL)
  const phone = useMedia(PHONE)
  const [drawer, setDrawer] = useState(false)
  const [guideOpen, setGuideOpen] = useStoredFlag('guide-panel', !phone)
  const [shopOpen, setShopOpen] = useStoredFlag('shop-panel', !phone)
  useRegionKeys()
  const spot = spotToShow(address.spot, directory)
  const { thread } = address
  const panelsFit = roomy || thread === null
  const panels = { guide: guideOpen && panelsFit, shop: shopOpen && panelsFit }

  function toggle(panel: 'guide' | 'shop'): void {
    const set = panel === 'guide' ? setGuideOpen : setShopOpen
    const other = panel === 'guide' ? setShopOpen : setGuideOpen
    const show = !panels[panel]
    set(show)
    if (show && phone) other(false)
    if (show && !roomy) go({ thread: null })
  }

  function goTo(target: GuideTarget): void {
    const channel = [...directory.joined, ...directory.browsable].find(
      (each) => each.id === target.channel || each.name === target.channel,
    )
    const next: Spot | null =
      target.app !== undefined
        ? { type: 'app', tab: target.app }
        : channel === undefined
          ? null
          : { type: 'channel', channel: channel.id }
    const user = target.user ?? known.workspace.me
    const draftIn = channel?.id ?? (spot.type === 'channel' ? spot.channel : undefined)
    if (target.draft !== undefined && draftIn !== undefined) setDraft(draftId(user, draftIn), target.draft)
    if (next !== null) go({ spot: next, thread: null })
    if (user !== known.workspace.me) switchUser(user)
    if (phone) setGuideOpen(false)
  }

  useEffect(() => {
    if (!drawer) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDrawer(false)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [drawer])

  const channel = spot.type === 'channel' ? directory.channel(spot.channel) : undefined
  const title = channel === undefined ? known.workspace.app.name : directory.titleOf(channel)
  return (
    <div className="page" data-drawer={drawer || undefined}>
      <a className="skip-link" href="#composer">
        Skip to the message field
      </a>
      <TopBar demo={shown} panels={{ ...panels, toggle }} drawerOpen={drawer} onDrawer={() => setDrawer(!drawer)} />
      <ConnectionBanner connection={connection} />
      <div className="columns">
        <Sidebar onPick={() => setDrawer(false)} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way out of the drawer, beside its button and Escape */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes the drawer too */}
        <div className="drawer-shade" onClick={() => setDrawer(false)} />
        {spot.type === 'app' || channel === undefined ? (
          <AppView tab={spot.type === 'app' ? spot.tab : 'home'} />
        ) : (
          <ChannelView channel={channel} message={spot.type === 'channel' ? spot.message : undefined} />
        )}
        {thread === null ? null : (
          <ThreadPane
            key={`${thread.channel}/${thread.ts}`}
            channel={thread.channel}
            ts={thread.ts}
            highlight={spot.type === 'channel' ? spot.message : undefined}
          />
        )}
        <SidePanels
          demo={demo}
          shown={shown}
          open={panels}
          onGoTo={goTo}
          onClose={(panel) => (panel === 'guide' ? setGuideOpen(false) : setShopOpen(false))}
        />
      </div>
      <Toasts />
      <Announcer title={title} />
      <ModalStack />
    </div>
  )
}
