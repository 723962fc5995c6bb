// F6 moves the focus from one part of the page to the next, Shift+F6 back, as in Slack.
import { useEffect } from 'react'

const REGIONS = [
  '#sidebar [aria-current]',
  '.message-scroll',
  '#composer',
  '.thread-pane',
  '.side-panels button',
  '.top-tools .user-switch',
]

export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return
      const regions = REGIONS.flatMap((each) => document.querySelector<HTMLElement>(each) ?? [])
      const at = regions.findIndex((each) => each.contains(document.activeElement))
      const next = (at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length
      event.preventDefault()
      regions[next]?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
