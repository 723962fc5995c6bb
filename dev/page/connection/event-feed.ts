// A server-sent-events stream that comes back: after a lost connection it tries again, sooner first, then more patiently.
import { SECOND } from '../../../src/contracts/clock.ts'

export type FeedStatus = 'connecting' | 'live' | 'lost'

/** What the feed needs of an EventSource. */
export interface Source {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void
  close(): void
}

export interface EventFeed {
  /** Try now instead of waiting for the next attempt. */
  retry(): void
  close(): void
}

const FIRST_WAIT = SECOND / 2
const LONGEST_WAIT = 5 * SECOND

export function openEventFeed(options: {
  events: readonly string[]
  connect: () => Source
  onEvent: (data: string) => void
  onStatus: (status: FeedStatus) => void
  /** Runs `task` after `ms`; the answer cancels it. */
  later: (task: () => void, ms: number) => () => void
}): EventFeed {
  const { events, connect, onEvent, onStatus, later } = options
  let source: Source | undefined
  let cancel: (() => void) | undefined
  let failures = 0
  let closed = false

  function open(): void {
    cancel = undefined
    const current = connect()
    source = current
    current.addEventListener('open', () => {
      if (current === source) onStatus('live')
    })
    current.addEventListener('error', () => {
      if (current === source) lose()
    })
    for (const type of events) {
      current.addEventListener(type, ({ data }) => {
        if (current !== source || typeof data !== 'string') return
        failures = 0
        onEvent(data)
      })
    }
  }

  function lose(): void {
    source?.close()
    source = undefined
    onStatus('lost')
    const wait = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT)
    failures += 1
    cancel = later(open, wait)
  }

  onStatus('connecting')
  open()
  return {
    retry() {
      if (closed || source !== undefined) return
      cancel?.()
      onStatus('connecting')
      open()
    },
    close() {
      closed = true
      cancel?.()
      source?.close()
      source = undefined
    },
  }
}
