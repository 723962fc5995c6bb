// Windows and messages of earned autonomy, fed with one text wherever something from outside can stand. A scope's own names are ours:
// agents and actions are registered, markets have two letters.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { demotionNote } from '../../blocks/autonomy/demotion-note.ts'
import { ladder } from '../../blocks/autonomy/ladder.ts'
import {
  grantModal,
  howKnownModal,
  notYetModal,
  overrideModal,
  takeBackModal,
} from '../../blocks/autonomy/trust-modals.ts'
import type { ScopeData } from '../../blocks/autonomy/trust-words.ts'
import { NOW } from './samples.ts'

const scope = { agent: 'refunds', version: '1.0.0', action: 'refund', segment: 'AU|0-50' }

function scopeOf(text: string, patch: Partial<ScopeData> = {}): ScopeData {
  const course = [
    { after: 100, right: 0.99, at_least: 0.95 },
    { after: 212, right: 0.99, at_least: 0.959 },
  ]
  return {
    ...{ ...scope, level: 'L1', offer: 'L2' },
    ...{ from_confidence: 0.85, decisions: 212, errors: 2, at_worst: 0.041, alpha: 0.05, alpha_eff: 0.045 },
    ...{ catch_rate: 0.9, log_evidence: 4.4, log_threshold: 3.7, attempt: 2, coverage: 0.96, estimate: 0.01 },
    ...{ audits: { done: 40, wrong: 1 }, cusum: 0.4, futile: false, binding: null, per_week: 45, alone_per_week: 38 },
    ...{ cap: 'US$ 50', grant: null, ask_again_at: NOW, course, history: [{ at: NOW, by: text, text }] },
    ...patch,
  }
}

const closed = { offer: null, binding: { condition: 'reviewers', have: 1, need: 2, daysLeft: null } } as const
const granted = (text: string): Partial<ScopeData> => ({
  ...{ level: 'L3', offer: null },
  grant: { by: text, at: NOW, expires_at: NOW, override: text, from_confidence: 0.85 },
})

export const trustViews: Readonly<Record<string, (text: string) => ModalView>> = {
  grant: (text) => grantModal(scopeOf(text)),
  'grant, closed meanwhile': (text) => grantModal(scopeOf(text, closed)),
  'not yet': (text) => notYetModal(scopeOf(text)),
  'take back': (text) => takeBackModal(scopeOf(text, granted(text))),
  'grant anyway': (text) => overrideModal(scopeOf(text, closed)),
  'how do you know': (text) => howKnownModal(scopeOf(text, closed), true),
}

export const trustMessages: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  autonomy: (text) =>
    ladder({
      agent: 'refunds',
      scopes: [scopeOf(text), scopeOf(text, { ...granted(text), segment: 'HK|50-200' })],
      mayGrant: true,
    }),
  'autonomy, nothing yet': () => ladder({ agent: 'refunds', scopes: [], mayGrant: false }),
  'autonomy, many scopes': (text) =>
    ladder({
      agent: 'refunds',
      scopes: Array.from({ length: 30 }, (_, index) => scopeOf(text, { segment: `AU|${index}` })),
      mayGrant: true,
    }),
  demotion: (text) =>
    demotionNote({
      scope,
      ...{ from: 'L3', because: text, by: text },
    }),
}
