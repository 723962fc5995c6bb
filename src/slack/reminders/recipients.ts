// Who hears of an unanswered question: whose it is, then who comes next, and of them only people who may answer it now.
import { isGroup } from '../../contracts/settings.ts'
import { type Asked, permissionFor } from '../../engine/permission.ts'
import type { Permission } from '../../gate/may-decide.ts'
import { CHANNEL } from '../../ledger/projections/card-row.ts'
import { type DecisionState, openDecisions, type RunState } from '../../workflow/state.ts'
import type { People } from '../people.ts'

export type Recipient = { user_id: string; note: string | null }

export type Recipients = (
  state: RunState,
  decision: DecisionState,
  /** `to` of the rungs that were reached: owners, lead, admin, a person or a user group. */
  rungs: readonly string[],
) => Promise<Recipient[]>

export type RecipientsParts = {
  people: Pick<People, 'onCall' | 'members' | 'groupMembers' | 'isActive' | 'inForce' | 'asker'>
  /** Who is looking at a run's case right now; null for nobody. */
  claimedBy(runId: string): Promise<string | null>
  clock(): number
}

export function createRecipients({ people, claimedBy, clock }: RecipientsParts): Recipients {
  return async (state, decision, rungs) => {
    const found = new Map<string, Recipient>()
    for (const to of rungs)
      for (const one of await ofRung(state, decision, to)) if (!found.has(one.user_id)) found.set(one.user_id, one)
    return [...found.values()]
  }

  async function ofRung(state: RunState, decision: DecisionState, to: string): Promise<Recipient[]> {
    let refused: string | null = null
    for (const candidates of ladder(state, decision, to)) {
      const ids = await standIns(await candidates())
      const permissions = await Promise.all(ids.map((by) => permission(state, { by, decision })))
      const able = ids.filter((_, index) => permissions[index]?.allowed)
      if (able.length > 0) return able.map((user_id) => ({ user_id, note: null }))
      refused = permissions.flatMap((each) => (each.allowed ? [] : [each.because])).at(-1) ?? refused
    }
    const note = `nobody may answer this: ${refused ?? 'nobody with a role is there'}`
    return (await people.members('admin')).map((user_id) => ({ user_id, note }))
  }

  /** The first list in which somebody may answer is told. */
  function ladder(state: RunState, decision: DecisionState, to: string): (() => Promise<string[]>)[] {
    const lead = () => people.members('lead')
    const admin = () => people.members('admin')
    if (to === 'admin') return [admin]
    if (to === 'lead') return [lead, admin]
    if (to !== 'owners') return [() => named(to), lead, admin]
    const { person, team, refusals } = ownersOf(state, decision)
    const willing = async (ids: Promise<string[]>): Promise<string[]> =>
      (await ids).filter((id) => !refusals.includes(id))
    return [
      async () => (person === null ? [] : [person]),
      async () => [await claimedBy(state.run_id)].filter((id) => id !== null),
      () => willing(people.onCall(team)),
      () => willing(people.members('reviewer')),
      lead,
      admin,
    ]
  }

  async function named(id: string): Promise<string[]> {
    return isGroup(id) ? [...((await people.groupMembers([id]))[id] ?? [])] : [id]
  }

  /** Who is away is not written to; who decides for them is. */
  async function standIns(ids: readonly string[]): Promise<string[]> {
    const { away } = await people.inForce()
    const now = clock()
    return [...new Set(ids.map((id) => (now < (away[id]?.until ?? 0) ? (away[id]?.to ?? id) : id)))]
  }

  /** As at a click, but with the user groups of the last minute. */
  function permission(state: RunState, asked: Asked): Promise<Permission> {
    const groupMembers = async () => (await people.asker(asked.by)).groups
    return permissionFor({ isActive: people.isActive, inForce: people.inForce, groupMembers, clock }, state, asked)
  }
}

/** The last one its card was passed to, or the team; and who said "not mine". What is asked on one card is passed on together. */
function ownersOf(
  state: RunState,
  { step }: DecisionState,
): { person: string | null; team: string; refusals: string[] } {
  const passes = openDecisions(state)
    .flatMap((decision) => decision.passes)
    .sort((a, b) => a.at - b.at)
  const last = passes.findLast(({ to }) => to.kind !== 'nobody')?.to
  return {
    person: last?.kind === 'person' ? last.id : null,
    team: last?.kind === 'channel' ? `${CHANNEL}${last.id}` : (state.steps[step]?.plan.team ?? 'default'),
    refusals: passes.flatMap(({ by, to }) => (to.kind === 'nobody' ? [by] : [])),
  }
}
