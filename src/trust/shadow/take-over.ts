// A version that passed takes the old one's place, by a manager's click: it inherits what the old one was granted, for actions that were
// tried often enough, never wider, never for longer, and watched more closely. What an admin had granted around the gate is not inherited.
import type { Clock } from '../../contracts/clock.ts'
import type { Scope } from '../../contracts/gate.ts'
import type { Role } from '../../contracts/policy.ts'
import type { ShadowReport } from '../../contracts/shadow.ts'
import type { ShadowStore } from '../../ledger/shadow.ts'
import type { TrustStore } from '../../ledger/trust.ts'
import { type Book, foldTrust, type Grant, scopeKey } from '../grants.ts'
import { foldShadow, type ShadowTest } from './fold.ts'

export type TakingOver =
  | { outcome: 'took_over'; test: ShadowTest; inherits: Scope[] }
  | { outcome: 'done_before'; test: ShadowTest }
  | { outcome: 'not_passed'; test: ShadowTest }
  /** The version it was tested against is not the one at work any more. */
  | { outcome: 'overtaken'; test: ShadowTest; live: string | null }
  | { outcome: 'forbidden'; because: string }
  | { outcome: 'unknown' }

/** Grants of the old version that the new one would take over: those of actions that passed by themselves. */
export function inheritable(book: Book, result: ShadowReport, now: number): { scope: Scope; grant: Grant }[] {
  const { agent, old_version, actions } = result
  return [...book.values()].flatMap(({ scope, grant }) => {
    const isOld = scope.agent === agent && scope.version === old_version
    if (!isOld || !grant || grant.expires_at <= now || grant.override !== null) return []
    return actions[scope.action]?.passed === true ? [{ scope, grant }] : []
  })
}

export async function takeOver(
  parts: {
    shadow: Pick<ShadowStore, 'all' | 'append'>
    trust: Pick<TrustStore, 'all' | 'append'>
    roleOf(userId: string): Promise<Role | null>
    /** The version of an agent that is at work now; null where none is. */
    liveVersion(agent: string): Promise<string | null>
    clock: Clock
  },
  { report, by }: { report: string; by: string },
): Promise<TakingOver> {
  const { shadow, trust, clock } = parts
  const role = await parts.roleOf(by)
  if (role !== 'lead' && role !== 'admin')
    return { outcome: 'forbidden', because: `only leads and admins may do this${role ? `; your role is ${role}` : ''}` }
  const test = foldShadow(await shadow.all()).find(({ begun }) => begun.report === report)
  if (!test) return { outcome: 'unknown' }
  if (test.took_over) return { outcome: 'done_before', test }
  if (!test.finished?.passed) return { outcome: 'not_passed', test }
  const { agent, old_version, new_version } = test.begun
  const live = await parts.liveVersion(agent)
  if (live !== old_version) return { outcome: 'overtaken', test, live }
  const now = clock()
  const book = foldTrust(await trust.all())
  for (const { scope, grant } of inheritable(book, test.finished, now)) {
    const own = { ...scope, version: new_version }
    const { level, from_confidence, alpha, cap_usd_cents, expires_at, source = null } = grant
    const terms = { level, from_confidence, alpha, cap_usd_cents, expires_at, source }
    await trust.append(
      { type: 'inherited', scope: own, from_version: old_version, ...terms, report },
      // What was taken back at this very moment is not inherited.
      {
        ...{ by, at: now, cause: `inherited/${report}/${scopeKey(own)}` },
        seen: { scope, seq: book.get(scopeKey(scope))?.last?.seq ?? 0 },
      },
    )
  }
  // Last: from here on it is at work. Interrupted before, the same click goes on where it stopped.
  const inherits = (await trust.all()).flatMap(({ event }) =>
    event.type === 'inherited' && event.report === report ? [event.scope] : [],
  )
  const event = { type: 'took_over' as const, report, agent, version: new_version, from_version: old_version, inherits }
  await shadow.append(event, { by, at: now, cause: `took_over/${report}` })
  return { outcome: 'took_over', test, inherits }
}
