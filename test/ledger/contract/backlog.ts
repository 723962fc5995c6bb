// What reviewers share: claims, briefs, everything that waits, and cards that nobody needs to see any more.
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { newId } from '../../../src/contracts/ids.ts'
import { completed, creating, event, following, NOW, opened, row, scheduled, verdict } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function backlog(harness: Harness): void {
  const MINUTE = 60_000
  const HOUR = 60 * MINUTE
  const run = async (bodies: RunEvent['body'][], changes: Parameters<typeof creating>[0] = {}) => {
    const append = creating(changes)
    const whole = { ...append, events: [...append.events, ...bodies.map((body) => event(body))] }
    expect(await harness.ledger.append(whole, 'work')).toMatchObject({ status: 'appended' })
    return whole
  }
  const asked = async (deadline = NOW + HOUR, changes: Parameters<typeof completed>[0] = {}) => {
    const proposal = completed(changes)
    return { id: proposal.decision_id, append: await run([proposal, opened(proposal.decision_id, { deadline })]) }
  }

  describe('claims', () => {
    const ANA = 'U0ANA'
    const BEN = 'U0BEN'

    it('are held by one person, who may take them again, until they are given back or run out', async () => {
      const { claims } = harness.ledger
      const id = newId()
      expect(await claims.take(id, ANA, NOW, NOW + MINUTE)).toEqual({ taken: true })
      expect(await claims.take(id, BEN, NOW, NOW + MINUTE)).toEqual({ taken: false, by: ANA, until: NOW + MINUTE })
      expect(await claims.take(id, ANA, NOW, NOW + 2 * MINUTE)).toEqual({ taken: true })
      expect(await claims.of([id, newId(), 'no id'], NOW)).toEqual([{ run_id: id, by: ANA, until: NOW + 2 * MINUTE }])
      expect(await claims.of([id], NOW + 2 * MINUTE)).toEqual([])
      expect(await claims.take(id, BEN, NOW + 2 * MINUTE, NOW + 3 * MINUTE)).toEqual({ taken: true })
      await claims.release(id, ANA)
      expect(await claims.standing(NOW)).toEqual([{ run_id: id, by: BEN, until: NOW + 3 * MINUTE }])
      await claims.release(id, BEN)
      expect(await claims.standing(NOW)).toEqual([])
    })

    it('go to exactly one of many who want the same case at once', async () => {
      const other = await harness.another()
      const id = newId()
      const people = Array.from({ length: 12 }, (_, index) => `U0P${index}`)
      const tries = await Promise.all(
        people.map((by, index) => (index % 2 ? other : harness.ledger).claims.take(id, by, NOW, NOW + MINUTE)),
      )
      expect(tries.filter(({ taken }) => taken)).toHaveLength(1)
      const winner = people[tries.findIndex(({ taken }) => taken)]
      expect(new Set(tries.flatMap((each) => (each.taken ? [] : [each.by])))).toEqual(new Set([winner]))
    })

    it('of one person are given back together', async () => {
      const { claims } = harness.ledger
      const [a, b, c] = [newId(), newId(), newId()]
      for (const id of [a, b]) await claims.take(id, ANA, NOW, NOW + MINUTE)
      await claims.take(c, BEN, NOW, NOW + MINUTE)
      await claims.releaseAll(ANA)
      expect((await claims.standing(NOW)).map(({ run_id }) => run_id)).toEqual([c])
    })
  })

  describe('briefs', () => {
    it('begin once, are posted by one process at a time, and begin anew after their end', async () => {
      const { briefs } = harness.ledger
      await briefs.begin('C1', NOW)
      await briefs.begin('C1', NOW + 5)
      expect(await briefs.active()).toEqual([
        { channel: 'C1', ts: null, active_since: NOW, shown: null, urgent: null, posted_at: null, changed_at: null },
      ])
      expect(await briefs.claim('C1', NOW, NOW + 1000)).not.toBeNull()
      expect(await briefs.claim('C1', NOW + 999, NOW + 2000)).toBeNull()
      await briefs.posted('C1', { ts: '1.0', shown: 'a', urgent: '11:00', now: NOW + 1, anew: true })
      expect(await briefs.claim('C1', NOW + 2, NOW + 1000)).toMatchObject({ ts: '1.0', shown: 'a', urgent: '11:00' })
      await briefs.release('C1')
      await briefs.posted('C1', { ts: '1.0', shown: 'b', urgent: null, now: NOW + 9, anew: false })
      expect(await briefs.active()).toMatchObject([{ shown: 'b', posted_at: NOW + 1, changed_at: NOW + 9 }])
      await briefs.end('C1', NOW + 10)
      expect([await briefs.active(), await briefs.claim('C1', NOW + 10_000, NOW + 20_000)]).toEqual([[], null])
      await briefs.begin('C1', NOW + 11)
      expect(await briefs.active()).toMatchObject([{ ts: null, active_since: NOW + 11 }])
    })
  })

  describe('cases', () => {
    it('come most urgent first, with what reviewers choose them by', async () => {
      const late = await asked(NOW + 2 * HOUR, { flags: ['b', 'a'] })
      const soon = await asked(NOW + HOUR)
      const done = completed()
      await run([done, opened(done.decision_id), verdict(done.decision_id)])
      const cases = await harness.ledger.cases.open(10)
      expect(cases.map(({ decision_id }) => decision_id)).toEqual([soon.id, late.id])
      expect(cases[1]).toEqual({
        decision_id: late.id,
        run_id: late.append.run_id,
        number: '1042',
        market: 'HK',
        agent: 'fraud_detection',
        step: 'fraud_detection',
        action: 'hold',
        amount: { amount: 548_000, currency: 'HKD' },
        revision: 1,
        opened_at: NOW,
        deadline: NOW + 2 * HOUR,
        hard: false,
        cluster: 'fraud_detection|1.0.0|hold|a|b',
        needs_two: false,
        passed_to: null,
        team: 'default',
        kind: 'live',
      })
      expect(await harness.ledger.cases.open(1)).toHaveLength(1)
    })

    it('are counted by run and team', async () => {
      const ledger = await harness.another({ db: harness.db, teamOf: (step) => (step === 'routing' ? 'b' : 'a') })
      const [one, two] = [completed(), completed({ step: 'compliance_check' })]
      const append = creating()
      const events = [one, opened(one.decision_id), two, opened(two.decision_id)].map((body) => event(body))
      await ledger.append({ ...append, events: [...append.events, ...events] }, 'work')
      expect(await ledger.cases.countByTeam()).toEqual([{ team: 'a', open: 1 }])
    })

    it('that nobody answered and were held are counted, those that were skipped are not', async () => {
      const [held, skipped] = [completed(), completed()]
      const expired = (decision_id: string, instead: string): RunEvent['body'] => ({
        type: 'decision.expired',
        decision_id,
        instead,
      })
      await run([held, opened(held.decision_id), expired(held.decision_id, 'hold'), scheduled(newId(), 'hold')])
      await run([skipped, opened(skipped.decision_id), expired(skipped.decision_id, 'skipped')])
      const { cases } = harness.ledger
      expect(await cases.heldUnanswered('default', NOW - 1)).toEqual({ held: 1, first: NOW })
      expect(await cases.heldUnanswered('default', NOW)).toEqual({ held: 0, first: null })
      expect(await cases.heldUnanswered('other', NOW - 1)).toEqual({ held: 0, first: null })
    })
  })

  describe('cards of questions that somebody looks at', () => {
    it('are behind once the look lasts, and once more when it is over, unless the question is', async () => {
      const { cards, claims } = harness.ledger
      const { id, append } = await asked()
      const at = { channel: 'C1', ts: '1.0', version: 3, question: 1 }
      await cards.posted(append.run_id, at)
      const touched = (now: number) => cards.touchLooked({ now, since: now + 80, limit: 5 })
      expect(await touched(NOW)).toBe(0)
      await claims.take(append.run_id, 'UBEN', NOW, NOW + 100)
      expect(await touched(NOW)).toBe(0)
      expect(await touched(NOW + 20)).toBe(1)
      expect(await touched(NOW + 21)).toBe(0)
      await cards.posted(append.run_id, { ...at, notice: 1, looker: 'UBEN' })
      expect(await cards.byRun(append.run_id)).toMatchObject({ looker: 'UBEN', want_notice: 1 })
      // Taken again by the same person: the card says so already.
      await claims.take(append.run_id, 'UBEN', NOW + 30, NOW + 130)
      expect(await touched(NOW + 31)).toBe(0)
      await claims.release(append.run_id, 'UBEN')
      expect(await touched(NOW + 32)).toBe(1)
      await cards.posted(append.run_id, { ...at, notice: 2, looker: 'UBEN' })
      await harness.ledger.append(following(append, [verdict(id)], { expected_version: 3 }), 'verdict')
      expect(await touched(NOW + 33)).toBe(0)
    })
  })

  describe('cards of questions that are over', () => {
    it('count as up to date when they were never posted', async () => {
      const { cards } = harness.ledger
      const answered = await asked()
      const open = await asked()
      const posted = await asked()
      const dead = await run([{ type: 'run.dead', because: 'x', ref: 'r1' }], { row: { ...row, status: 'dead' } })
      await cards.posted(posted.append.run_id, { channel: 'C1', ts: '1.0', version: 3, question: 1 })
      for (const { id, append } of [answered, posted])
        expect(
          await harness.ledger.append(following(append, [verdict(id)], { expected_version: 3 }), 'verdict'),
        ).toMatchObject({ status: 'appended' })
      expect(await cards.settleUnposted(NOW)).toBe(1)
      const runs = async (kind: 'message' | 'change') =>
        (await cards.behind({ now: NOW, kind, limit: 10 })).map(({ run_id }) => run_id)
      expect(new Set(await runs('message'))).toEqual(new Set([open.append.run_id, dead.run_id]))
      expect(await runs('change')).toEqual([posted.append.run_id])
    })

    it('are left alone while an action can still be stopped', async () => {
      const { cards } = harness.ledger
      const answered = await asked()
      const bodies = [verdict(answered.id), scheduled(answered.id, 'hold')]
      const append = following(answered.append, bodies, { expected_version: 3 })
      expect(await harness.ledger.append(append, 'verdict')).toMatchObject({ status: 'appended' })
      expect(await cards.settleUnposted(NOW)).toBe(0)
    })

    it('show a new question in the message there is, for teams whose channel takes no new one', async () => {
      const { cards } = harness.ledger
      const { append } = await asked()
      await cards.posted(append.run_id, { channel: 'C1', ts: '1.0', version: 3, question: 1 })
      const next = completed()
      const bodies = [next, opened(next.decision_id, { question: 2 })]
      await harness.ledger.append(following(append, bodies, { expected_version: 3 }), 'work')
      const found = async (kind: 'message' | 'change', inPlace: string[]) =>
        (await cards.behind({ now: NOW, kind, limit: 5, inPlace })).length
      expect([await found('message', []), await found('change', [])]).toEqual([1, 0])
      expect([await found('message', ['default']), await found('change', ['default'])]).toEqual([0, 1])
    })
  })
}
