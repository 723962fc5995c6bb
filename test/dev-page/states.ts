// Small well-formed pieces of a workspace for tests of the page's pure parts.

import type { Known } from '../../dev/page/state/known.ts'
import type { ChannelView, Member, Message, WorkspaceState } from '../../dev/slack/contract.ts'

export function member(part: Partial<Member> & { id: string }): Member {
  return {
    name: part.id.toLowerCase(),
    realName: part.id,
    title: '',
    presence: 'active',
    isAdmin: false,
    isOwner: false,
    isGuest: false,
    isBot: false,
    deleted: false,
    timezone: 'UTC',
    ...part,
  }
}

export function channel(part: Partial<ChannelView> & { id: string }): ChannelView {
  return {
    name: part.id.toLowerCase(),
    kind: 'public',
    topic: '',
    isArchived: false,
    members: ['ANA', 'BOT'],
    unread: 0,
    mentions: 0,
    lastRead: '0000000000.000000',
    ...part,
  }
}

export function message(part: Partial<Message> & { ts: string }): Message {
  return {
    channel: 'C1',
    user: 'BEN',
    text: `said at ${part.ts}`,
    blocks: [],
    threadTs: null,
    broadcast: false,
    replyCount: 0,
    replyUsers: [],
    latestReply: null,
    edited: false,
    ephemeral: false,
    reactions: [],
    files: [],
    permalink: '',
    ...part,
  }
}

export function workspace(part: Partial<WorkspaceState> = {}): WorkspaceState {
  return {
    seq: 10,
    team: { id: 'T1', name: 'Team', domain: 'team' },
    app: { id: 'A1', name: 'Order desk', botUserId: 'BOT', botId: 'B1', online: true },
    me: 'ANA',
    users: [
      member({ id: 'ANA', name: 'ana', realName: 'Ana Lim', title: 'reviewer' }),
      member({ id: 'BEN', name: 'ben', realName: 'Ben Okafor' }),
      member({ id: 'BOT', isBot: true }),
      member({ id: 'OLD', deleted: true }),
    ],
    groups: [{ id: 'S1', handle: 'reviewers', name: 'Order reviewers', users: ['ANA'] }],
    channels: [channel({ id: 'C1', name: 'orders' }), channel({ id: 'C2', name: 'general' })],
    messages: {},
    home: null,
    modals: [],
    commands: [],
    shortcuts: [],
    slackRate: 1,
    ...part,
  }
}

export function known(part: Partial<WorkspaceState> = {}): Known {
  return { workspace: workspace(part), threads: {}, toasts: [] }
}
