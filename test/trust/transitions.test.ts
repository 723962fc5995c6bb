// Every transition of the ladder, one row each: slow up by a manager's click on evidence, fast down by itself.
import { describe, expect, it } from 'vitest'
import type { Risk } from '../../src/contracts/action.ts'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Level } from '../../src/contracts/gate.ts'
import type { StoredTrustEvent, TrustEvent } from '../../src/contracts/trust.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { foldTrust, fresh, levelFor, type ScopeTrust, scopeKey } from '../../src/trust/grants.ts'
import { slipOf } from '../../src/trust/slips.ts'
import { type StandingInput, standingOf } from '../../src/trust/standing.ts'
import { mostOf } from '../../src/trust/stays-stoppable.ts'
import { history, NOW, policy, row, scope, wrong } from './sample-evidence.ts'

const evidence = {
  ...{ decisions: 240, errors: 0, at_worst: 0.02, log_evidence: 6, log_threshold: 3.7 },
  ...{ alpha_eff: 0.045, catch_rate: 0.9 },
}
const GRANTED = NOW - 10 * DAY
const granted = (level: 'L2' | 'L3', expires_at = NOW + 170 * DAY): TrustEvent => ({
  ...{ type: 'granted', scope, level, from_confidence: 0.5, alpha: 0.05, delta: 0.05, attempt: 1, evidence },
  ...{ cap_usd_cents: null, expires_at, override: null, renews: null, root_cause: null },
})
const trustOf = (...events: TrustEvent[]): ScopeTrust => {
  const stored = events.map((event, seq): StoredTrustEvent => ({ seq, at: GRANTED + seq, by: 'ULEAD', event }))
  return foldTrust(stored).get(scopeKey(scope)) ?? fresh(scope)
}
const levelOf = (trust: ScopeTrust, of = scope): Level =>
  levelFor(new Map([[scopeKey(trust.scope), trust]]), of, { confidence: 0.9, usd_cents: 100, now: NOW })

/** By lot since the grant. */
const audits = (right: number, wrongs = 0): EvidenceRow[] => {
  const one = (audit: 'ok' | 'wrong') => {
    const at = GRANTED + DAY
    return row({ p_audit: 0.3, audit, audited_at: at, proposed_at: at - HOUR, opened_at: null, verdict: null })
  }
  return [...Array.from({ length: right }, () => one('ok')), ...Array.from({ length: wrongs }, () => one('wrong'))]
}
const offer = (patch: Partial<StandingInput> = {}) =>
  standingOf({
    ...{ trust: fresh(scope), rows: history({ decisions: 300, days: 60 }), risk: 'A', attempt: 1 },
    ...{ seeds: { shown: 60, caught: 60 }, skill: { improvements: 0, harms: 0 }, needsSkill: false, policy, now: NOW },
    ...patch,
  }).offer
const atVeto = (patch: Partial<StandingInput> = {}, rows = audits(50)) =>
  offer({ trust: trustOf(granted('L2')), rows: [...history({ decisions: 300, days: 60 }), ...rows], ...patch })

describe('up, by a click on evidence', () => {
  it.each<[string, () => unknown, unknown]>([
    ['L1 to L2 once the gate is open', () => offer(), 'L2'],
    ['L1 stays while the gate is closed', () => offer({ rows: history({ decisions: 60, days: 60 }) }), null],
    ['L1 to L2 for what is hard to undo, at its own target', () => offer({ risk: 'C', ...many }), 'L2'],
    ['L1 stays for what is never done without a person', () => offer({ risk: 'D' }), null],
    ['L1 to L3 is no step: there is a week in between', () => offer() === 'L3', false],
    ['L2 to L3 after a week, fifty audits and time for the world to speak', () => atVeto(), 'L3'],
    ['L2 stays with forty-nine audits', () => atVeto({}, audits(49)), null],
    ['L2 stays within its first week', () => atVeto({ now: GRANTED + 6 * DAY }), null],
    ['L2 stays while the watch alarms', () => atVeto({}, audits(50, 6)), null],
    [
      'L2 stays until the world has had the time to say that something was wrong',
      () => atVeto({ policy: { ...policy, outcomes_after: { route: 90 * DAY } } }),
      null,
    ],
    ['L2 stays for what is hard to undo', () => atVeto({ risk: 'C', ...many }), null],
    [
      'L2 stays for what the policy keeps there',
      () => atVeto({ policy: { ...policy, at_most_veto: ['route'] } }),
      null,
    ],
    ['L3 goes nowhere: there is no fourth level', () => atVeto({ trust: trustOf(granted('L3')) }), null],
    ['an exception made by an admin is earned from the first gate on', () => atVeto({ trust: excepted('L3') }), 'L2'],
  ])('%s', (_name, found, expected) => {
    expect(found()).toBe(expected)
  })

  it.each(['hold', 'cancel', 'intercept'])(
    'L2 stays for a refusal (%s): what would have become of it is never seen',
    (action) => {
      const refused = { ...scope, action }
      const trust = { ...trustOf(granted('L2')), scope: refused }
      const rows = [...history({ decisions: 300, days: 60 }), ...audits(60)].map((each) => ({ ...each, action }))
      expect(offer({ trust, rows })).toBeNull()
      expect(offer({ trust: fresh(refused), rows })).toBe('L2')
      expect(mostOf(action, { risk: 'A', policy })).toBe('L2')
    },
  )
})

