// Messages of all channels: posting, editing, deleting, threads, ephemeral ones, reactions, and the unread counts they cause.
import type { Block, SharedFile } from '../contract.ts'
import type { Channels, StoredChannel } from './channels.ts'
import type { Feed, NewDelta } from './feed.ts'
import type { Ids } from './ids.ts'
import type { Members } from './members.ts'
import { mentionsUser } from './mentions.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { type StoredMessage, toMessage } from './stored-message.ts'

export interface NewMessage {
  channel: StoredChannel
  user: string
  botId: string | null
  text: string
  blocks: Block[]
  threadTs?: string | undefined
  broadcast?: boolean | undefined
  onlyFor?: string | undefined
  metadata?: unknown
  files?: SharedFile[]
}

export interface MessageChange {
  text: string
  blocks: Block[]
  edited?: boolean
  metadata?: unknown
}

export interface Messages {
  get(channel: string, ts: string): StoredMessage | undefined
  /** The main list of a channel, oldest first, as this user sees it (others' ephemeral messages left out). */
  list(channel: string, user: string): StoredMessage[]
  thread(channel: string, ts: string, user: string): StoredMessage[]
  post(message: NewMessage): StoredMessage
  change(message: StoredMessage, change: MessageChange): void
  remove(message: StoredMessage): void
  react(message: StoredMessage, name: string, user: string): boolean
}

export function createMessages(parts: {
  channels: Channels
  members: Members
  feed: Feed
  ids: Ids
  baseUrl: () => string
}): Messages {
  const { channels, members, feed, ids, baseUrl } = parts
  const shelves = new Map<string, Shelf>()

  function shelf(channel: string): Shelf {
    const known = shelves.get(channel)
    if (known !== undefined) return known
    const fresh = createShelf()
    shelves.set(channel, fresh)
    return fresh
  }

  function tellViewers(message: StoredMessage, delta: NewDelta): void {
    const channel = channels.get(message.channel)
    feed.publish((user) => {
      const visible =
        message.onlyFor === null ? channel !== undefined && channels.sees(user, channel) : message.onlyFor === user
      return visible ? delta : undefined
    })
  }

  function changed(message: StoredMessage): void {
    tellViewers(message, { type: 'message_changed', message: toMessage(baseUrl(), message) })
  }

  /** A post makes a channel unread for its other members; replies do so only when broadcast, edits and ephemerals never. */
  function countUnread(channel: StoredChannel, message: StoredMessage, by: 1 | -1): void {
    if (message.onlyFor !== null || (message.threadTs !== null && !message.broadcast)) return
    for (const user of channel.members) {
      if (user === message.user) continue
      const mark = channels.mark(user, channel.id)
      if (message.ts <= mark.lastRead) continue
      mark.unread = Math.max(0, mark.unread + by)
      if (mentionsUser({ user, channel, message, groups: members.groups() })) {
        mark.mentions = Math.max(0, mark.mentions + by)
      }
    }
    channels.changed(channel)
  }

  function refreshParent(channel: string, threadTs: string): void {
    const parent = shelf(channel).get(threadTs)
    if (parent === undefined) return
    const replies = shelf(channel)
      .replies(threadTs)
      .filter((reply) => reply.onlyFor === null)
    parent.replies = {
      count: replies.length,
      users: [...new Set(replies.map((reply) => reply.user))],
      latest: replies.at(-1)?.ts ?? null,
    }
    changed(parent)
  }

  const visible = (user: string) => (message: StoredMessage) => message.onlyFor === null || message.onlyFor === user

  return {
    get: (channel, ts) => shelf(channel).get(ts),
    list: (channel, user) => shelf(channel).main().filter(visible(user)),
    thread(channel, ts, user) {
      const parent = shelf(channel).get(ts)
      if (parent === undefined) return []
      return [parent, ...shelf(channel).replies(ts)].filter(visible(user))
    },
    post(message) {
      const stored: StoredMessage = {
        channel: message.channel.id,
        ts: ids.ts(),
        user: message.user,
        botId: message.botId,
        text: message.text,
        blocks: message.blocks,
        threadTs: message.threadTs ?? null,
        broadcast: message.broadcast ?? false,
        edited: null,
        metadata: message.metadata ?? null,
        reactions: [],
        files: message.files ?? [],
        onlyFor: message.onlyFor ?? null,
        tombstone: false,
        replies: { count: 0, users: [], latest: null },
      }
      shelf(stored.channel).add(stored)
      tellViewers(stored, {
        type: stored.onlyFor === null ? 'message' : 'ephemeral',
        message: toMessage(baseUrl(), stored),
      })
      countUnread(message.channel, stored, 1)
      if (stored.threadTs !== null) refreshParent(stored.channel, stored.threadTs)
      return stored
    },
    change(message, change) {
      message.text = change.text
      message.blocks = change.blocks
      if (change.metadata !== undefined) message.metadata = change.metadata
      if (change.edited === true) message.edited = { user: message.user, ts: ids.ts() }
      changed(message)
    },
    remove(message) {
      if (message.replies.count > 0) {
        Object.assign(message, { tombstone: true, text: 'This message was deleted.', blocks: [], files: [] })
        changed(message)
        return
      }
      shelf(message.channel).remove(message)
      tellViewers(message, {
        type: 'message_deleted',
        channel: message.channel,
        ts: message.ts,
        threadTs: message.threadTs,
      })
      const channel = channels.get(message.channel)
      if (channel !== undefined) countUnread(channel, message, -1)
      if (message.threadTs !== null) refreshParent(message.channel, message.threadTs)
    },
    react(message, name, user) {
      const known = message.reactions.find((each) => each.name === name)
      if (known?.users.includes(user)) return false
      if (known === undefined) message.reactions.push({ name, users: [user] })
      else known.users.push(user)
      changed(message)
      return true
    },
  }
}
