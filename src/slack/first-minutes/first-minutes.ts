// The first admin, or the next one after all have left: whoever runs the workspace and shows up first. Everybody else is told whom to ask.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { welcome } from '../../../blocks/setup-checklist.ts'
import { type Clock, MINUTE } from '../../contracts/clock.ts'
import type { JsonObject } from '../../contracts/json.ts'
import type { SettingsStore } from '../../ledger/ledger.ts'
import { standingAdmins } from '../active-admins.ts'
import type { People } from '../people.ts'
import { called } from '../slack-call.ts'
import { setupState, type Workflows } from './setup-state.ts'

export type Met =
  /** There is an admin, or was: `ask` names them, or who may take over from those who left. */
  | { status: 'ready'; ask: string[] }
  /** This person has just become admin: the first one, or after all others left. */
  | { status: 'claimed' }
  /** Nobody was ever made admin, and this person cannot be; `ask` names people who run the workspace. */
  | { status: 'unclaimed'; ask: string[] }

export type FirstMinutes = { meet(userId: string): Promise<Met> }

export function createFirstMinutes(parts: {
  client: WebClient
  people: People
  settings: Pick<SettingsStore, 'put' | 'history'>
  workflows: Workflows
  clock: Clock
  log: Logger
}): FirstMinutes {
  const { client, people, settings, workflows, clock, log } = parts
  let runners: { until: number; ids: string[] } | null = null
  let claiming: Promise<unknown> = Promise.resolve()

  async function whoRunsIt(): Promise<string[]> {
    if (runners && runners.until > clock()) return runners.ids
    const listed = await called(client.users.list({ limit: 200 }))
    if (listed.status !== 'ok') return []
    const ids = (listed.result.members ?? []).flatMap(({ id, is_admin, is_owner, deleted, is_bot }) =>
      id && !deleted && !is_bot && (is_admin || is_owner) ? [id] : [],
    )
    runners = { until: clock() + 10 * MINUTE, ids }
    return ids
  }

  /** Written down, then read again: of all who did the same meanwhile, here or in another process, the first one stays. */
  async function claim(userId: string): Promise<Met> {
    const admins = await standingAdmins(people)
    if (admins.length > 0) return { status: 'ready', ask: admins }
    const left = (await people.inForce()).people.admin
    const { set } = await people.named()
    await settings.put('people', { ...set, admin: [userId] }, userId, clock())
    const first = await firstClaim(left)
    if (first !== null && first.by !== userId) {
      await settings.put('people', first.value, first.by, clock())
      return { status: 'ready', ask: [first.by] }
    }
    log.info({ userId, left }, left.length > 0 ? 'an admin, after all others left' : 'the first admin')
    await greet(userId, left)
    return { status: 'claimed' }
  }

  /** The first line that names an admin other than those who left. */
  async function firstClaim(left: readonly string[]): Promise<{ value: JsonObject; by: string } | null> {
    const history = await settings.history('people')
    const since = history.findLastIndex(({ value }) => !namesAdmin(value, left))
    return history[since + 1] ?? null
  }

  async function greet(userId: string, left: readonly string[]): Promise<void> {
    const blocks = welcome(setupState(await people.inForce(), workflows), left)
    const text = `Welcome to Countersign: you are ${left.length > 0 ? 'the admin now' : 'the first admin'}.`
    const sent = await called(client.chat.postMessage({ channel: userId, text, blocks }))
    if (sent.status !== 'ok')
      log.warn({ reason: sent }, 'the new admin could not be written to; the Home tab has the same')
  }

  return {
    async meet(userId) {
      const admins = await standingAdmins(people)
      if (admins.length > 0) return { status: 'ready', ask: admins }
      if (!(await people.runsWorkspace(userId))) {
        const wasSetUp = (await people.inForce()).people.admin.length > 0
        // Those with a role go on working when the last admin leaves.
        return { status: wasSetUp ? 'ready' : 'unclaimed', ask: await whoRunsIt() }
      }
      // One after the other in this process: somebody who opens the tab twice at once is welcomed once.
      const turn = claiming.then(() => claim(userId))
      claiming = turn.catch(() => undefined)
      return turn
    },
  }
}

function namesAdmin({ admin }: JsonObject, except: readonly string[]): boolean {
  return Array.isArray(admin) && admin.some((id) => typeof id === 'string' && !except.includes(id))
}
