// The next case for one person: the first of their list that they can claim and that still asks something they may answer.
import type { Clock } from '../../contracts/clock.ts'
import { MINUTE } from '../../contracts/clock.ts'
import type { RateTable } from '../../contracts/money.ts'
import type { Engine } from '../../engine/engine.ts'
import { mayDecide } from '../../gate/may-decide.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Claims } from '../../ledger/claims.ts'
import { focusOf } from '../../workflow/next.ts'
import type { RunState } from '../../workflow/state.ts'
import type { People } from '../people.ts'
import type { CaseList, CaseLists } from './case-list.ts'
import { isAside, type Session } from './session.ts'

/** How long nobody else is shown the same case. */
export const CLAIM_MS = 10 * MINUTE

export type Picked =
  | { status: 'case'; one: OpenCase; state: RunState; list: CaseList }
  | { status: 'none'; list: CaseList }
  | { status: 'unknown'; words: string[] }

export type Picking = {
  /** `past`: a run that is being answered right now and is not to come again. */
  next(user: string, session: Session, past?: string): Promise<Picked>
  /** The same case as it stands now; `none` when it asks nothing any more. */
  again(user: string, session: Session, runId: string): Promise<Picked>
  release(runId: string, user: string): Promise<void>
}

export function createPicking(parts: {
  engine: Pick<Engine, 'state'>
  claims: Pick<Claims, 'take' | 'release'>
  people: Pick<People, 'asker'>
  lists: CaseLists
  rates: RateTable
  clock: Clock
}): Picking {
  const { engine, claims, people, lists, rates, clock } = parts

  async function next(user: string, session: Session, past?: string): Promise<Picked> {
    const listing = await lists.list(user, session.filter)
    if (listing.status === 'unknown') return listing
    const { list } = listing
    const gone = new Set<string>()
    for (const one of list.cases) {
      if (one.run_id === past || isAside(session, one.run_id)) continue
      const now = clock()
      if (!(await claims.take(one.run_id, user, now, now + CLAIM_MS)).taken) continue
      const state = await askable(user, one)
      if (state) {
        const cases = list.cases.filter(
          ({ run_id }) => !gone.has(run_id) && run_id !== past && !isAside(session, run_id),
        )
        return { status: 'case', one, state, list: { ...list, cases } }
      }
      gone.add(one.run_id)
      await claims.release(one.run_id, user)
    }
    return { status: 'none', list: { ...list, cases: [] } }
  }

  /** The run's state when it asks this person something now: the list may be a moment old and knows only half of who may. */
  async function askable(user: string, { run_id }: OpenCase): Promise<RunState | null> {
    const state = await engine.state(run_id)
    const focus = state?.phase === 'open' ? focusOf(state) : null
    // What is asked together with another run's question is answered there.
    if (!state || !focus || focus.joined !== null) return null
    const { record, approvals } = focus
    const permission = mayDecide({
      ...(await people.asker(user)),
      action: record.decision,
      amount: record.amount,
      total: state.order?.total ?? null,
      rates: state.config.policy.rates ?? rates,
      requestedBy: state.requested_by,
    })
    return permission.allowed && !approvals.some(({ by }) => by === user) ? state : null
  }

  return {
    next,
    release: claims.release,
    async again(user, session, runId) {
      const listing = await lists.list(user, session.filter)
      if (listing.status === 'unknown') return listing
      const { list } = listing
      const state = await engine.state(runId)
      const focus = state?.phase === 'open' ? focusOf(state) : null
      if (!state || !focus) return { status: 'none', list }
      const now = clock()
      await claims.take(runId, user, now, now + CLAIM_MS)
      const cases = list.cases.filter(({ run_id }) => !isAside(session, run_id))
      return {
        status: 'case',
        one: cases.find(({ run_id }) => run_id === runId) ?? caseOf(state),
        state,
        list: { ...list, cases },
      }
    },
  }
}

/** A case that is not on the list any more, as far as a window needs it. */
function caseOf(state: RunState): OpenCase {
  const focus = focusOf(state)
  const record = focus?.record
  return {
    decision_id: focus?.decision_id ?? state.run_id,
    run_id: state.run_id,
    number: state.number,
    market: state.market,
    agent: record?.agent ?? '',
    step: focus?.step ?? '',
    action: record?.decision ?? '',
    amount: record?.amount ?? null,
    revision: focus?.revision ?? 1,
    opened_at: focus?.opened_at ?? 0,
    deadline: focus?.deadline ?? 0,
    hard: focus?.due.hard ?? false,
    cluster: null,
    needs_two: record?.gate.four_eyes ?? false,
    passed_to: null,
    team: 'default',
    kind: state.kind,
  }
}
