// A layer beside its anchor, above everything else, dialogs included: the browser's own top layer.
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'

const GAP = 4
const EDGE = 8

export function Popup(props: {
  anchor: RefObject<HTMLElement | null>
  matchWidth?: boolean
  /** Which side of the anchor it lines up with. */
  align?: 'start' | 'end'
  above?: boolean
  children: ReactNode
}) {
  const { anchor, matchWidth = false, align = 'start', above = false, children } = props
  const layer = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const shown = layer.current
    if (shown === null) return
    shown.showPopover()
    const place = () => {
      const at = anchor.current?.getBoundingClientRect()
      if (at !== undefined) putBeside(shown, { at, matchWidth, align, above })
    }
    place()
    const resized = new ResizeObserver(place)
    resized.observe(shown)
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
    return () => {
      resized.disconnect()
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('resize', place)
    }
  }, [anchor, matchWidth, align, above])

  return (
    <div ref={layer} popover="manual" className="popup">
      {children}
    </div>
  )
}

function putBeside(
  layer: HTMLElement,
  how: { at: DOMRect; matchWidth: boolean; align: 'start' | 'end'; above: boolean },
): void {
  const { at, matchWidth, align, above } = how
  if (matchWidth) layer.style.width = `${at.width}px`
  const { offsetWidth: width, offsetHeight: height } = layer
  const below = window.innerHeight - at.bottom - GAP - EDGE
  const up = above || (below < height && at.top > below)
  const left = align === 'start' ? at.left : at.right - width
  layer.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`
  layer.style.top = `${up ? Math.max(EDGE, at.top - height - GAP) : at.bottom + GAP}px`
}
