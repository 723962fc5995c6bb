// The folds of looking afterwards: what the world said, what audits found, and the question of an audit itself.
import type { Folds } from './fold-parts.ts'

type Checks = 'outcome.learned' | 'audit.answered' | 'audit.opened' | 'audit.stated' | 'check.answered'

export const foldsOfChecks: Pick<Folds, Checks> = {
  'outcome.learned': (state, { decision_id, outcome, standing, wrong, severity, delivery }, { at }) => {
    const deliveries = [...(state.outcomes[decision_id]?.deliveries ?? []), delivery]
    return {
      outcomes: { ...state.outcomes, [decision_id]: { at, outcome, standing, wrong, severity, deliveries } },
    }
  },
  'audit.answered': (state, { decision_id, found, by, drawn, audit }, { at }) => ({
    audits: { ...state.audits, [decision_id]: { at, by, found, drawn, audit } },
  }),
  'audit.opened': (state, { step, question, deadline }, { at }) => ({
    audit: { step, opened_at: at, deadline, stated: null },
    question: Math.max(state.question, question),
  }),
  'audit.stated': (state, { by, action }, { at }) => ({
    audit: state.audit && { ...state.audit, stated: { by, action, at } },
  }),
  'check.answered': (_state, { type: _, ...answer }, { at }) => ({ checked: { ...answer, at } }),
}
