// Who somebody is, as it is now: Slack's own word on them (remembered for a minute) and the roles in force. Closed when unknown.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, MINUTE } from '../contracts/clock.ts'
import type { Policy, Role } from '../contracts/policy.ts'
import { type InForce, type People as Named, roleOf, Settings, settingsInForce } from '../contracts/settings.ts'
import type { SettingsStore } from '../ledger/ledger.ts'

const REMEMBERED_MS = MINUTE
const UNKNOWN = new Set(['user_not_found', 'user_not_visible', 'users_not_found'])

const Member = z.object({
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
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
  /** The person's role; null for none, and for anybody who is not active. */
  role(userId: string): Promise<Role | null>
}

export function createPeople(parts: {
  client: WebClient
  settings: Pick<SettingsStore, 'get'>
  policy: Pick<Policy, 'people' | 'limits_usd' | 'channels'>
  clock: Clock
}): People {
  const { client, settings, policy, clock } = parts
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
    async role(userId) {
      return (await isActive(userId)) ? roleOf(userId, (await inForce()).people) : null
    },
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
