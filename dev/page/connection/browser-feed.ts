// Event feeds over the browser's EventSource. A page out of sight lets go of its stream after a while: browsers allow six
// connections per server, and several people may be open in several windows.
import type { z } from 'zod'
import { MINUTE } from '../../../src/contracts/clock.ts'
import { type EventFeed, type FeedStatus, openEventFeed } from './event-feed.ts'

const HIDDEN_FOR = MINUTE

export function openBrowserFeed<T>(options: {
  url: string
  events: readonly string[]
  schema: z.ZodType<T>
  onEvent: (event: T) => void
  onStatus: (status: FeedStatus) => void
}): EventFeed {
  const { url, events, schema, onEvent, onStatus } = options
  let asleep: number | undefined
  let feed: EventFeed | undefined = open()

  function open(): EventFeed {
    return openEventFeed({
      events,
      connect: () => new EventSource(url),
      onEvent: (data) => onEvent(schema.parse(JSON.parse(data))),
      onStatus,
      later(task, ms) {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    })
  }

  function onVisibility(): void {
    window.clearTimeout(asleep)
    if (document.hidden) {
      asleep = window.setTimeout(() => {
        feed?.close()
        feed = undefined
      }, HIDDEN_FOR)
    } else if (feed === undefined) {
      feed = open()
    } else {
      feed.retry()
    }
  }

  const onOnline = () => feed?.retry()
  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('online', onOnline)
  return {
    retry: () => feed?.retry(),
    close() {
      window.clearTimeout(asleep)
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('online', onOnline)
      feed?.close()
      feed = undefined
    },
  }
}
