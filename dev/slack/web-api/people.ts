// auth.test, team.info, users.*, usergroups.*: who the app is, where it is, and who else is here.
import { z } from 'zod'
import type { Member, UserGroup } from '../contract.ts'
import { GENEROUS, TIER_2, TIER_3, TIER_4 } from '../rate-limits.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Answer, type ApiMethod, flagArg, method, numberArg } from './method.ts'
import { page } from './paging.ts'
import { SlackError } from './slack-error.ts'

export function userWire(workspace: Workspace, member: Member): Answer {
  return {
    id: member.id,
    team_id: workspace.team.id,
    name: member.name,
    real_name: member.realName,
    deleted: member.deleted,
    tz: member.timezone,
    is_bot: member.isBot,
    is_app_user: false,
    is_admin: member.isAdmin,
    is_owner: member.isOwner,
    is_primary_owner: false,
    is_restricted: member.isGuest,
    is_ultra_restricted: false,
    profile: {
      real_name: member.realName,
      display_name: member.name,
      title: member.title,
      ...(member.isBot ? { bot_id: workspace.app.botId, api_app_id: workspace.app.id } : {}),
    },
  }
}

const authTest = method({
  limit: GENEROUS,
  scopes: [],
  args: z.looseObject({}),
  run: (_, { workspace }) => ({
    url: `${workspace.baseUrl()}/`,
    team: workspace.team.name,
    team_id: workspace.team.id,
    user: workspace.members.must(workspace.app.botUserId).name,
    user_id: workspace.app.botUserId,
    bot_id: workspace.app.botId,
    app_id: workspace.app.id,
    is_enterprise_install: false,
  }),
})

const teamInfo = method({
  limit: TIER_3,
  scopes: ['team:read'],
  args: z.looseObject({}),
  run: (_, { workspace }) => ({ team: { ...workspace.team, email_domain: '' } }),
})

const usersInfo = method({
  limit: TIER_4,
  scopes: ['users:read'],
  args: z.looseObject({ user: z.string() }),
  run(args, { workspace }) {
    const member = workspace.members.get(args.user)
    if (member === undefined) throw new SlackError('user_not_found')
    return { user: userWire(workspace, member) }
  },
})

const usersList = method({
  limit: TIER_2,
  scopes: ['users:read'],
  args: z.looseObject({ limit: numberArg(1000, 1000), cursor: z.string().optional() }),
  run(args, { workspace }) {
    const { items, response_metadata } = page(workspace.members.all(), args)
    return { members: items.map((member) => userWire(workspace, member)), response_metadata }
  },
})

/** Epoch seconds; Slack tells disabled groups by any moment but zero. */
const DISABLED_AT = 1_700_000_000

const groupWire = (workspace: Workspace, group: UserGroup, withUsers: boolean): Answer => ({
  id: group.id,
  team_id: workspace.team.id,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  description: '',
  date_delete: group.disabled ? DISABLED_AT : 0,
  user_count: group.users.length,
  ...(withUsers ? { users: group.users } : {}),
})

const groupsList = method({
  limit: TIER_2,
  scopes: ['usergroups:read'],
  args: z.looseObject({ include_users: flagArg, include_disabled: flagArg }),
  run: (args, { workspace }) => ({
    usergroups: workspace.members
      .groups()
      .filter(({ disabled }) => !disabled || args.include_disabled)
      .map((group) => groupWire(workspace, group, args.include_users)),
  }),
})

const groupUsers = method({
  limit: TIER_2,
  scopes: ['usergroups:read'],
  args: z.looseObject({ usergroup: z.string(), include_disabled: flagArg }),
  run(args, { workspace }) {
    const group = workspace.members.groups().find((each) => each.id === args.usergroup)
    if (group === undefined || (group.disabled && !args.include_disabled)) throw new SlackError('no_such_subteam')
    return { users: group.users }
  },
})

export const peopleMethods: Readonly<Record<string, ApiMethod>> = {
  'auth.test': authTest,
  'team.info': teamInfo,
  'users.info': usersInfo,
  'users.list': usersList,
  'usergroups.list': groupsList,
  'usergroups.users.list': groupUsers,
}
