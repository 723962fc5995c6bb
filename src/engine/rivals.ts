// Two runs over one order that contradict each other: what stands in the way is shown on one card with both sides, and choosing
// one side sets the other aside in its own run. Every move is repeated harmlessly, so a crash between the two runs heals.
import { SECOND } from '../contracts/clock.ts'
import type { EventOf, RunEvent } from '../contracts/event.ts'
import type { Rival } from '../contracts/rival.ts'
import type { AppendResult } from '../ledger/ledger.ts'
import type { RunInput } from '../workflow/input.ts'
import { onReject } from '../workflow/on-reject.ts'
import type { DecisionState, RunState, StepRecord } from '../workflow/state.ts'
import { applyOnce } from './answer.ts'
import type { EngineParts } from './parts.ts'
import { applyInput, foldRun } from './session.ts'

type Blocked = Extract<AppendResult, { status: 'blocked' }>
/** What becomes of an action that something in another run stands against. */
type Resolved = Extract<RunInput, { type: 'outcome' | 'defer' }> | 'again'

export type Rivals = {
  /** Asks a person, or carries out what a person already chose: then the other side gives way and the action is tried again. */
  resolve(state: RunState, blocked: Blocked): Promise<Resolved>
  /** What just became durable in one run has consequences in others. */
  afterwards(state: RunState, events: readonly RunEvent[]): Promise<void>
}

/** How long an action waits for something under way in another run that it was chosen over. */
const UNDER_WAY_MS = 15 * SECOND

export function createRivals(parts: EngineParts): Rivals {
  async function apply(runId: string, input: RunInput): Promise<boolean> {
    const applied = await applyOnce(parts, runId, (session) => applyInput(session, input, parts.clock()))
    return applied?.changed ?? false
  }

  function giveWay(winner: RunState, action: string, loser: { run_id: string; id: string }): Promise<boolean> {
    const because = `a person chose "${action}" in another run on this order`
    const ends = winner.config.actions[action]?.afterwards !== 'continue'
    return apply(loser.run_id, { type: 'give_way', id: loser.id, because, ends })
  }

  async function answered(state: RunState, { decision_id, status }: EventOf<'verdict.given'>): Promise<void> {
    const decision = state.decisions[decision_id]
    if (!decision || status === 'open' || status === 'changes_requested') return
    const { rival, record } = decision
    const waiting = await parts.ledger.queries.askedBecauseOf(decision_id)
    if (status === 'rejected') {
      const because = 'what stood against it in another run was rejected'
      if (onReject(state, decision.step, record) === 'continue')
        for (const { run_id, decision_id } of waiting) await apply(run_id, { type: 'free', decision_id, because })
      return setApart(decision)
    }
    if (rival) await giveWay(state, record.decision, rival)
    for (const { run_id, decision_id } of waiting) await giveWay(state, record.decision, { run_id, id: decision_id })
  }

  async function join(state: RunState, opened: EventOf<'decision.opened'>): Promise<void> {
    const decision = state.decisions[opened.decision_id]
    if (opened.rival?.what !== 'decision' || !decision) return
    const mine = shown({ run_id: state.run_id, what: 'decision', id: decision.decision_id }, decision.record, decision)
    await apply(opened.rival.run_id, { type: 'join', decision_id: opened.rival.id, with: mine })
  }

  async function setApart({ rival }: DecisionState): Promise<void> {
    if (rival?.what === 'decision') await apply(rival.run_id, { type: 'join', decision_id: rival.id, with: null })
  }

  return {
    async resolve(state, { action_id, by }) {
      const [stored] = await parts.ledger.load([by.run_id], 'verdict')
      const other = stored ? foldRun(stored) : null
      const mine = state.decisions[action_id]
      const isChosen = mine?.status === 'approved' || mine?.status === 'edited'
      const theirs = other?.decisions[by.id]
      if (isChosen && (mine.rival?.id === by.id || theirs?.rival?.id === action_id)) {
        if (await giveWay(state, mine.record.decision, by)) return 'again'
        const because = `it waits until "${by.action}" in another run is over`
        return { type: 'defer', action_id, at: parts.clock() + UNDER_WAY_MS, because }
      }
      const record = theirs?.record ?? (other && recordOf(other, by.id))
      const rival = shown(by, record, theirs)
      const because = `${rival.agent || 'Another run'} stands against it: "${by.action}" is ${by.what === 'decision' ? 'asked' : 'under way'} in another run on this order`
      return { type: 'outcome', action_id, outcome: { status: 'blocked', because, rival } }
    },
    async afterwards(state, events) {
      for (const { body } of events) {
        if (body.type === 'decision.opened') await join(state, body)
        else if (body.type === 'verdict.given') await answered(state, body)
        else if (body.type === 'decision.superseded' || body.type === 'decision.expired') {
          const decision = state.decisions[body.decision_id]
          if (decision) await setApart(decision)
        }
      }
    },
  }
}

function shown(
  at: Pick<Rival, 'run_id' | 'what' | 'id'>,
  record: StepRecord | null | undefined,
  decision?: DecisionState,
): Rival {
  return {
    run_id: at.run_id,
    what: at.what,
    id: at.id,
    action: record?.decision ?? 'unknown',
    agent: record?.agent ?? '',
    confidence: record?.confidence ?? 0,
    reasons: record?.reasons.map(({ text }) => text).slice(0, 3) ?? [],
    revision: decision?.revision ?? null,
  }
}

/** What led to an action nobody was asked about. */
function recordOf(state: RunState, actionId: string): StepRecord | null {
  const step = state.actions[actionId]?.step
  return step === undefined ? null : (state.steps[step]?.record ?? null)
}
