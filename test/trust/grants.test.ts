// From grants, refusals and demotions to what a proposal may do now, and what takes it back.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { StoredTrustEvent, TrustEvent } from '../../src/contracts/trust.ts'
import { foldTrust, type Grant, highestLevel, levelFor, scopeKey } from '../../src/trust/grants.ts'
import { slipOf } from '../../src/trust/slips.ts'
import { NOW, row, scope } from './sample-evidence.ts'

const evidence = {
  ...{
    decisions: 240,
    errors: 0,
    at_worst: 0.02,
    log_evidence: 6,
    log_threshold: 3.7,
    alpha_eff: 0.045,
    catch_rate: 0.9,
  },
}
const granted = (patch: Partial<Extract<TrustEvent, { type: 'granted' }>> = {}): TrustEvent => ({
  ...{ type: 'granted', scope, level: 'L3', from_confidence: 0.85, alpha: 0.05, delta: 0.05, attempt: 1, evidence },
  ...{ cap_usd_cents: 5_000, expires_at: NOW + 180 * DAY, override: null, renews: null, root_cause: null },
  ...patch,
})
const stored = (...events: TrustEvent[]): StoredTrustEvent[] =>
  events.map((event, index) => ({ seq: index + 1, at: NOW + index * HOUR, by: 'ULEAD', event }))
const demoted = (cause: Extract<TrustEvent, { type: 'demoted' }>['cause']): TrustEvent => ({
  ...{ type: 'demoted', scope, from: 'L3', cause, because: 'x', evidence: null },
})
const level = (
  events: TrustEvent[],
  about: Partial<{ confidence: number; usd_cents: number | null; now: number; source: string }> = {},
) => levelFor(foldTrust(stored(...events)), scope, { confidence: 0.9, usd_cents: 1_000, now: NOW + DAY, ...about })

describe('what a proposal may do', () => {
  it('is to suggest, unless this very scope was granted more', () => {
    expect(level([])).toBe('L1')
    expect(level([granted()])).toBe('L3')
    const book = foldTrust(stored(granted()))
    for (const other of [{ version: '1.1.0' }, { segment: 'SG|0-50' }, { action: 'hold' }, { agent: 'fulfilment' }])
      expect(levelFor(book, { ...scope, ...other }, { confidence: 1, usd_cents: 0, now: NOW })).toBe('L1')
  })

  it.each([
    ['below the confidence that was granted', { confidence: 0.84 }, 'L1'],
    ['at the confidence that was granted', { confidence: 0.85 }, 'L3'],
    ['above the cap', { usd_cents: 5_001 }, 'L1'],
    ['at the cap', { usd_cents: 5_000 }, 'L3'],
    ['in a currency nobody knows the rate of', { usd_cents: null }, 'L1'],
    ['after the grant has ended', { now: NOW + 181 * DAY }, 'L1'],
  ] as const)('%s', (_name, about, expected) => {
    expect(level([granted()], about)).toBe(expected)
  })

  it('is what was earned by whatever judged it, and to suggest for anything else; old grants do not say', () => {
    const earned = granted({ source: 'model m-1' })
    expect(level([earned], { source: 'model m-1' })).toBe('L3')
    for (const source of ['rules', 'model m-2', 'model', 'remote']) expect(level([earned], { source })).toBe('L1')
    expect(level([granted()], { source: 'rules' })).toBe('L3')
  })

  it('is probation after a slip, and only suggesting after a grant that merely lapsed', () => {
    expect(level([granted(), demoted('audits')])).toBe('P')
    expect(level([granted(), demoted('expired')])).toBe('L1')
    expect(level([granted(), demoted('audits'), granted({ level: 'L2' })])).toBe('L2')
    expect(
      foldTrust(stored(granted(), demoted('audits'), granted(), demoted('withdrawn'))).get(scopeKey(scope)),
    ).toMatchObject({
      ...{ demotions: 1, grant: null },
    })
    expect(highestLevel(foldTrust(stored(granted())), scope, NOW)).toBe('L3')
  })
})

