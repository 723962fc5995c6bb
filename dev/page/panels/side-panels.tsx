// The column on the right: whichever panels are served and open.
import type { DemoStore } from '../connection/demo-store.ts'
import type { GuideTarget } from '../demo-contract.ts'
import type { Demo } from '../state/apply-demo-event.ts'
import { GuidePanel } from './guide-panel.tsx'
import { ShopPanel } from './shop-panel.tsx'

export function SidePanels(props: {
  demo: DemoStore
  shown: Demo
  open: { guide: boolean; shop: boolean }
  onGoTo: (target: GuideTarget) => void
  onClose: (panel: 'guide' | 'shop') => void
}) {
  const { demo, shown, open, onGoTo, onClose } = props
  const guide = open.guide ? shown.guide : null
  const shop = open.shop ? shown.shop : null
  if (guide === null && shop === null) return null
  return (
    <aside className="side-panels" aria-label="Guide and shop">
      {guide === null ? null : (
        <GuidePanel guide={guide} demo={demo} onGoTo={onGoTo} onClose={() => onClose('guide')} />
      )}
      {shop === null ? null : <ShopPanel shop={shop} onClose={() => onClose('shop')} />}
    </aside>
  )
}
