// Who somebody is, as it is now: Slack's own word on them (remembered for a minute) and the roles in force. Closed when unknown.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, MINUTE } from '../contracts/clock.ts'
import { Decider } from '../contracts/limits.ts'
import type { Policy } from '../contracts/policy.ts'
import { Role } from '../contracts/policy.ts'
import {
  type Groups,
  groupsOf,
  type InForce,
  isGroup,
  type People as Named,
  roleOf,
  Settings,
  settingsInForce,
  standsInFor,
} from '../contracts/settings.ts'
import type { Asker } from '../gate/may-decide.ts'
import type { SettingsStore } from '../ledger/ledger.ts'
import { createUserGroups } from './user-groups.ts'

const REMEMBERED_MS = MINUTE
const UNKNOWN = new Set(['user_not_found', 'user_not_visible', 'users_not_found'])

const Member = z.object({
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  tz: z.string().default('Etc/UTC'),
})
type Member = z.infer<typeof Member>

export type People = {
  /** False for deactivated people, guests, bots and strangers. Rejects when Slack does not say. */
  isActive(userId: string): Promise<boolean>
  /** An admin or owner of the workspace. Rejects when Slack does not say. */
  runsWorkspace(userId: string): Promise<boolean>
  /** Roles, limits, channels, switches and stop buttons in force. */
  inForce(): Promise<InForce>
  /** Where the people in force come from: `set` in Slack, where they can be changed, and `fixed` by the policy file. */
  named(): Promise<{ set: Named; fixed: Named }>
  /** The person's own role; null for none, and for anybody who is not active. User groups as of the last minute, or of now. */
  role(userId: string, groups?: 'seen' | 'now'): Promise<Role | null>
  /** The same, or a higher one of somebody whose place this person takes: what they may decide with. */
  decidingRole(userId: string): Promise<Role | null>
  /** What is known of somebody who looks at questions. An answer asks anew. */
  asker(userId: string): Promise<Asker>
  /** Everybody with a role by name or by user group, active or not. */
  members(role: Role): Promise<string[]>
  /** Who hears first of a team's questions: those on call, else the reviewers; for those away, who decides for them. */
  onCall(team: string): Promise<string[]>
  /** Who is in user groups at this moment. Rejects with `slack.groups`. */
  groupMembers(ids: readonly string[]): Promise<Groups>
  timeZone(userId: string): Promise<string>
}

export function createPeople(parts: {
  client: WebClient
  settings: Pick<SettingsStore, 'get'>
  policy: Pick<Policy, 'people' | 'limits_usd' | 'channels'> & Partial<Pick<Policy, 'limits' | 'on_call'>>
  clock: Clock
}): People {
  const { client, settings, policy, clock } = parts
  const groups = createUserGroups({ client, clock })
  const known = new Map<string, { until: number; member: Promise<Member | null> }>()

  function member(userId: string): Promise<Member | null> {
    const found = known.get(userId)
    if (found && found.until > clock()) return found.member
    const asked = { until: clock() + REMEMBERED_MS, member: lookUp(client, userId) }
    known.set(userId, asked)
    asked.member.catch(() => {
      if (known.get(userId) === asked) known.delete(userId)
    })
    return asked.member
  }

  async function isActive(userId: string): Promise<boolean> {
    const found = await member(userId)
    return found !== null && !found.deleted && !found.is_bot && !found.is_restricted && !found.is_ultra_restricted
  }

  async function inForce(): Promise<InForce> {
    return settingsInForce(readSettings(await settings.get()), policy)
  }

  return {
    isActive,
    inForce,
    async named() {
      const set = readSettings(await settings.get()).people
      return { set: set ?? { admin: [], lead: [], reviewer: [], viewer: [] }, fixed: policy.people }
    },
    async runsWorkspace(userId) {
      const found = await member(userId)
      return (found?.is_admin || found?.is_owner) === true && (await isActive(userId))
    },
    async role(userId, when = 'seen') {
      return (await isActive(userId)) ? ownRole(userId, (await inForce()).people, when) : null
    },
    async decidingRole(userId) {
      if (!(await isActive(userId))) return null
      const { people, away } = await inForce()
      const lenders = await activeOf(standsInFor(userId, away, clock()))
      const roles = await Promise.all([userId, ...lenders].map((id) => ownRole(id, people, 'seen')))
      return Role.options.findLast((role) => roles.includes(role)) ?? null
    },
    async asker(by) {
      const [now, force] = [clock(), await inForce()]
      const named = [by, ...standsInFor(by, force.away, now)]
      const active = await activeOf(named)
      const members = await orByName(groups.seen(groupsOf(force.people, Decider.options)), roleOf(by, force.people))
      return { by, now, active, inForce: force, groups: members ?? {} }
    },
    async members(role) {
      return expanded((await inForce()).people[role])
    },
    async onCall(team) {
      const { on_call, people, away } = await inForce()
      const called = await activeOf(await expanded(on_call[team] ?? []))
      const ids = called.length > 0 ? called : await expanded(people.reviewer)
      const reached = ids.map(async (id) => {
        const absence = away[id]
        return absence && clock() < absence.until && (await isActive(absence.to)) ? absence.to : id
      })
      return [...new Set(await Promise.all(reached))]
    },
    groupMembers: groups.now,
    async timeZone(userId) {
      return (await member(userId))?.tz ?? 'Etc/UTC'
    },
  }

  async function activeOf(ids: readonly string[]): Promise<string[]> {
    const activity = await Promise.all(ids.map(isActive))
    return ids.filter((_, index) => activity[index])
  }

  async function ownRole(userId: string, people: Named, when: 'seen' | 'now'): Promise<Role | null> {
    const byName = roleOf(userId, people)
    const higher = Role.options.slice(byName === null ? 0 : Role.options.indexOf(byName) + 1)
    const members = await orByName(groups[when](groupsOf(people, higher)), byName)
    return members === null ? byName : roleOf(userId, people, members)
  }

  /** Null when Slack does not say who is in the groups: what somebody may by name, they still may. */
  async function orByName(asked: Promise<Groups>, byName: Role | null): Promise<Groups | null> {
    try {
      return await asked
    } catch (error) {
      if (byName !== null && error instanceof AppError && error.code === 'slack.groups') return null
      throw error
    }
  }

  async function expanded(ids: readonly string[]): Promise<string[]> {
    const members = await groups.seen(ids.filter(isGroup))
    return [...new Set(ids.flatMap((id) => (isGroup(id) ? (members[id] ?? []) : [id])))]
  }
}

/** Whether a role decides anything at all; the amount is looked at with each question. */
export function mayDecideAtAll(role: Role | null): boolean {
  return role === 'reviewer' || role === 'lead' || role === 'admin'
}

/** Settings as stored. A key that does not parse is an error, not an empty setting: limits must not vanish silently. */
function readSettings(stored: Record<string, unknown>): Settings {
  const parsed = Settings.safeParse(stored)
  if (!parsed.success)
    throw new AppError('settings.unreadable', `stored settings cannot be read: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

async function lookUp(client: WebClient, userId: string): Promise<Member | null> {
  try {
    return Member.parse((await client.users.info({ user: userId })).user)
  } catch (error) {
    if (error instanceof WebAPIPlatformError && UNKNOWN.has(error.data.error)) return null
    throw new AppError('slack.people', 'Slack did not say who is asking', { cause: error })
  }
}
