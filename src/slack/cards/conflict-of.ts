// The two sides of a contradiction, and what choosing each means: approve this one, approve the other, or reject this one.
import { actionWords } from '../../../blocks/action-words.ts'
import type { ConflictData, Side } from '../../../blocks/card-data.ts'
import type { DecisionTarget } from '../../../blocks/target.ts'
import type { Rival } from '../../contracts/rival.ts'
import { onReject } from '../../workflow/on-reject.ts'
import type { DecisionState, RunState, StepRecord } from '../../workflow/state.ts'
import type { CardContext } from './card-context.ts'
import { doingWords } from './consequences.ts'

export function conflictOf(state: RunState, decision: DecisionState, context: CardContext): ConflictData | null {
  if (decision.rival) return acrossRuns(state, decision, decision.rival, context)
  const other = decision.against === null ? null : otherSide(state, decision.against)
  if (!other) return null
  const side = (record: StepRecord, does: string, choose: Side['choose']): Side => ({
    agent: record.agent,
    words: actionWords(record.decision, state.number),
    confidence: record.confidence,
    reasons: record.reasons.map(({ text }) => text),
    does,
    choose,
  })
  const mine = decision.record
  const chooseMine = {
    label: actionWords(mine.decision, state.number).label,
    target: targetOf(state, decision, 'approve'),
  }
  return {
    mine: side(mine, doingWords(state, mine, decision.params, context), chooseMine),
    other: side(other, ...choosingOther({ state, decision, other, context })),
  }
}

/** The other side speaks in a run of its own: choosing it approves it there, or, where it is already under way, only rejects this one. */
function acrossRuns(state: RunState, decision: DecisionState, rival: Rival, context: CardContext): ConflictData {
  const { record } = decision
  const words = actionWords(record.decision, state.number)
  const theirs = actionWords(rival.action, state.number)
  const isAsked = rival.what === 'decision' && rival.revision !== null
  return {
    mine: {
      agent: record.agent,
      words,
      confidence: record.confidence,
      reasons: record.reasons.map(({ text }) => text),
      does: doingWords(state, record, decision.params, context),
      choose: { label: words.label, target: targetOf(state, decision, 'approve') },
    },
    other: {
      agent: rival.agent || 'another run',
      words: theirs,
      confidence: rival.confidence,
      reasons: rival.reasons,
      does: isAsked ? 'is done instead, and what it stands against is set aside' : 'is under way and stays',
      choose: isAsked
        ? {
            label: theirs.label,
            target: {
              ...{ run: rival.run_id, decision: rival.id, revision: rival.revision ?? 1, verdict: 'approve' as const },
              on: state.run_id,
            },
          }
        : { label: `Not: ${words.label}`, target: targetOf(state, decision, 'reject') },
    },
  }
}

/** The other agent's own question is approved when it has one; else this one is rejected, and the order goes on or to people. */
function choosingOther(about: {
  state: RunState
  decision: DecisionState
  other: StepRecord
  context: CardContext
}): [string, Side['choose']] {
  const { state, decision, other, context } = about
  const label = actionWords(other.decision, state.number).label
  const does = doingWords(state, other, other.params, context)
  const asked = state.decisions[other.decision_id]
  if (asked?.status === 'open') return [does, { label, target: targetOf(state, asked, 'approve') }]
  const target = targetOf(state, decision, 'reject')
  if (onReject(state, decision.step, decision.record) === 'continue') return [does, { label, target }]
  return [
    'leaves the order to people',
    { label: `Not: ${actionWords(decision.record.decision, state.number).label}`, target },
  ]
}

export function targetOf(state: RunState, decision: DecisionState, verdict?: 'approve' | 'reject'): DecisionTarget {
  const target = { run: state.run_id, decision: decision.decision_id, revision: decision.revision }
  return verdict ? { ...target, verdict } : target
}

/** What stands against a decision: another question of the run, or what another agent proposed. */
export function otherSide(state: RunState, decisionId: string): StepRecord | null {
  const records = Object.values(state.steps).flatMap(({ record, ahead }) => [record, ahead])
  return state.decisions[decisionId]?.record ?? records.find((record) => record?.decision_id === decisionId) ?? null
}