describe('a slip', () => {
  const grant: Grant = {
    ...{ seq: 1, level: 'L3', from_confidence: 0.85, alpha: 0.05, cap_usd_cents: null, granted_by: 'ULEAD' },
    ...{ granted_at: NOW - 30 * DAY, expires_at: NOW + DAY, override: null, inherited: false },
    ...{ held_since: NOW - 30 * DAY, watched: { since: NOW - 30 * DAY, headStart: false }, evidence: null },
  }
  const audit = (found: 'ok' | 'wrong', hoursAgo = 24) =>
    row({ p_audit: 0.1, audit: found, audited_at: NOW - hoursAgo * HOUR, opened_at: null, level: 'L3' })
  const slip = (rows: Parameters<typeof slipOf>[0]['rows'], patch: Partial<Grant> = {}) =>
    slipOf({ grant: { ...grant, ...patch }, rows, done: 400, now: NOW })

  const calm = Array.from({ length: 60 }, () => audit('ok', 48))
  const wrongs = (count: number) => Array.from({ length: count }, () => audit('wrong'))

  it('is none while audits find what was expected', () => {
    expect(slip([...Array.from({ length: 60 }, () => audit('ok')), audit('wrong')])).toBeNull()
  })

  it('is five wrong audits in a row: the watch alarms', () => {
    expect(slip([...calm, ...wrongs(4)])).toBeNull()
    expect(slip([...calm, ...wrongs(5)])).toMatchObject({ cause: 'audits' })
  })

  it('is one error of severity 3', () => {
    expect(slip([row({ corrected_at: NOW, severity: 3 })])).toMatchObject({ cause: 'severe_error' })
    expect(slip([row({ corrected_at: NOW, severity: 2 })])).toBeNull()
  })

  it('is what the world says later, held against everything it did', () => {
    const chargebacks = (count: number) =>
      Array.from({ length: count }, () => row({ opened_at: null, outcome: 'chargeback', outcome_at: NOW }))
    expect(slip(chargebacks(12))).toBeNull()
    expect(slip(chargebacks(60))).toMatchObject({ cause: 'outcomes' })
  })

  it('is nothing from before the grant', () => {
    const early = { proposed_at: NOW - 50 * DAY, closed_at: NOW - 49 * DAY }
    expect(slip([row({ ...early, corrected_at: NOW - 40 * DAY, severity: 3 })])).toBeNull()
    const audits = wrongs(9).map((each) => ({ ...each, proposed_at: NOW - 50 * DAY, audited_at: NOW - 49 * DAY }))
    expect(slip(audits)).toBeNull()
  })

  it('is a severe error learned of now, however long ago it was decided', () => {
    const early = row({ proposed_at: NOW - 50 * DAY, closed_at: NOW - 49 * DAY, corrected_at: NOW, severity: 3 })
    expect(slip([early])).toMatchObject({ cause: 'severe_error' })
  })

  it('is not forgotten by a grant on top of the one it happened under', () => {
    const raised = { granted_at: NOW - HOUR }
    expect(slip([row({ corrected_at: NOW - DAY, severity: 3 })], raised)).toMatchObject({ cause: 'severe_error' })
    expect(slip([...calm, ...wrongs(5)], raised)).toMatchObject({ cause: 'audits' })
    const disputed = Array.from({ length: 60 }, () => row({ opened_at: null, outcome: 'chargeback', outcome_at: NOW }))
    expect(slip(disputed, raised)).toMatchObject({ cause: 'outcomes' })
  })

  it('holds what had the time to be disputed by itself: undisputed is not right while it is young', () => {
    const old = { proposed_at: NOW - 20 * DAY, opened_at: null, verdict: null }
    const disputed = Array.from({ length: 12 }, () => row({ ...old, outcome: 'chargeback', outcome_at: NOW }))
    const matured = { before: NOW - 10 * DAY, done: 50 }
    expect(slipOf({ grant, rows: disputed, done: 400, now: NOW })).toBeNull()
    expect(slipOf({ grant, rows: disputed, done: 400, matured, now: NOW })).toMatchObject({
      ...{ cause: 'outcomes', because: '12 of 50 were stopped or turned out wrong later: proven below target' },
    })
  })

  it('leaves what people decided to the cases: only what nobody was asked about is held against it here', () => {
    const approved = Array.from({ length: 60 }, () => row({ corrected_at: NOW, severity: 1 }))
    expect(slip(approved)).toBeNull()
  })

  it('is evidence that is gone: enough of what it was granted on turned out wrong since', () => {
    const earned = { ...evidence, alpha_eff: 0.045, log_evidence: 6 }
    const corrected = (count: number, by = NOW) =>
      Array.from({ length: count }, () =>
        row({ proposed_at: NOW - 41 * DAY, closed_at: NOW - 40 * DAY, corrected_at: by, severity: 1 }),
      )
    expect(slip(corrected(2), { evidence: earned })).toBeNull()
    expect(slip(corrected(9), { evidence: earned })).toMatchObject({
      ...{ cause: 'evidence_gone', because: expect.stringContaining('9 of the 240 cases') },
    })
    // Known when it was granted, from before a probation, or granted around the gate: nothing is lost.
    expect(slip(corrected(9, NOW - 31 * DAY), { evidence: earned })).toBeNull()
    expect(slip(corrected(9), { evidence: earned, override: 'peak week', expires_at: NOW + DAY })).toBeNull()
    const about = { grant: { ...grant, evidence: earned }, done: 400, now: NOW }
    expect(slipOf({ ...about, rows: corrected(9), evidenceSince: NOW - 35 * DAY })).toBeNull()
    const rejected = corrected(9).map((each) => ({ ...each, verdict: 'reject' as const }))
    expect(slip(rejected, { evidence: earned })).toBeNull()
  })

  it('ends a grant that has run its time, and an exception sooner', () => {
    expect(slip([], { expires_at: NOW })).toMatchObject({ cause: 'expired' })
    expect(slip([], { expires_at: NOW, override: 'peak week' })).toMatchObject({ cause: 'override_ended' })
  })

  it('comes sooner to a version that took over from another: it starts half way to the alarm', () => {
    // Fourteen right ones have not yet taken the head start away.
    const few = [...calm.slice(0, 14), ...wrongs(3)]
    expect(slip(few)).toBeNull()
    expect(slip(few, { watched: { since: NOW - 30 * DAY, headStart: true } })).toMatchObject({ cause: 'audits' })
  })
})
