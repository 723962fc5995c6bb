// The folds of what happens around an open question: time added, reminders, passed on, asked together, and corrected afterwards.
import { type Folds, patchDecision } from './fold-parts.ts'

type AroundQuestions =
  | 'decision.extended'
  | 'decision.reminded'
  | 'decision.passed'
  | 'decision.joined'
  | 'decision.corrected'

export const foldsOfQuestions: Pick<Folds, AroundQuestions> = {
  'decision.extended': (state, body) => patchDecision(state, body.decision_id, { deadline: body.deadline }),
  'decision.reminded': (state, { decision_id, rung, to }, { at }) =>
    patchDecision(state, decision_id, { reminded: rung, ...(to === 'owners' ? {} : { escalated: { to, at } }) }),
  'decision.passed': (state, { decision_id, by, to, question }, { at }) => ({
    ...patchDecision(state, decision_id, {
      passes: [...(state.decisions[decision_id]?.passes ?? []), { by, at, to }],
      question: Math.max(question, state.decisions[decision_id]?.question ?? 0),
    }),
    question: Math.max(state.question, question),
    story: [
      ...state.story,
      { what: 'passed' as const, decision_id, nth: state.decisions[decision_id]?.passes.length ?? 0 },
    ],
  }),
  'decision.joined': (state, body) => patchDecision(state, body.decision_id, { joined: body.with }),
  'decision.corrected': (state, { decision_id, by, reason_code, severity, repair }, { at, sealed }) => ({
    story: [...state.story, { what: 'corrected' as const, decision_id }],
    corrections: {
      ...state.corrections,
      [decision_id]: {
        by,
        at,
        reason_code,
        severity,
        note: typeof sealed?.note === 'string' ? sealed.note : null,
        repair,
      },
    },
  }),
}
