// The conversation to show: the one asked for if this person can see it, else the most useful one they have.
import type { Spot } from './address.ts'
import type { Directory } from './directory.ts'

export function spotToShow(asked: Spot | null, directory: Directory): Spot {
  if (asked?.type === 'app') return asked
  if (asked?.type === 'channel' && directory.channel(asked.channel) !== undefined) {
    return asked.channel === directory.appMessages?.id ? { type: 'app', tab: 'messages' } : asked
  }
  const joined = directory.joined
  const first = joined.find((each) => each.mentions > 0) ?? joined.find((each) => each.unread > 0) ?? joined[0]
  return first === undefined ? { type: 'app', tab: 'home' } : { type: 'channel', channel: first.id }
}
