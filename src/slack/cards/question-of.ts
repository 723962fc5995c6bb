// The question in focus: its proposal, what speaks for and against it, why a person is asked, and what follows.
import { actionWords, stakeWords } from '../../../blocks/action-words.ts'
import type { QuestionData } from '../../../blocks/card-data.ts'
import { formatMoney } from '../../contracts/money.ts'
import { editableFields } from '../../engine/check-edit.ts'
import type { DecisionState, RunState, StepRecord } from '../../workflow/state.ts'
import { aheadWords } from './ahead-words.ts'
import type { CardContext } from './card-context.ts'
import { conflictOf, targetOf } from './conflict-of.ts'
import { approvingWords, goesOn, rejectingWords } from './consequences.ts'
import { draftOf, isConversational } from './draft-of.ts'
import { changes } from './progress-of.ts'
import { sidesOf } from './sides-of.ts'

export function questionOf(state: RunState, decision: DecisionState, context: CardContext): QuestionData {
  const { record } = decision
  const when = goesOn(state, record)
  const conflict = conflictOf(state, decision, context)
  return {
    target: targetOf(state, decision),
    words: actionWords(record.decision, state.number),
    amount: record.amount && stakeWords(record.decision, formatMoney(record.amount)),
    agent: record.agent,
    version: record.version,
    confidence: record.confidence,
    source: sourceWords(record, context),
    opened_at: decision.opened_at,
    deadline: decision.deadline,
    due: decision.due.words,
    escalated: decision.escalated,
    reasons: record.reasons,
    against: record.against,
    unchecked: record.unchecked,
    why: decision.reasons,
    ahead: { when: when ?? '', rows: when ? aheadWords(state) : [] },
    approving: approvingWords(state, record, decision.params, context),
    rejecting: rejectingWords(state, record),
    approvals: sidesOf(state, decision, conflict),
    needs_two: record.gate.four_eyes,
    editable: editableFields(state, record).length > 0,
    conversational: isConversational(state, record),
    draft: draftOf(state, record, decision.params),
    changed: changedBy(decision),
    passed: passedOn(decision),
    conflict,
    joined: decision.joined && {
      run: decision.joined.run_id,
      agent: decision.joined.agent,
      words: actionWords(decision.joined.action, state.number),
    },
  }
}

/** An edit that waits for a second person: they agree to the new values, so they see both. */
function changedBy({ edited, approvals, record, params }: DecisionState): QuestionData['changed'] {
  const by = approvals[0]?.by
  return edited && by !== undefined ? { by, fields: changes(record.params, params) } : null
}

/** Everybody who said it is not theirs since it was last passed to somebody, and that. */
function passedOn({ passes }: DecisionState): QuestionData['passed'] {
  const last = passes.findLastIndex(({ to }) => to.kind !== 'nobody')
  return passes.slice(Math.max(0, last)).map(({ by, to }) => ({ by, to }))
}

function sourceWords(record: StepRecord, { agents, hasModel }: CardContext): string {
  switch (record.source) {
    case 'rules':
      if (!agents.get(`${record.agent}@${record.version}`)?.model) return ''
      return hasModel ? 'rules decided' : 'rules decided: no model key is set'
    case 'model':
      return 'a model judged'
    case 'remote':
      return 'judged by a remote agent'
    case 'fallback':
      return `fallback: ${(record.fallback?.used ?? 'manual_review_queue').replaceAll('_', ' ')}`
    default:
      return record.source satisfies never
  }
}
