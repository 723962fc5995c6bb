// The next case for one person: the first of their list that they can claim and that still asks something they may answer.
import type { Clock } from '../../contracts/clock.ts'
import { MINUTE } from '../../contracts/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import { mayDecide } from '../../gate/may-decide.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Claims } from '../../ledger/claims.ts'
import { asksForAudit } from '../../workflow/next.ts'
import type { DecisionState, RunState } from '../../workflow/state.ts'
import type { People } from '../people.ts'
import { askedOf } from './asked-of.ts'
import type { CaseList, CaseLists } from './case-list.ts'
import { isAside, type Session } from './session.ts'

/** How long nobody else is shown the same case. */
export const CLAIM_MS = 10 * MINUTE

export type Picked =
  | { status: 'case'; state: RunState; asked: DecisionState; list: CaseList }
  /** A look afterwards: it asks no decision of the run. */
  | { status: 'look'; state: RunState; list: CaseList }
  | { status: 'none'; list: CaseList }
  | { status: 'unknown'; words: string[] }

export function isShown(picked: Picked): picked is Extract<Picked, { status: 'case' | 'look' }> {
  return picked.status === 'case' || picked.status === 'look'
}

export type Picking = {
  /** `past`: a run that is being answered right now and is not to come again. */
  next(user: string, session: Session, past?: string): Promise<Picked>
  /** The same case as it stands now; `none` when it asks nothing any more. */
  again(user: string, session: Session): Promise<Picked>
  release(runId: string, user: string): Promise<void>
}

export function createPicking(parts: {
  engine: Pick<Engine, 'state'>
  claims: Pick<Claims, 'take' | 'release'>
  people: Pick<People, 'asker'>
  lists: CaseLists
  clock: Clock
}): Picking {
  const { engine, claims, people, lists, clock } = parts

  async function next(user: string, session: Session, past?: string): Promise<Picked> {
    const listing = await lists.list(user, session.filter)
    if (listing.status === 'unknown') return listing
    const { list } = listing
    const gone = new Set<string | undefined>()
    for (const one of list.cases) {
      if (one.run_id === past || isAside(session, one.run_id)) continue
      const now = clock()
      if (!(await claims.take(one.run_id, user, now, now + CLAIM_MS)).taken) continue
      const found = one.look ? lookable(user, await engine.state(one.run_id)) : await askable(user, one, session)
      if (found) return { ...found, list: { ...list, cases: left(list, session, new Set([...gone, past])) } }
      gone.add(one.run_id)
      await claims.release(one.run_id, user)
    }
    return { status: 'none', list: { ...list, cases: [] } }
  }

  /** What the run asks this person now: the list may be a moment old and knows only half of who may. */
  async function askable(
    user: string,
    { run_id, decision_id }: OpenCase,
    { filter }: Session,
  ): Promise<{ status: 'case'; state: RunState; asked: DecisionState } | null> {
    const state = await engine.state(run_id)
    const asked = state && askedOf(state, { filter, decision: decision_id })
    if (!state || !asked) return null
    const { record, approvals } = asked
    const permission = mayDecide({
      ...(await people.asker(user)),
      action: record.decision,
      amount: record.amount,
      total: state.order?.total ?? null,
      rates: state.config.policy.rates,
      requestedBy: state.requested_by,
    })
    return permission.allowed && !approvals.some(({ by }) => by === user) ? { status: 'case', state, asked } : null
  }

  /** Whoever stated first what they would have done goes on with it; nobody else does. */
  function lookable(user: string, state: RunState | null): { status: 'look'; state: RunState } | null {
    if (!state || !asksForAudit(state) || state.check?.not_by === user) return null
    return (state.audit?.stated?.by ?? user) === user ? { status: 'look', state } : null
  }

  return {
    next,
    release: claims.release,
    async again(user, session) {
      const listing = await lists.list(user, session.filter)
      if (listing.status === 'unknown') return listing
      const list = { ...listing.list, cases: left(listing.list, session, new Set()) }
      if (session.now === null) return { status: 'none', list }
      const { run, decision } = session.now
      const state = await engine.state(run)
      if (state && asksForAudit(state)) {
        const look = lookable(user, state)
        if (look) await claims.take(run, user, clock(), clock() + CLAIM_MS)
        return look ? { ...look, list } : { status: 'none', list }
      }
      const before = state?.decisions[decision]
      const asked = before?.status === 'open' ? before : state && askedOf(state, { filter: session.filter, decision })
      if (!state || !asked || state.phase !== 'open') return { status: 'none', list }
      const now = clock()
      await claims.take(run, user, now, now + CLAIM_MS)
      return { status: 'case', state, asked, list }
    },
  }
}

/** What is still to come, this case included. */
function left({ cases }: CaseList, session: Session, gone: ReadonlySet<string | undefined>): OpenCase[] {
  return cases.filter(({ run_id }) => !gone.has(run_id) && !isAside(session, run_id))
}
