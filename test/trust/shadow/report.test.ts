// What a test of two versions says, from what people said of its cases.
import { describe, expect, it } from 'vitest'
import { foundLines, nextLines, sizeLine } from '../../../blocks/shadow/report-words.ts'
import { TrustEvent } from '../../../src/contracts/trust.ts'
import { foldTrust } from '../../../src/trust/grants.ts'
import { foldShadow, isComplete, isJudged } from '../../../src/trust/shadow/fold.ts'
import { marginsFor } from '../../../src/trust/shadow/margins.ts'
import { canPass, noAnswerOf, unanswered } from '../../../src/trust/shadow/no-answers.ts'
import { reportOf } from '../../../src/trust/shadow/report.ts'
import { inheritable } from '../../../src/trust/shadow/take-over.ts'
import { eventsOf, many, stored, testOf } from './sample-test.ts'

const drawn = (lost: number, won: number) => [
  ...many(lost, { right: 'old' as const }),
  ...many(won, { right: 'new' as const }),
]

describe('non-inferiority', () => {
  it('is decided by the cases in which exactly one version is right, at 2 points in a thousand', () => {
    expect(reportOf(testOf(drawn(24, 16)))).toMatchObject({ passed: true, whole: { lost: 24, won: 16, passed: true } })
    expect(reportOf(testOf(drawn(25, 15)))).toMatchObject({ passed: false, whole: { lost: 25, won: 15 } })
    expect(reportOf(testOf(drawn(24, 16))).whole.z).toBeCloseTo(1.794, 3)
  })

  it('takes no notice of cases in which both are right, or both wrong', () => {
    const told = [...drawn(24, 16), ...many(9, { right: 'both' }), ...many(7, { right: 'neither' })]
    expect(reportOf(testOf(told))).toMatchObject({ passed: true, both_right: 9, both_wrong: 7 })
    expect(reportOf(testOf(told)).whole.z).toBe(reportOf(testOf(drawn(24, 16))).whole.z)
  })

  it('counts a case without an answer as lost, and a case outside the sample not at all', () => {
    expect(reportOf(testOf([], { failed: 12 })).whole).toMatchObject({ lost: 12, passed: true })
    expect(reportOf(testOf([], { failed: 20 })).whole.passed).toBe(false)
    const outside = many(40, { right: 'old', sample: false, golden: true })
    expect(reportOf(testOf(outside)).whole).toMatchObject({ lost: 0, passed: true })
  })

  it('is asked of each action by itself: few holds show nothing, however many releases there were', () => {
    const { actions, passed } = reportOf(testOf([...many(2, { right: 'old', action: 'hold' }), ...drawn(4, 4)]))
    expect(passed).toBe(true)
    expect(actions).toMatchObject({
      release: { passed: true, cases: 900 },
      hold: { passed: false, cases: 100, lost: 2 },
    })
  })

  it('asks for one point where a granted action costs money, and for every case where one is hard to undo', () => {
    const riskOf = (action: string) => (({ ship: 'B', refund: 'C' }) as const)[action as 'ship' | 'refund'] ?? 'A'
    expect(marginsFor(['route'], { riskOf, granted: ['route'] })).toMatchObject({ margin: 0.02, judges_all: false })
    expect(marginsFor(['ship'], { riskOf, granted: ['ship'] })).toMatchObject({ margin: 0.01, judges_all: false })
    expect(marginsFor(['refund'], { riskOf, granted: ['refund'] })).toMatchObject({ margin: 0.01, judges_all: true })
    expect(marginsFor(['refund'], { riskOf, granted: [] })).toMatchObject({ margin: 0.02, judges_all: false })
  })
})

describe('a severe error', () => {
  it('is enough where the old version was right, also in a case outside the sample', () => {
    expect(reportOf(testOf([{ right: 'old', severity: 3 }]))).toMatchObject({ passed: false, new_severe: 1 })
    const known = { right: 'old' as const, severity: 3, sample: false, golden: true }
    expect(reportOf(testOf([known]))).toMatchObject({ passed: false, new_severe: 1 })
  })

  it('is not new where both would have made it', () => {
    expect(reportOf(testOf([{ right: 'neither', severity: 3, old: 3 }]))).toMatchObject({ passed: true, new_severe: 0 })
    expect(reportOf(testOf([{ right: 'neither', severity: 3, old: 2 }]))).toMatchObject({
      passed: false,
      new_severe: 1,
    })
  })
})

describe('what a report says', () => {
  it('names the size of the test also when it passed, and does not call the new version better without proof', () => {
    const report = reportOf(testOf(drawn(14, 22)))
    expect(sizeLine(report)).toMatch(
      /^1,000 decisions support a margin of 2 points, not 1 point\. .* 9\d times in 100\.$/,
    )
    expect(foundLines(report).join('\n')).toContain('Not worse is not the same as better.')
    expect(foundLines(reportOf(testOf(drawn(2, 30)))).join('\n')).toContain('Better than the old version: *shown*')
  })

  it('says of no severe error how little that proves, and of a failed test that another version is needed', () => {
    expect(foundLines(reportOf(testOf([]))).join('\n')).toContain('proves no more than fewer than 0.3 in 100')
    const failed = reportOf(testOf(drawn(40, 2)))
    expect(nextLines(failed, null).join('\n')).toMatch(/worse by 2 points or more.*One test per version/s)
  })
})

