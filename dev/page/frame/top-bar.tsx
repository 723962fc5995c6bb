// The bar above everything: what this page is, the side panels, and who you are.
import type { ReactNode } from 'react'
import type { Demo } from '../state/apply-demo-event.ts'
import { Icon, Mark } from './icons.tsx'
import { usePage } from './page-context.ts'
import { UserSwitch } from './user-switch.tsx'

export interface PanelSwitches {
  guide: boolean
  shop: boolean
  toggle(panel: 'guide' | 'shop'): void
}

export function TopBar(props: { demo: Demo; panels: PanelSwitches; drawerOpen: boolean; onDrawer: () => void }) {
  const { demo, panels, drawerOpen, onDrawer } = props
  const { known, directory } = usePage()
  const mentions = known.workspace.channels.reduce((sum, each) => sum + each.mentions, 0)
  const steps = demo.guide?.steps ?? []
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button drawer-button"
        aria-expanded={drawerOpen}
        aria-controls="sidebar"
        aria-label={mentions === 0 ? 'Channels' : `Channels, ${mentions} unread mentions`}
        onClick={onDrawer}
      >
        <Icon name="menu" />
        {mentions === 0 ? null : <span className="drawer-dot" />}
      </button>
      <p className="brand">
        <Mark />
        <span>
          <strong>
            Countersign<span className="brand-rest"> try-it workspace</span>
          </strong>
          <span className="brand-more"> — a local Slack lookalike, nothing leaves this machine</span>
        </span>
      </p>
      <div className="top-tools">
        {demo.guide === null ? null : (
          <PanelToggle name="guide" label="Guide" panels={panels}>
            <span className="count">
              {steps.filter((each) => each.done).length}/{steps.length}
            </span>
          </PanelToggle>
        )}
        {demo.shop === null ? null : <PanelToggle name="shop" label="Shop" panels={panels} />}
        {directory.me === undefined ? null : <UserSwitch />}
      </div>
    </header>
  )
}

function PanelToggle(props: { name: 'guide' | 'shop'; label: string; panels: PanelSwitches; children?: ReactNode }) {
  const { name, label, panels, children } = props
  return (
    <button
      type="button"
      className="bar-button"
      aria-expanded={panels[name]}
      aria-controls={`${name}-panel`}
      onClick={() => panels.toggle(name)}
    >
      <Icon name={name} />
      <span className="bar-label">{label}</span>
      {children}
    </button>
  )
}
