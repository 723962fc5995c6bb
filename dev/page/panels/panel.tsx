// A side panel: a titled part of the page that can be put away and brought back from the top bar.
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../frame/icons.tsx'

export function Panel(props: { id: string; title: string; icon: IconName; onClose: () => void; children: ReactNode }) {
  const { id, title, icon, onClose, children } = props
  return (
    <section className="panel" id={id} aria-labelledby={`${id}-title`}>
      <header className="panel-header">
        <Icon name={icon} />
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" className="icon-button" aria-label={`Close ${title}`} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </section>
  )
}
