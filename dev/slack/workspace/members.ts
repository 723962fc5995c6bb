// The people, the app's own bot user, and the user groups.
import { AppError } from '../../../src/contracts/app-error.ts'
import type { Member, UserGroup } from '../contract.ts'
import type { Seed } from '../options.ts'
import type { GroupPatch, UserPatch } from '../ui-calls.ts'
import type { Feed } from './feed.ts'

export interface Members {
  get(id: string): Member | undefined
  /** The member, or an AppError `slack.unknown_user`: only for ids that callers of /ui chose themselves. */
  must(id: string): Member
  byName(name: string): Member | undefined
  all(): Member[]
  set(patch: UserPatch): Member
  groups(): UserGroup[]
  setGroup(patch: GroupPatch): void
}

export function createMembers(seed: Seed, bot: Member, feed: Feed): Members {
  const members = new Map<string, Member>()
  for (const { realName, ...user } of seed.users) {
    members.set(user.id, { ...user, realName: realName ?? user.name, isBot: false })
  }
  members.set(bot.id, bot)
  const groups = new Map<string, UserGroup>(seed.groups.map((group) => [group.id, group]))

  return {
    get: (id) => members.get(id),
    must(id) {
      const member = members.get(id)
      if (member === undefined) throw new AppError('slack.unknown_user', `There is no user ${id} in this workspace.`)
      return member
    },
    byName: (name) => [...members.values()].find((member) => member.name === name),
    all: () => [...members.values()],
    set(patch) {
      const known = members.get(patch.id) ?? newMember(patch.id)
      const { id, ...changes } = patch
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      const next: Member = { ...known, ...given, id }
      members.set(id, next)
      feed.publish(() => ({ type: 'user_changed', user: next }))
      return next
    },
    groups: () => [...groups.values()],
    setGroup(patch) {
      const known = groups.get(patch.id)
      if (known === undefined) throw new AppError('slack.unknown_group', `There is no user group ${patch.id}.`)
      groups.set(patch.id, {
        ...known,
        users: patch.users ?? known.users,
        disabled: patch.disabled ?? known.disabled,
      })
      feed.publish(() => ({ type: 'groups_changed', groups: [...groups.values()] }))
    },
  }
}

function newMember(id: string): Member {
  return {
    id,
    name: id.toLowerCase(),
    realName: id,
    title: '',
    presence: 'active',
    isAdmin: false,
    isOwner: false,
    isGuest: false,
    isBot: false,
    deleted: false,
    timezone: 'UTC',
  }
}
