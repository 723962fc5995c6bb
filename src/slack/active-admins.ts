// Who counts as an admin: people Slack knows as active. Somebody who left, or is a guest now, can neither help nor be in the way.
import { AppError } from '../contracts/app-error.ts'
import { isGroup } from '../contracts/settings.ts'
import type { People } from './people.ts'

const SILENT = new Set(['slack.people', 'slack.groups'])

/** The admins from the first active one on; empty only when Slack said of every one that they are not. While it does not say, all of them. */
export async function standingAdmins(people: Pick<People, 'inForce' | 'isActive' | 'members'>): Promise<string[]> {
  const { admin } = (await people.inForce()).people
  try {
    return await fromFirstActive(admin, { isActive: people.isActive, inGroups: () => people.members('admin') })
  } catch (error) {
    if (error instanceof AppError && SILENT.has(error.code)) return admin
    throw error
  }
}

/** Asks no further than the first who is active. Rejects when Slack does not say. */
export async function fromFirstActive(
  ids: readonly string[],
  { isActive, inGroups }: { isActive: People['isActive']; inGroups: (groups: string[]) => Promise<string[]> },
): Promise<string[]> {
  const groups = ids.filter(isGroup)
  const named = ids.filter((id) => !isGroup(id))
  for (const [index, id] of named.entries()) if (await isActive(id)) return [...named.slice(index), ...groups]
  if (groups.length > 0) for (const id of await inGroups(groups)) if (await isActive(id)) return groups
  return []
}
