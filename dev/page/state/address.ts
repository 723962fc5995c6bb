// Where a person is, as the address bar says it: who they are, the open conversation, the open thread. Also reads permalinks.

export type Spot =
  | { type: 'channel'; channel: string /** A message to scroll to and mark. */; message?: string }
  | { type: 'app'; tab: 'home' | 'messages' }

export interface Address {
  user: string | null
  spot: Spot | null
  thread: { channel: string; ts: string } | null
}

const PERMALINK = /^\/archives\/([A-Z0-9]+)\/p(\d{10,})(\d{6})$/

export function readAddress(href: string): Address {
  const url = new URL(href)
  const user = url.searchParams.get('user')
  const link = PERMALINK.exec(url.pathname)
  if (link !== null) {
    const [, channel = '', seconds = '', micros = ''] = link
    const threadTs = url.searchParams.get('thread_ts')
    return {
      user,
      spot: { type: 'channel', channel, message: `${seconds}.${micros}` },
      thread: threadTs === null ? null : { channel, ts: threadTs },
    }
  }
  const channel = url.searchParams.get('channel')
  const app = url.searchParams.get('app')
  const thread = url.searchParams.get('thread')
  return {
    user,
    spot:
      app === 'home' || app === 'messages' ? { type: 'app', tab: app } : channel ? { type: 'channel', channel } : null,
    thread: thread !== null && channel !== null ? { channel, ts: thread } : null,
  }
}

/** The path and query of an address; a message to scroll to is a moment, not a place, and is left out. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams()
  if (address.user !== null) query.set('user', address.user)
  if (address.spot?.type === 'channel') query.set('channel', address.spot.channel)
  if (address.spot?.type === 'app') query.set('app', address.spot.tab)
  if (address.thread !== null) {
    query.set('channel', address.thread.channel)
    query.set('thread', address.thread.ts)
  }
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}

export function isPermalink(href: string, origin: string): boolean {
  const url = new URL(href, origin)
  return url.origin === origin && PERMALINK.test(url.pathname)
}
