// Windows and messages of earned autonomy, fed with one text wherever something from outside can stand. A scope's own names are ours:
// agents and actions are registered, markets have two letters.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { demotionNote } from '../../blocks/autonomy/demotion-note.ts'
import { ladder } from '../../blocks/autonomy/ladder.ts'
import { autonomyOverview } from '../../blocks/autonomy/overview.ts'
import {
  grantModal,
  howKnownModal,
  notYetModal,
  overrideModal,
  renewModal,
  takeBackModal,
} from '../../blocks/autonomy/trust-modals.ts'
import type { ScopeData } from '../../blocks/autonomy/trust-words.ts'
import { fewChecking, fullChecking } from './digest-samples.ts'
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
    renewal: null,
    relative: null,
    drift: null,
    money: { per_week: 'US$ 1,200', usual: 'US$ 32' },
    ...patch,
  }
}

const closed = { offer: null, binding: { condition: 'reviewers', have: 1, need: 2, daysLeft: null } } as const
const granted = (text: string): Partial<ScopeData> => ({
  ...{ level: 'L3', offer: null },
  grant: { by: text, at: NOW, expires_at: NOW, override: text, from_confidence: 0.85 },
})

const held = { expires_at: NOW, override: null, from_confidence: 0.85 }

const ending = (offer: 'L2' | 'L3' | null): Partial<ScopeData> => ({
  renewal: {
    ...{ lapses_at: NOW, offer, audits: { done: 48, wrong: 1 }, estimate: 0.021 },
    binding: offer === null ? { condition: 'audits', have: 48, need: 50, daysLeft: 7.2 } : null,
  },
})

export const trustViews: Readonly<Record<string, (text: string) => ModalView>> = {
  grant: (text) => grantModal(scopeOf(text)),
  'grant, the first and of cases without money': (text) => grantModal(scopeOf(text, { money: null, cap: null })),
  'grant, closed meanwhile': (text) => grantModal(scopeOf(text, closed)),
  'grant, back from probation': (text) => grantModal(scopeOf(text, { level: 'P' })),
  'grant, on top of one with a limit': (text) =>
    grantModal(scopeOf(text, { level: 'L2', offer: 'L3', grant: { by: text, at: NOW, ...held } })),
  renew: (text) => renewModal(scopeOf(text, { ...granted(text), ...ending('L3') })),
  'renew, not yet': (text) => renewModal(scopeOf(text, { ...granted(text), ...ending(null) })),
  'not yet': (text) => notYetModal(scopeOf(text)),
  'take back': (text) => takeBackModal(scopeOf(text, granted(text))),
  'grant anyway': (text) => overrideModal(scopeOf(text, closed)),
  'how do you know': (text) => howKnownModal(scopeOf(text, closed), true),
  'how do you know, of what acts alone': (text) => howKnownModal(scopeOf(text, granted(text)), false),
}

export const trustMessages: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  autonomy: (text) =>
    ladder({
      agent: 'refunds',
      scopes: [scopeOf(text), scopeOf(text, { ...granted(text), segment: 'HK|50-200' })],
      mayGrant: true,
      checking: fullChecking(text),
    }),
  'autonomy, shortly before the end': (text) =>
    ladder({
      agent: 'refunds',
      scopes: (['L3', 'L2', null] as const).map((offer, index) =>
        scopeOf(text, { ...granted(text), ...ending(offer), segment: `AU|${index}` }),
      ),
      mayGrant: true,
      checking: null,
    }),
  'autonomy, nothing yet': () => ladder({ agent: 'refunds', scopes: [], mayGrant: false, checking: undefined }),
  'autonomy, many scopes': (text) =>
    ladder({
      agent: 'refunds',
      scopes: Array.from({ length: 30 }, (_, index) => scopeOf(text, { segment: `AU|${index}` })),
      mayGrant: true,
      checking: fullChecking(text),
    }),
  'autonomy, beside doing nothing and with other inputs': (text) => {
    const beside = { alpha: 0.0225, relative: { base_error: 0.045, policy_alpha: 0.05 } }
    const drift = { psi: 0.41, before: 212, now: 120 }
    const scopes = [
      scopeOf(text, { ...closed, ...beside }),
      scopeOf(text, { ...granted(text), drift, segment: 'AU|1' }),
    ]
    return ladder({ agent: 'refunds', scopes, mayGrant: true, checking: undefined })
  },
  'autonomy, wrong lately or not seen lately': (text) => {
    const waits = [
      { condition: 'recent_errors', have: 0, need: 96, daysLeft: 4.2 },
      { condition: 'recent_errors', have: 0, need: 1, daysLeft: null },
      { condition: 'recent_cases', have: 9.4, need: 7, daysLeft: null },
    ]
    const scopes = waits.map((binding, index) => scopeOf(text, { offer: null, binding, segment: `AU|${index}` }))
    return ladder({ agent: 'refunds', scopes, mayGrant: true, checking: undefined })
  },
  'autonomy, by agent': (text) =>
    autonomyOverview({
      unknown: text,
      agents: [
        { agent: 'refunds', offers: 2, renewals: 1, lapsing: 1, acting: 3 },
        { agent: 'order_routing', offers: 0, renewals: 0, lapsing: 0, acting: 0 },
      ],
      portfolio: { scopes: 30, kept: 9, doubtful: [scopeOf(text)] },
      checking: fullChecking(text),
    }),
  'autonomy, by agent, nothing yet': () =>
    autonomyOverview({ unknown: null, agents: [], portfolio: null, checking: null }),
  'autonomy, by agent, checked by few': () =>
    autonomyOverview({ unknown: null, agents: [], portfolio: null, checking: fewChecking() }),
  demotion: (text) =>
    demotionNote({
      scope,
      ...{ from: 'L3', because: text, by: text },
    }),
  'demotion, lapsed': (text) => demotionNote({ scope, from: 'L3', because: text, by: null, lapsed: true }),
}