describe('down, by itself and at once', () => {
  const down = (level: 'L2' | 'L3', rows: EvidenceRow[], about: { now?: number; allowed?: 'nothing' | 'L2' } = {}) => {
    const trust = trustOf(granted(level))
    if (!trust.grant) throw new Error('nothing was granted')
    const slip = slipOf({ grant: trust.grant, rows, done: 400, now: NOW, ...about })
    if (!slip) return levelOf(trust)
    return `${slip.cause}: ${levelOf(trustOf(granted(level), { type: 'demoted', scope, from: level, ...slip, evidence: null }))}`
  }
  const late = (patch: Partial<EvidenceRow>) =>
    row({ proposed_at: NOW - DAY, opened_at: null, verdict: null, ...patch })
  const gone = Array.from({ length: 9 }, () =>
    row({ proposed_at: GRANTED - 2 * DAY, closed_at: GRANTED - DAY, corrected_at: NOW, severity: 1 }),
  )
  const causes: [string, EvidenceRow[], Parameters<typeof down>[2], string][] = [
    ['stays while audits find it right', audits(60, 1), {}, ''],
    ['the watch alarms', audits(50, 6), {}, 'audits: P'],
    ['one severe error', [late({ corrected_at: NOW, severity: 3 })], {}, 'severe_error: P'],
    [
      'the world says so later',
      Array.from({ length: 60 }, () => late({ outcome: 'chargeback', outcome_at: NOW })),
      {},
      'outcomes: P',
    ],
    [
      'people stop it again and again',
      Array.from({ length: 60 }, () => late({ stopped_by: 'UANA', stopped_at: NOW })),
      {},
      'outcomes: P',
    ],
    [
      'stays while what people stopped is let through after all',
      Array.from({ length: 60 }, () => late({ stopped_by: 'UANA', stopped_at: NOW, again: 'approve' })),
      {},
      '',
    ],
    ['what it was granted on is gone', gone, {}, 'evidence_gone: P'],
    ['the policy rules it out', audits(60), { allowed: 'nothing' }, 'policy_changed: L1'],
    ['its time is up', audits(60), { now: NOW + 170 * DAY }, 'expired: L1'],
  ]
  it.each(causes.flatMap((cause) => (['L2', 'L3'] as const).map((level) => [level, ...cause] as const)))(
    '%s, when %s',
    (level, _name, rows, about, expected) => {
      expect(down(level, rows, about)).toBe(expected === '' ? level : expected)
    },
  )

  it('L3 ends where the policy keeps it stoppable by now; L2 does not', () => {
    expect(down('L3', audits(60), { allowed: 'L2' })).toBe('policy_changed: L1')
    expect(down('L2', audits(60), { allowed: 'L2' })).toBe('L2')
    for (const [risk, expected] of [
      ['A', 'L3'],
      ['B', 'L3'],
      ['C', 'L2'],
      ['D', 'nothing'],
    ] as [Risk, string][])
      expect(mostOf('route', { risk, policy })).toBe(expected)
    expect(mostOf('route', { risk: 'A', policy: { ...policy, never: ['route'] } })).toBe('nothing')
  })

  it('another version, segment or action starts from the bottom: a grant is for one scope', () => {
    const trust = trustOf(granted('L3'))
    for (const other of [{ version: '1.1.0' }, { segment: 'HK|50-200' }, { action: 'backorder' }])
      expect(levelOf(trust, { ...scope, ...other })).toBe('L1')
  })
})

describe('back from probation', () => {
  const slipped: TrustEvent = { type: 'demoted', scope, from: 'L3', cause: 'audits', because: 'x', evidence: null }
  const trust = trustOf(granted('L3'), slipped)
  const since = (decisions: number): EvidenceRow[] =>
    history({ decisions, days: 9 }).map((each, index) => (index % 400 === 399 ? wrong(each) : each))
  const floors = { ...policy, floors: { ...policy.floors, days: 5 } }

  it('takes new evidence alone, a hundred cases and four times the odds, and begins at the veto level', () => {
    const before = history({ decisions: 2_000, days: 60 }).filter(({ closed_at }) => (closed_at ?? 0) < GRANTED)
    expect(offer({ trust, rows: before, policy: floors })).toBeNull()
    expect(offer({ trust, rows: [...before, ...since(99)], policy: floors })).toBeNull()
    // Enough for a first attempt, not for a second one.
    expect(offer({ rows: since(150), policy: floors, seeds })).toBe('L2')
    expect(offer({ trust, rows: since(150), policy: floors, seeds })).toBeNull()
    expect(offer({ trust, rows: since(400), policy: floors, seeds })).toBe('L2')
  })

  const seeds = { shown: 200, caught: 200 }
})

const many = { rows: history({ decisions: 2_000, days: 60 }).map((each) => ({ ...each, evidence_opened: true })) }

function excepted(level: 'L2' | 'L3'): ScopeTrust {
  return trustOf({ ...granted(level), override: 'peak week' } as TrustEvent)
}
