// Notices in the corner. Information leaves by itself; an error stays until it is dismissed.
import { useEffect } from 'react'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Toast } from '../state/known.ts'
import { Icon } from './icons.tsx'
import { usePage } from './page-context.ts'

const STAY = 5 * SECOND

export function Toasts() {
  const { known } = usePage()
  return (
    <section className="toasts" aria-label="Notices" aria-live="polite">
      {known.toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const { store } = usePage()
  useEffect(() => {
    if (toast.level === 'error') return
    const timer = window.setTimeout(() => store.dismiss(toast.id), STAY)
    return () => window.clearTimeout(timer)
  }, [store, toast])
  return (
    <div className={`toast toast-${toast.level}`} role={toast.level === 'error' ? 'alert' : undefined}>
      <p>{toast.text}</p>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => store.dismiss(toast.id)}>
        <Icon name="close" />
      </button>
    </div>
  )
}
