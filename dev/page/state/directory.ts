// Names of people, groups and channels as one person sees them.
import type { ChannelView, Member, WorkspaceState } from '../../slack/contract.ts'

export interface Directory {
  me: Member | undefined
  member(id: string): Member | undefined
  /** What to call the author of a message. */
  nameOf(id: string): string
  channel(id: string): ChannelView | undefined
  /** "#orders", or the other person's name for a direct message. */
  titleOf(channel: ChannelView): string
  groupHandle(id: string): string | undefined
  appMessages: ChannelView | undefined
  joined: ChannelView[]
  browsable: ChannelView[]
  directMessages: ChannelView[]
  /** The people this page can be switched to. */
  people: Member[]
}

export function createDirectory(workspace: WorkspaceState): Directory {
  const { app, me, users, channels, groups } = workspace
  const members = new Map(users.map((each) => [each.id, each]))
  const rooms = new Map(channels.map((each) => [each.id, each]))
  const direct = channels.filter((each) => each.kind === 'im' && each.members.includes(me))
  const listed = channels.filter((each) => each.kind !== 'im' && !each.isArchived)
  const byName = (a: ChannelView, b: ChannelView) => a.name.localeCompare(b.name)

  function nameOf(id: string): string {
    if (id === app.botUserId) return app.name
    const member = members.get(id)
    return member === undefined ? id : member.realName || member.name
  }

  function other(channel: ChannelView): string {
    return channel.members.find((each) => each !== me) ?? me
  }

  return {
    me: members.get(me),
    member: (id) => members.get(id),
    nameOf,
    channel: (id) => rooms.get(id),
    titleOf: (channel) => (channel.kind === 'im' ? nameOf(other(channel)) : `#${channel.name}`),
    groupHandle: (id) => groups.find((each) => each.id === id)?.handle,
    appMessages: direct.find((each) => other(each) === app.botUserId),
    joined: listed.filter((each) => each.members.includes(me)).sort(byName),
    browsable: listed.filter((each) => !each.members.includes(me)).sort(byName),
    directMessages: direct.filter((each) => other(each) !== app.botUserId),
    people: users.filter((each) => !each.isBot && !each.deleted),
  }
}
