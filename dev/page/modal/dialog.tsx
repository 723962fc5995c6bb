// The browser's modal dialog: it holds the focus, Escape asks to leave, and the focus returns to where it came from.
import { type ReactNode, useLayoutEffect, useRef } from 'react'

export function Dialog(props: { className: string; labelledBy: string; onCancel: () => void; children: ReactNode }) {
  const { className, labelledBy, onCancel, children } = props
  const dialog = useRef<HTMLDialogElement>(null)

  // Before the effects of what is inside, so that a field may take the focus the dialog gives to its first button.
  useLayoutEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onCancel()
      }}
    >
      {children}
    </dialog>
  )
}
