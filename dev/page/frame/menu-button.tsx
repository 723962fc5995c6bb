// A button that opens a menu: arrow keys move, Enter chooses, Escape closes and the focus goes back to the button.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Popup } from './popup.tsx'

export interface MenuItem {
  key: string
  content: ReactNode
  checked?: boolean
  onChoose: () => void
}

export function MenuButton(props: {
  label: string
  className: string
  items: readonly MenuItem[]
  /** Said above the items. */
  heading?: string
  align?: 'start' | 'end'
  busy?: boolean
  disabled?: boolean
  children: ReactNode
}) {
  const { label, className, items, heading, align = 'end', busy = false, disabled = false, children } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  function close(): void {
    setOpen(false)
    button.current?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-busy={busy}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {children}
      </button>
      {open ? (
        <Popup anchor={button} align={align}>
          <Menu id={id} label={heading ?? label} heading={heading} items={items} onClose={close} anchor={button} />
        </Popup>
      ) : null}
    </>
  )
}

function Menu(props: {
  id: string
  label: string
  heading: string | undefined
  items: readonly MenuItem[]
  anchor: { current: HTMLElement | null }
  onClose: () => void
}) {
  const { id, label, heading, items, anchor, onClose } = props
  const menu = useRef<HTMLDivElement>(null)
  const latestClose = useRef(onClose)
  latestClose.current = onClose

  useEffect(() => {
    const checked = menu.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    ;(checked ?? menu.current?.querySelector<HTMLElement>('button'))?.focus()
    function onPress(event: PointerEvent): void {
      const target = event.target as Node
      if (!menu.current?.contains(target) && !anchor.current?.contains(target)) latestClose.current()
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [anchor])

  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const target = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      buttons[target % buttons.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }

  return (
    <div id={id} role="menu" aria-label={label} className="menu" ref={menu} tabIndex={-1} onKeyDown={onKeyDown}>
      {heading === undefined ? null : <div className="menu-heading">{heading}</div>}
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          {...(item.checked === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemradio', 'aria-checked': item.checked })}
          className="menu-item"
          tabIndex={-1}
          onClick={() => {
            onClose()
            item.onChoose()
          }}
        >
          {item.content}
        </button>
      ))}
    </div>
  )
}