describe('a version without an answer', () => {
  const failed = (because: string) => ({ kind: 'failed' as const, because })

  it('says why: the first reason, and how many share it', () => {
    const no_answer = noAnswerOf([{ kind: 'nothing' }, failed('no key'), failed('too late'), failed('no key')])
    expect(no_answer).toEqual({ because: 'no key', cases: 2 })
    expect(noAnswerOf([{ kind: 'nothing' }])).toBeNull()
    const report = reportOf(testOf([], { failed: 3, no_answer }))
    expect(report.no_answer).toEqual(no_answer)
    expect(foundLines(report)).toContain('Why there was no answer, in 2 of 3: "no key".')
  })

  it('can pass only where winning every case that differs would be enough', () => {
    const about = { cases: 330, same: 0, failed: 330, margin: 0.02 }
    expect(canPass(about)).toBe(false)
    expect(canPass({ ...about, same: 330, failed: 0 })).toBe(true)
    expect(canPass({ ...about, same: 320, failed: 10 })).toBe(false)
    expect(canPass({ ...about, same: 290, failed: 10 })).toBe(true)
  })

  it('has nothing written down for good when it cannot: the sentence says so, and why', () => {
    const { begun } = testOf([], { cases: 330, failed: 330, no_answer: { because: 'no key', cases: 330 } })
    expect(unanswered(begun)).toMatchObject({ code: 'shadow.no_answers' })
    expect(unanswered(begun).message).toMatch(/330 of 330 decisions.*in 330 of 330: "no key".*No test was begun/)
  })

  it('is told of its power, next to none, where nothing was the same', () => {
    expect(sizeLine(reportOf(testOf([], { cases: 1_000, failed: 1_000 })))).not.toContain('100 times in 100')
  })
})

describe('the record of a test', () => {
  it('is not shown before all its cases are there, nor reported before all are judged', () => {
    const events = eventsOf(drawn(1, 1))
    const [half] = foldShadow(stored(events.slice(0, 2)))
    const [open] = foldShadow(stored(events.slice(0, 4)))
    expect([half && isComplete(half), open && isComplete(open), open && isJudged(open)]).toEqual([false, true, false])
  })

  it('keeps the first answer to a case', () => {
    const again = { ...eventsOf([{ right: 'old' }])[2], choice: 'both' as const } as never
    expect(reportOf(foldShadow(stored([...eventsOf([{ right: 'old' }]), again]))[0] ?? testOf([]))).toMatchObject({
      whole: { lost: 1 },
      both_right: 0,
    })
  })
})

describe('what is inherited', () => {
  const NOW = 1_000
  const scope = { agent: 'fraud_detection', version: '1.0.0', action: 'release', segment: 'HK|0-50' }
  const granted = (patch: object) => ({
    ...{ type: 'granted' as const, scope, level: 'L3' as const, from_confidence: 0.8, alpha: 0.05, delta: 0.05 },
    ...{ attempt: 1, cap_usd_cents: 5_000, expires_at: NOW + 1, override: null, renews: null },
    evidence: {
      ...{ decisions: 300, errors: 0, at_worst: 0.01, log_evidence: 9, log_threshold: 3, alpha_eff: 0.04 },
      catch_rate: 0.9,
    },
    ...patch,
  })
  const heirs = (...events: ReturnType<typeof granted>[]) =>
    inheritable(
      foldTrust(events.map((event, index) => ({ seq: index + 1, at: 0, by: 'ULEA', event: TrustEvent.parse(event) }))),
      reportOf(testOf(many(2, { right: 'old', action: 'hold' }))),
      NOW,
    ).map((each) => each.scope.segment)

  it('are the grants of actions that passed by themselves: none that lapsed, none that an admin gave around the gate', () => {
    const at = (segment: string, patch = {}) => granted({ scope: { ...scope, segment }, ...patch })
    expect(
      heirs(
        at('HK|0-50'),
        at('SG|0-50', { expires_at: NOW }),
        at('TW|0-50', { override: 'it is Friday' }),
        granted({ scope: { ...scope, action: 'hold', segment: 'AU|0-50' } }),
        granted({ scope: { ...scope, version: '0.9.0', segment: 'NZ|0-50' } }),
      ),
    ).toEqual(['HK|0-50'])
  })

  it('keeps its cap and its end, and says that it was inherited', () => {
    const own = { ...scope, version: '1.1.0' }
    const event = TrustEvent.parse({
      ...granted({}),
      type: 'inherited',
      scope: own,
      from_version: '1.0.0',
      report: 'r',
    })
    const [trust] = foldTrust([{ seq: 1, at: 0, by: 'ULEA', event }]).values()
    expect(trust?.grant).toMatchObject({ level: 'L3', cap_usd_cents: 5_000, expires_at: NOW + 1, inherited: true })
  })
})
