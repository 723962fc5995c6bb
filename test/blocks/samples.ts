// Cards as tests need them: one open question, and what can be changed about it. `text` takes the place of everything from outside.
import { actionWords } from '../../blocks/action-words.ts'
import type { ActionData, AnsweredData, CardData, QuestionData, Side } from '../../blocks/card-data.ts'

export const NOW = Date.UTC(2026, 10, 10, 9, 0)
export const RUN = '01930000-0000-7000-8000-000000000001'
export const DECISION = '01930000-0000-7000-8000-0000000000d1'
export const OTHER = '01930000-0000-7000-8000-0000000000d2'
export const ACTION = '01930000-0000-7000-8000-0000000000a1'
const MINUTE = 60_000

export function question(patch: Partial<QuestionData> = {}): QuestionData {
  return {
    target: { run: RUN, decision: DECISION, revision: 1 },
    words: actionWords('hold', '#1042'),
    amount: 'HK$ 5,480',
    agent: 'fraud_detection',
    version: '1.0.0',
    confidence: 0.62,
    source: 'rules decided: no model key is set',
    opened_at: NOW,
    deadline: NOW + 240 * MINUTE,
    due: '',
    escalated: null,
    reasons: [
      { text: 'Score 41 of 100 (held from 27)', source: 'score' },
      { text: 'First order, and high', source: 'order' },
      { text: 'Billing in HK, shipping to MY', source: 'order' },
    ],
    against: ['The e-mail address is not a throw-away one'],
    unchecked: ['The card check results'],
    why: ['Confidence 0.62 is below 0.70', 'HK$ 5,480 = US$ 703, limit US$ 500, rate of 18 Nov'],
    ahead: { when: 'If released', rows: ['Singapore · Kestrel Air · HK$ 38 · 3 days', 'Ship it'] },
    approving: 'puts the order on hold (fraud suspected); nothing ships until somebody releases it',
    rejecting: 'lets the order go on as usual',
    approvals: [],
    needs_two: false,
    editable: false,
    conversational: false,
    draft: [],
    changed: null,
    passed: [],
    conflict: null,
    joined: null,
    ...patch,
  }
}

export function card(patch: Partial<CardData> = {}): CardData {
  return {
    run: RUN,
    practice: false,
    subject: { number: '#1042', total: 'HK$ 5,480', market: 'HK' },
    question: question(),
    also: [],
    answered: [],
    actions: [],
    waiting: [],
    ended: null,
    stops: [],
    wrongs: [],
    correctable: false,
    ...patch,
  }
}

export function side(patch: Partial<Side> = {}): Side {
  return {
    agent: 'fulfilment',
    words: actionWords('ship', '#1042'),
    confidence: 0.96,
    reasons: ['The units are reserved for this order', 'Ships 1 unit from Singapore'],
    does: 'ships the order from Singapore by Kestrel Air',
    choose: { label: 'Ship it', target: { run: RUN, decision: DECISION, revision: 1, verdict: 'reject' } },
    ...patch,
  }
}

export function disagreement(patch: Partial<CardData> = {}): CardData {
  const mine = side({
    agent: 'fraud_detection',
    words: actionWords('hold', '#1042'),
    confidence: 0.62,
    reasons: ['Score 41 of 100 (held from 27)', 'First order, and high'],
    does: 'puts the order on hold (fraud suspected)',
    choose: { label: 'Hold it', target: { run: RUN, decision: DECISION, revision: 1, verdict: 'approve' } },
  })
  return card({ question: question({ conflict: { mine, other: side() } }), ...patch })
}

export function answered(patch: Partial<AnsweredData> = {}): AnsweredData {
  return {
    words: actionWords('cancel', '#1042'),
    agent: 'fraud_detection',
    status: 'approved',
    by: 'U0ANA0001',
    first: 'U0ANA0001',
    at: NOW + 5 * MINUTE,
    because: null,
    reason: null,
    carried: false,
    changed: [],
    ...patch,
  }
}

export function action(patch: Partial<ActionData> = {}): ActionData {
  return {
    action: ACTION,
    words: actionWords('cancel', '#1042'),
    status: 'scheduled',
    at: NOW + 7 * MINUTE,
    ref: null,
    because: null,
    veto: null,
    stoppable: true,
    undo_until: null,
    asks_again: false,
    ...patch,
  }
}
