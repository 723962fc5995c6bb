// Who is in a Slack user group: remembered for a minute for looking at things, asked again when somebody decides.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, MINUTE, SECOND } from '../contracts/clock.ts'
import type { Groups } from '../contracts/settings.ts'

const REMEMBERED_MS = MINUTE
/** Longer than this nobody who clicked should wait for it. */
const PATIENCE_MS = 1.5 * SECOND
/** Slack answers 20 such questions a minute, for all groups together: five at once, then one every four seconds. */
const AT_ONCE = 5
const ONE_PER_MS = 4 * SECOND
/** When that is used up, an answer of this age, for each group there is, still counts as asked just now. */
const JUST_NOW_MS = 5 * SECOND

/** Disabled and deleted groups, and workspaces whose plan has no groups: nobody is in them. */
const EMPTY = new Set(['no_such_subteam', 'plan_upgrade_required'])
const Members = z.object({ users: z.array(z.string()).default([]) })

export type UserGroups = {
  /** As of the last minute. Both reject with `slack.groups` when Slack does not say. */
  seen(ids: readonly string[]): Promise<Groups>
  /** As of now, or within 1.5 seconds not at all. */
  now(ids: readonly string[]): Promise<Groups>
}

type Known = { at: number; members: readonly string[] }

export function createUserGroups({ client, clock }: { client: WebClient; clock: Clock }): UserGroups {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<readonly string[]>>()
  let left = { at: clock(), questions: AT_ONCE }

  function questionsLeft(): number {
    const at = clock()
    left = { at, questions: Math.min(AT_ONCE, left.questions + Math.max(0, at - left.at) / ONE_PER_MS) }
    return left.questions
  }

  /** One question per group at a time, whoever wants to know. */
  function ask(id: string): Promise<readonly string[]> {
    const under = asking.get(id)
    if (under !== undefined) return under
    const at = clock()
    left = { at, questions: questionsLeft() - 1 }
    const answer = membersOf(client, id)
      .then((members) => {
        known.set(id, { at, members })
        return members
      })
      .finally(() => asking.delete(id))
    asking.set(id, answer)
    // Whoever waits is told; when nobody waits any more, nobody is.
    answer.catch(() => undefined)
    return answer
  }

  function knownFor(id: string, ms: number): readonly string[] | null {
    const found = known.get(id)
    return found && clock() - found.at < ms ? found.members : null
  }

  async function each(ids: readonly string[], members: (id: string) => Promise<readonly string[]>): Promise<Groups> {
    return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await members(id)] as const)))
  }

  return {
    seen: (ids) => each(ids, async (id) => knownFor(id, REMEMBERED_MS) ?? (await ask(id))),
    now: (ids) =>
      each(ids, async (id) => {
        const justNow = questionsLeft() < 1 ? knownFor(id, JUST_NOW_MS * ids.length) : null
        return justNow ?? (await inTime(ask(id)))
      }),
  }
}

async function membersOf(client: WebClient, id: string): Promise<readonly string[]> {
  try {
    return Members.parse(await client.usergroups.users.list({ usergroup: id })).users
  } catch (error) {
    if (error instanceof WebAPIPlatformError && EMPTY.has(error.data.error)) return []
    throw new AppError('slack.groups', `Slack did not say who is in the user group ${id}`, { cause: error })
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('slack.groups', 'Slack did not answer in time')), PATIENCE_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
