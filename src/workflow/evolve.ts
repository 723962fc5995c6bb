// evolve(state, event): folds one event into the state. Total: any sequence of events gives a state, never an error.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { JsonObject } from '../contracts/json.ts'
import { approvalsWith, withoutContradicted } from './approvals.ts'
import { foldsOfActions } from './fold-actions.ts'
import { foldsOfChecks } from './fold-checks.ts'
import {
  afterVerdict,
  type Context,
  type Folds,
  feedbackWith,
  freshStep,
  givenIn,
  isUntouched,
  judgedAnew,
  mapValues,
  membersOf,
  orderIn,
  patchDecision,
  patchStep,
  recordOf,
  requestIn,
  scriptedIn,
  serialAfter,
  serialOf,
  setDown,
} from './fold-parts.ts'
import { foldsOfQuestions } from './fold-questions.ts'
import { setAsideFor } from './set-aside.ts'
import { acts, type DecisionState, type RunState } from './state.ts'

export function evolve(state: RunState, event: RunEvent): RunState {
  const fold = folds[event.body.type] as (state: RunState, body: EventBody, context: Context) => Partial<RunState>
  return { ...state, ...fold(state, event.body, { at: event.at, sealed: event.sealed }), version: state.version + 1 }
}

const folds: Folds = {
  'run.received': (state, body, { at, sealed }) => {
    // An audit asks a person and no agent; what comes of a check has no consequences to carry out.
    const plan = body.kind === 'audit' ? [] : (state.config.plans[body.workflow] ?? [])
    const alone = body.parent?.step ?? aloneIn(plan, body.check)
    const own = alone ? plan.filter((step) => step.step === alone) : plan.filter((step) => step.tier < 3)
    return {
      phase: 'open',
      kind: body.kind,
      workflow: body.workflow,
      number: body.number,
      market: body.market,
      locale: body.locale,
      config_hash: body.config_hash,
      currency: body.total?.currency ?? null,
      parent: body.parent,
      requested_by: body.requested_by,
      request: requestIn(sealed),
      received_at: at,
      order: orderIn(sealed),
      inherited: membersOf(sealed, 'decisions') as RunState['inherited'],
      given: givenIn(sealed),
      check: body.check,
      scripted: scriptedIn(sealed),
      steps: Object.fromEntries(
        own.map((step) => [step.step, freshStep({ ...step, depends_on: alone ? [] : step.depends_on })]),
      ),
      children: alone
        ? {}
        : Object.fromEntries(
            plan.filter((step) => step.tier === 3).map((step) => [step.step, { plan: step, run_id: null }]),
          ),
    }
  },
  'signal.received': (state, body, { at, sealed }) => ({
    signals: [...state.signals, { topic: body.topic, at }],
    order: orderIn(sealed) ?? state.order,
    ...(body.material
      ? {
          steps: mapValues(state.steps, (step) => (isUntouched(state, step) ? judgedAnew(step) : step)),
          carried: {},
        }
      : {}),
  }),
  'step.completed': (state, body, context) => {
    const record = recordOf(body, context)
    return patchStep(state, body.step, {
      record,
      waiting: null,
      serial: serialAfter(state, body.step),
      status: record.gate.answer === 'ask' ? 'judged' : 'clear',
    })
  },
  'step.previewed': (state, body, context) => patchStep(state, body.step, { ahead: recordOf(body, context) }),
  'step.late': () => ({}),
  'step.skipped': (state, body) => patchStep(state, body.step, { status: 'skipped', waiting: null }),
  'step.waiting': (state, body, { at }) => ({
    ...patchStep(state, body.step, {
      status: 'waiting',
      waiting: { facts: body.facts, because: body.because, retry_at: body.retry_at },
    }),
    waiting_since: state.waiting_since ?? at,
  }),
  'decision.opened': (state, body, { at }) => {
    const record = state.steps[body.step]?.record
    if (!record) return {}
    const decision: DecisionState = {
      decision_id: body.decision_id,
      step: body.step,
      record: { ...record, decision_id: body.decision_id },
      status: 'open',
      revision: body.revision,
      question: body.question,
      reasons: body.reasons,
      opened_at: at,
      deadline: body.deadline,
      deadline_at_first: body.deadline,
      due: body.due,
      against: body.against,
      rival: body.rival,
      joined: null,
      revises: body.revises,
      reminded: 0,
      escalated: null,
      // A new version is still whose the earlier one was.
      passes: state.decisions[body.revises ?? '']?.passes ?? [],
      approvals: [],
      edited: false,
      closed: null,
      in_favour_of: null,
      params: record.params,
    }
    const serial = body.decision_id === record.decision_id ? serialOf(state, body.step) : serialAfter(state, body.step)
    return {
      ...patchStep(state, body.step, { status: 'asked', serial, revising: null }),
      decisions: { ...state.decisions, [body.decision_id]: decision },
      question: Math.max(state.question, body.question),
    }
  },
  'decision.revised': (state, body) => patchDecision(state, body.decision_id, { revision: body.revision }),
  ...foldsOfQuestions,
  ...foldsOfChecks,
  'decision.expired': (state, { decision_id, instead, in_favour_of = null }, { at }) =>
    setDown(state, decision_id, 'expired', { at, because: instead, in_favour_of }),
  'decision.superseded': (state, { decision_id, because, in_favour_of = null }, { at }) =>
    setDown(state, decision_id, 'superseded', { at, because, in_favour_of }),
  'verdict.given': (state, body, { at, sealed }) => {
    const decision = state.decisions[body.decision_id]
    const carried = {
      ...state.carried,
      ...mapValues(body.carries, (fingerprint) => ({
        fingerprint,
        by: body.by,
        evidence_opened: body.evidence_opened,
      })),
    }
    if (!decision) return { carried }
    const params = JsonObject.safeParse(sealed?.params)
    const { by, on_behalf_of } = body
    const approval = { by, on_behalf_of, at, side: body.kind === 'reject' ? ('no' as const) : ('yes' as const) }
    if (body.status === 'open') {
      // An edit is a new question: it shows as a new revision, and whoever agreed before agreed to something else.
      const edit = body.kind === 'edit' && params.success
      const changes = edit
        ? { params: params.data, edited: true, approvals: [approval], revision: decision.revision + 1 }
        : { approvals: approvalsWith(decision, approval) }
      const { decisions } = patchDecision(state, body.decision_id, changes)
      const isYes = approval.side === 'yes'
      return { decisions: isYes ? withoutContradicted(decisions, { state, decision, by }) : decisions, carried }
    }
    const note = typeof sealed?.note === 'string' ? sealed.note : null
    const isSentBack = body.status === 'changes_requested'
    const feedback = isSentBack ? feedbackWith(state, decision, { by: body.by, at, note: note ?? '' }) : {}
    // What would follow was computed from the version that was sent back.
    const looked = isSentBack
      ? { ...state, steps: mapValues(state.steps, (step) => ({ ...step, ahead: null })) }
      : state
    return {
      ...patchStep(looked, decision.step, { ...afterVerdict(state, decision, body.status), ...feedback }),
      ...(isSentBack
        ? { story: [...state.story, { what: 'changes_requested' as const, decision_id: body.decision_id }] }
        : {}),
      ...patchDecision(state, body.decision_id, {
        status: body.status,
        approvals: isSentBack ? decision.approvals : approvalsWith(decision, approval),
        params: params.success ? params.data : decision.params,
        closed: {
          at,
          by: body.by,
          kind: body.kind,
          because: null,
          reason_code: body.reason_code,
          note,
          carried: body.carried,
          weight: body.weight,
          on_behalf_of: body.on_behalf_of,
        },
      }),
      carried,
    }
  },
  ...foldsOfActions,
  'child.started': (state, body) => {
    const child = state.children[body.step]
    return child ? { children: { ...state.children, [body.step]: { ...child, run_id: body.child } } } : {}
  },
  'run.completed': (state, body, { at }) => ({
    phase: 'completed',
    outcome: body.outcome,
    ended: { at, because: body.outcome, ref: null },
    ...(body.outcome === 'expired' ? { story: [...state.story, ...unanswered(state)] } : {}),
  }),
  'run.cancelled': (_state, body, { at }) => ({
    phase: 'cancelled',
    outcome: 'cancelled',
    ended: { at, because: body.because, ref: null },
  }),
  'run.dead': (state, body, { at }) => ({
    phase: 'dead',
    ended: { at, because: body.because, ref: body.ref },
    died_from: state.phase === 'completed' || state.phase === 'cancelled' ? state.phase : 'open',
  }),
  'run.revived': (state) =>
    state.phase === 'dead'
      ? { phase: state.died_from ?? 'open', ended: null, died_from: null }
      : { phase: 'open', outcome: null, ended: null, ...askedOnceMore(state) },
}

/** A hold was taken back: what was decided there, and what was set aside for it, is a question again. */
function askedOnceMore(state: RunState): Pick<RunState, 'steps'> {
  const undone = Object.values(state.actions).filter(({ status }) => status === 'undone')
  const aside = new Set(undone.flatMap(({ action_id }) => setAsideFor(state, action_id).map(({ step }) => step)))
  return {
    steps: mapValues(state.steps, (step) =>
      step.status === 'stopped' || aside.has(step.plan.step) ? { ...step, status: 'judged' as const } : step,
    ),
  }
}

/** It ended by itself: those who should have answered are told once, in the card's thread. */
function unanswered(state: RunState): RunState['story'] {
  const last = Object.values(state.decisions).findLast(({ status }) => status === 'expired')
  return last && acts(state) ? [{ what: 'unanswered', decision_id: last.decision_id }] : []
}

/** Of what never blocks, a check shows only the step it is about. */
function aloneIn(plan: RunState['steps'][string]['plan'][], check: RunState['check']): string | null {
  return plan.find(({ step, tier }) => step === check?.of.step && tier === 3)?.step ?? null
}
