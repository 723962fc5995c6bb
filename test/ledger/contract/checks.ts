// Looking at agents and at people: how bad a finding stays, what cases are made from, and whose answers to them count.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Check } from '../../../src/contracts/check.ts'
import type { EventBody, EventOf } from '../../../src/contracts/event.ts'
import type { Append } from '../../../src/ledger/ledger.ts'
import { completed, creating, event, following, NOW, opened, received, row, verdict } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

const AGENT = 'fraud_detection'
const scope = { agent: AGENT, version: '1.0.0', action: 'hold', segment: 'HK/500+' }

type Decided = { id: string; hears(...bodies: EventBody[]): Promise<void> }

export function checks(harness: Harness): void {
  const append = async (next: Append) => {
    expect(await harness.ledger.append(next, 'work')).toMatchObject({ status: 'appended' })
    return next
  }

  /** A decision that was countersigned, and what is heard of it later, each time in an append of its own. */
  async function decided(): Promise<Decided> {
    const proposal = completed()
    const { decision_id: id } = proposal
    const bodies = [received(), proposal, opened(id), verdict(id)]
    let last = await append(creating({ events: bodies.map((body) => event(body)) }))
    return {
      id,
      async hears(...said) {
        last = await append(following(last, said))
      },
    }
  }

  /** Answers to a check made from a decision, in this order. */
  async function answered(of: Decided, by: string[], as: Partial<Check> = {}): Promise<void> {
    const made = { of: { run_id: of.id, decision_id: of.id, step: AGENT }, ...scope, drawn: null, not_by: null }
    const check: Check = { kind: 'known_wrong', source: 'past_error', p: 1, gave_away: '', ...made, ...as }
    const kind = check.kind === 'audit' ? ('audit' as const) : ('seed' as const)
    const rest = { answered: 'reject', caught: check.kind === 'audit' ? null : true, reason: null, severity: null }
    for (const each of by) {
      at += 1
      const begun = await append(creating({ events: [event(received({ kind, check }))], row: { ...row, kind } }))
      const body: EventBody = { type: 'check.answered', by: each, found: null, ...rest }
      await append({ ...following(begun, []), events: [event(body, null, at)] })
    }
  }
  let at = NOW
  beforeEach(() => {
    at = NOW
  })

  const corrected = (of: Decided, severity: number, by = 'U0LEA'): EventBody => ({
    ...{ type: 'decision.corrected', decision_id: of.id, by, reason_code: 'wrong_call', severity, repair: null },
  })
  const learned = (of: Decided, severity: number, changes: Partial<EventOf<'outcome.learned'>> = {}): EventBody => ({
    ...{ type: 'outcome.learned', decision_id: of.id, outcome: 'complaint', standing: 'upheld', wrong: true, severity },
    ...{ delivery: `d${severity}`, ...changes },
  })
  const takenBack = (of: Decided) => learned(of, 3, { standing: 'dismissed', wrong: false })
  const audited = (of: Decided, severity: number): EventBody => ({
    ...{ type: 'audit.answered', decision_id: of.id, found: 'wrong', by: 'U0BEN', drawn: 'random', severity },
    ...{ stated: 'release', reason: null, audit: of.id },
  })
  const severity = async () => (await harness.ledger.trust.evidence({ agent: AGENT })).map((each) => each.severity)

  describe('how bad a decision was', () => {
    it('is the gravest that was found, whoever found it and however mild what is heard later', async () => {
      const one = await decided()
      await one.hears(corrected(one, 3))
      await one.hears(learned(one, 2))
      await one.hears(audited(one, 1))
      expect(await severity()).toEqual([3])
    })

    it('is the gravest of what is heard at once', async () => {
      const one = await decided()
      await one.hears(learned(one, 3), learned(one, 2, { outcome: 'chargeback' }))
      expect(await severity()).toEqual([3])
    })

    it('is forgotten with the outcome that was taken back, where nobody else found anything', async () => {
      const one = await decided()
      await one.hears(learned(one, 3))
      await one.hears(takenBack(one))
      expect(await severity()).toEqual([null])
      await one.hears(corrected(one, 1))
      expect(await severity()).toEqual([1])
    })
  })

  describe('known-wrong cases', () => {
    const about = { agent: AGENT, action: 'hold' }
    const shown = async () => (await harness.ledger.checks.tallies(0)).map((each) => each.shown)
    const shownTo = async () =>
      (await harness.ledger.checks.reviewers(0, NOW + 1_000)).flatMap((each) =>
        each.shown > 0 ? [[each.reviewer, each.shown]] : [],
      )

    it('count by a person’s first answer to each: who meets one again recognises it', async () => {
      const [one, other] = [await decided(), await decided()]
      await answered(one, ['U0BEN', 'U0BEN', 'U0ANA', 'U0BEN'])
      await answered(other, ['U0BEN'])
      expect(await shown()).toEqual([3])
      expect(await shownTo()).toEqual([
        ['U0ANA', 1],
        ['U0BEN', 2],
      ])
      const counts = await harness.ledger.checks.counts(0)
      expect(counts).toMatchObject([{ kind: 'known_wrong', count: 3, reviewers: ['U0ANA', 'U0BEN'] }])
      // The first of all, not the first of the time that is looked at.
      expect(await harness.ledger.checks.tallies(NOW + 2)).toMatchObject([{ shown: 2 }])
    })

    it('do not count for whoever called the original wrong, in an audit either', async () => {
      const one = await decided()
      await answered(one, ['U0BEN'], { kind: 'audit', source: 'real', drawn: 'random' })
      await one.hears(audited(one, 2))
      await answered(one, ['U0BEN', 'U0ANA'])
      expect(await shownTo()).toEqual([['U0ANA', 1]])
      expect(await shown()).toEqual([1])
    })

    it('are made from each error three times, and then from others', async () => {
      const [turnedDown, confirmed] = [await decided(), await decided()]
      await turnedDown.hears(verdict(turnedDown.id, { kind: 'reject', status: 'rejected', reason_code: 'wrong_call' }))
      await confirmed.hears(corrected(confirmed, 2))
      const next = async () =>
        (await harness.ledger.checks.cases({ ...about, were: 'wrong', limit: 1 })).map((each) => each.decision_id)
      // Looked at once, which is not being shown as a case.
      await answered(confirmed, ['U0BEN'], { kind: 'audit', source: 'real', drawn: 'random' })
      for (const by of ['U0ANA', 'U0BEN', 'U0CHO']) {
        expect(await next()).toEqual([confirmed.id])
        await answered(confirmed, [by])
      }
      expect(await next()).toEqual([turnedDown.id])
      await answered(turnedDown, ['U0ANA', 'U0BEN', 'U0CHO'])
      expect(await next()).toEqual([])
    })
  })
}
