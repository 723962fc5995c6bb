// A message as the workspace keeps it, and its two faces: ours for the page, Slack's JSON for the app.
import type { Block, Message, Reaction, SharedFile } from '../contract.ts'

export interface StoredMessage {
  channel: string
  ts: string
  user: string
  /** Set when the app wrote it. */
  botId: string | null
  text: string
  blocks: Block[]
  threadTs: string | null
  broadcast: boolean
  edited: { user: string; ts: string } | null
  metadata: unknown
  reactions: Reaction[]
  files: SharedFile[]
  /** An ephemeral message: the one person who sees it. */
  onlyFor: string | null
  /** A deleted parent whose replies remain. */
  tombstone: boolean
  replies: { count: number; users: string[]; latest: string | null }
}

export function permalinkOf(baseUrl: string, message: Pick<StoredMessage, 'channel' | 'ts' | 'threadTs'>): string {
  const link = `${baseUrl}/archives/${message.channel}/p${message.ts.replace('.', '')}`
  return message.threadTs === null ? link : `${link}?thread_ts=${message.threadTs}&cid=${message.channel}`
}

export function toMessage(baseUrl: string, stored: StoredMessage): Message {
  return {
    channel: stored.channel,
    ts: stored.ts,
    user: stored.user,
    text: stored.text,
    blocks: stored.blocks,
    threadTs: stored.threadTs,
    broadcast: stored.broadcast,
    replyCount: stored.replies.count,
    replyUsers: [...stored.replies.users],
    latestReply: stored.replies.latest,
    edited: stored.edited !== null,
    ephemeral: stored.onlyFor !== null,
    reactions: stored.reactions.map((each) => ({ name: each.name, users: [...each.users] })),
    files: stored.files,
    permalink: permalinkOf(baseUrl, stored),
  }
}

/** Slack's own shape, as in conversations.history and in the `message` of an interaction. */
export function toWire(stored: StoredMessage, about: { teamId: string; appId: string }): Record<string, unknown> {
  const isParent = stored.threadTs === null && stored.replies.count > 0
  return {
    type: 'message',
    user: stored.user,
    ts: stored.ts,
    text: stored.text,
    team: about.teamId,
    ...(stored.botId === null ? {} : { bot_id: stored.botId, app_id: about.appId }),
    ...(stored.blocks.length === 0 ? {} : { blocks: stored.blocks }),
    ...(stored.threadTs === null ? {} : { thread_ts: stored.threadTs }),
    ...(stored.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(stored.tombstone ? { subtype: 'tombstone' } : {}),
    ...(stored.edited === null ? {} : { edited: stored.edited }),
    ...(stored.metadata === null ? {} : { metadata: stored.metadata }),
    ...(stored.files.length === 0 ? {} : { files: stored.files.map(fileToWire) }),
    ...(stored.reactions.length === 0
      ? {}
      : { reactions: stored.reactions.map((each) => ({ ...each, count: each.users.length })) }),
    ...(isParent
      ? {
          thread_ts: stored.ts,
          reply_count: stored.replies.count,
          reply_users: stored.replies.users,
          reply_users_count: stored.replies.users.length,
          latest_reply: stored.replies.latest,
        }
      : {}),
  }
}

export function fileToWire(file: SharedFile): Record<string, unknown> {
  const { url, ...rest } = file
  return { ...rest, url_private: url, permalink: url }
}
