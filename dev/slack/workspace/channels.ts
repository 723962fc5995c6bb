// Channels, direct messages, who is in them, who may see them, and how much of each a person has not read.
import type { Channel, ChannelKind, ChannelView } from '../contract.ts'
import type { Seed } from '../options.ts'
import type { Feed } from './feed.ts'
import type { Ids } from './ids.ts'
import type { Members } from './members.ts'

export interface StoredChannel extends Channel {
  kind: ChannelKind
  /** Epoch seconds. */
  created: number
}

interface ReadMark {
  unread: number
  mentions: number
  lastRead: string
}

export interface Channels {
  get(id: string): StoredChannel | undefined
  byName(name: string): StoredChannel | undefined
  all(): StoredChannel[]
  /** Whether the person's client lists this channel: theirs, or any public one unless they are a guest. */
  sees(user: string, channel: StoredChannel): boolean
  visibleTo(user: string): StoredChannel[]
  view(user: string, channel: StoredChannel): ChannelView
  mark(user: string, channel: string): ReadMark
  changed(channel: StoredChannel): void
  /** The direct message of two people, made when it is first needed. */
  openIm(first: string, second: string): { channel: StoredChannel; isNew: boolean }
  /** True when the person was not in it before. */
  join(channel: StoredChannel, user: string): boolean
  read(user: string, channel: StoredChannel, ts: string): void
}

export function createChannels(parts: {
  seed: Seed
  botUserId: string
  members: Members
  feed: Feed
  ids: Ids
}): Channels {
  const { seed, botUserId, members, feed, ids } = parts
  const channels = new Map<string, StoredChannel>()
  const marks = new Map<string, ReadMark>()
  const created = () => Number(ids.ts().split('.')[0])
  const everyone = [...seed.users.filter((user) => !user.isGuest && !user.deleted).map((user) => user.id), 'bot']

  for (const { members: named, ...channel } of seed.channels) {
    const inside = (named ?? everyone).map((id) => (id === 'bot' ? botUserId : id))
    channels.set(channel.id, { ...channel, members: inside, created: created() })
  }

  function mark(user: string, channel: string): ReadMark {
    const key = `${user} ${channel}`
    const known = marks.get(key)
    if (known !== undefined) return known
    const fresh: ReadMark = { unread: 0, mentions: 0, lastRead: '0000000000.000000' }
    marks.set(key, fresh)
    return fresh
  }

  function sees(user: string, channel: StoredChannel): boolean {
    if (channel.members.includes(user)) return true
    return channel.kind === 'public' && members.get(user)?.isGuest === false
  }

  function view(user: string, channel: StoredChannel): ChannelView {
    const { created: _, ...shown } = channel
    return { ...shown, members: [...channel.members], ...mark(user, channel.id) }
  }

  function changed(channel: StoredChannel): void {
    feed.publish((user) =>
      sees(user, channel) ? { type: 'channel_changed', channel: view(user, channel) } : undefined,
    )
  }

  return {
    get: (id) => channels.get(id),
    byName: (name) => [...channels.values()].find((channel) => channel.kind !== 'im' && channel.name === name),
    all: () => [...channels.values()],
    sees,
    visibleTo: (user) => [...channels.values()].filter((channel) => sees(user, channel)),
    view,
    mark,
    changed,
    openIm(first, second) {
      const known = [...channels.values()].find(
        (each) => each.kind === 'im' && each.members.includes(first) && each.members.includes(second),
      )
      if (known !== undefined) return { channel: known, isNew: false }
      const channel: StoredChannel = {
        id: ids.next('D'),
        name: '',
        kind: 'im',
        topic: '',
        isArchived: false,
        members: [first, second],
        created: created(),
      }
      channels.set(channel.id, channel)
      changed(channel)
      return { channel, isNew: true }
    },
    join(channel, user) {
      if (channel.members.includes(user)) return false
      channel.members.push(user)
      changed(channel)
      return true
    },
    read(user, channel, ts) {
      Object.assign(mark(user, channel.id), { unread: 0, mentions: 0, lastRead: ts })
      feed.tell(user, { type: 'channel_changed', channel: view(user, channel) })
    },
  }
}
