// Cards and settings.

import { describe, expect, it } from 'vitest'
import { keptDrawSecret } from '../../../src/app.ts'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { completed, creating, event, following, NOW, opened, row, verdict } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function cardsAndSettings(harness: Harness): void {
  const HOUR = 3_600_000
  const run = async (bodies: RunEvent['body'][], changes: Parameters<typeof creating>[0] = {}) => {
    const append = creating(changes)
    const whole = { ...append, events: [...append.events, ...bodies.map((body) => event(body))] }
    expect(await harness.ledger.append(whole, 'work')).toMatchObject({ status: 'appended' })
    return whole
  }

  describe('cards', () => {
    const asked = async (deadline = NOW + HOUR) => {
      const proposal = completed()
      return { append: await run([proposal, opened(proposal.decision_id, { deadline })]), id: proposal.decision_id }
    }

    it('begin with the first question and fall behind with what they show', async () => {
      const ledger = await harness.another({ db: harness.db, teamOf: (step) => `team of ${step}` })
      const silent = await run([completed()])
      expect(await ledger.cards.byRun(silent.run_id)).toBeNull()
      const proposal = completed()
      const append = creating()
      await ledger.append(
        { ...append, events: [...append.events, event(proposal), event(opened(proposal.decision_id))] },
        'work',
      )
      expect(await ledger.cards.byRun(append.run_id)).toEqual({
        card_id: append.run_id,
        run_id: append.run_id,
        team: 'team of fraud_detection',
        want_question: 1,
        have_question: 0,
        want_version: 3,
        have_version: 0,
        channel: null,
        ts: null,
        earlier: [],
        have_notes: 0,
        looker: null,
        want_notice: 0,
        deadline: NOW + HOUR,
        attempts: 0,
        error: null,
      })
      await ledger.append(
        following(append, [{ type: 'step.late', step: 'x', after_ms: 1 }, verdict(proposal.decision_id)], {
          expected_version: 3,
        }),
        'verdict',
      )
      expect(await ledger.cards.byRun(append.run_id)).toMatchObject({
        want_version: 5,
        want_question: 1,
        deadline: null,
      })
    })

    it('are made for a dead run that had none, and for practice', async () => {
      const dead = await run([{ type: 'run.dead', because: 'x', ref: 'r1' }])
      expect(await harness.ledger.cards.byRun(dead.run_id)).toMatchObject({
        want_version: 2,
        want_question: 0,
        team: 'default',
      })
      const proposal = completed()
      const practice = await run([proposal, opened(proposal.decision_id)], { row: { ...row, kind: 'practice' } })
      expect(await harness.ledger.cards.byRun(practice.run_id)).not.toBeNull()
    })

    it('carry the earliest deadline of their own open questions', async () => {
      const [a, b] = [completed(), completed({ step: 'compliance_check' })]
      const append = await run([
        a,
        b,
        opened(a.decision_id, { deadline: NOW + HOUR }),
        opened(b.decision_id, { deadline: NOW + 2 * HOUR }),
      ])
      await asked(NOW + 1)
      expect((await harness.ledger.cards.byRun(append.run_id))?.deadline).toBe(NOW + HOUR)
      await harness.ledger.append(following(append, [verdict(a.decision_id)]), 'verdict')
      expect((await harness.ledger.cards.byRun(append.run_id))?.deadline).toBe(NOW + 2 * HOUR)
    })

    it('are posted most urgent first, by one process each, and are then up to date', async () => {
      const other = await harness.another()
      const [late, soon] = [await asked(NOW + 2 * HOUR), await asked(NOW + HOUR)]
      expect(
        (await harness.ledger.cards.behind({ now: NOW, kind: 'message', limit: 10 })).map(({ run_id }) => run_id),
      ).toEqual([soon.append.run_id, late.append.run_id])
      const claims = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 ? other : harness.ledger).cards.claim(soon.append.run_id, NOW, NOW + 1000),
        ),
      )
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await harness.ledger.cards.behind({ now: NOW, kind: 'message', limit: 10 })).toHaveLength(1)
      await harness.ledger.cards.posted(soon.append.run_id, { channel: 'C1', ts: '1.0', version: 3, question: 1 })
      expect(await harness.ledger.cards.claim(soon.append.run_id, NOW + 5000, NOW + 6000)).toBeNull()
      expect(await harness.ledger.cards.claim(late.append.run_id, NOW, NOW + 1000)).not.toBeNull()
      expect(await harness.ledger.cards.claim(late.append.run_id, NOW + 1000, NOW + 2000)).not.toBeNull()
    })

    it('are looked for by what they need, without the teams that are left out', async () => {
      const ledger = await harness.another({ db: harness.db, teamOf: (step) => (step === 'routing' ? 'b' : 'a') })
      const inTeam = async (step: string) => {
        const proposal = completed({ step })
        const append = creating()
        const events = [...append.events, event(proposal), event(opened(proposal.decision_id, { step }))]
        await ledger.append({ ...append, events }, 'work')
        return append.run_id
      }
      const [a, b] = [await inTeam('fraud_detection'), await inTeam('routing')]
      const runs = async (kind: 'message' | 'change', except: string[] = []) =>
        (await ledger.cards.behind({ now: NOW, kind, limit: 10, except })).map(({ run_id }) => run_id)
      expect(new Set(await runs('message'))).toEqual(new Set([a, b]))
      expect([await runs('message', ['a']), await runs('message', ['a', 'b'])]).toEqual([[b], []])
      expect(await runs('change')).toEqual([])
      await ledger.cards.posted(a, { channel: 'C1', ts: '1.0', version: 2, question: 1 })
      expect([await runs('message'), await runs('change')]).toEqual([[b], [a]])
    })

    it('remember earlier messages when a new one takes over, and wait after a failure', async () => {
      const { append, id } = await asked()
      const { cards } = harness.ledger
      await cards.failed(id === '' ? '' : append.run_id, 'ratelimited', NOW + 500)
      expect([
        await cards.claim(append.run_id, NOW, NOW + 10),
        (await cards.behind({ now: NOW, kind: 'message', limit: 5 })).length,
      ]).toEqual([null, 0])
      expect(await cards.claim(append.run_id, NOW + 500, NOW + 600)).toMatchObject({
        attempts: 1,
        error: 'ratelimited',
      })
      await cards.posted(append.run_id, { channel: 'C1', ts: '1.0', version: 3, question: 1 })
      await cards.posted(append.run_id, { channel: 'C1', ts: '1.0', version: 2, question: 1 })
      await cards.posted(append.run_id, { channel: 'C1', ts: '2.0', version: 4, question: 2 })
      expect(await cards.byRun(append.run_id)).toMatchObject({
        ts: '2.0',
        earlier: [{ channel: 'C1', ts: '1.0' }],
        have_version: 4,
        have_question: 2,
        attempts: 0,
        error: null,
      })
    })

    it('are found by the message they are and by those they were, and count the notes in their thread', async () => {
      const { cards } = harness.ledger
      const { append } = await asked()
      const channel = `C${append.run_id.slice(-8)}`
      await cards.posted(append.run_id, { channel, ts: '1.0', version: 3, question: 1 })
      await cards.posted(append.run_id, { channel, ts: '2.0', version: 4, question: 2 })
      for (const ts of ['1.0', '2.0'])
        expect(await cards.byMessage({ channel, ts })).toMatchObject({ card_id: append.run_id, ts: '2.0' })
      expect(await cards.byMessage({ channel, ts: '3.0' })).toBeNull()
      await cards.told(append.run_id, 2)
      await cards.told(append.run_id, 1)
      expect(await cards.byRun(append.run_id)).toMatchObject({ have_notes: 2 })
    })
  })

  describe('settings', () => {
    it('keep every change and count the latest', async () => {
      const { settings } = harness.ledger
      await settings.put('limits_usd', { lead: 500 }, 'U0ANA', NOW)
      await settings.put('limits_usd', { lead: 900 }, 'U0BO', NOW + 1)
      await settings.put('workflows', { order_to_fulfilment: true }, 'U0ANA', NOW)
      expect(await settings.get()).toEqual({ limits_usd: { lead: 900 }, workflows: { order_to_fulfilment: true } })
      expect(await settings.history('limits_usd')).toEqual([
        { value: { lead: 500 }, by: 'U0ANA', at: NOW },
        { value: { lead: 900 }, by: 'U0BO', at: NOW + 1 },
      ])
    })

    it('give every process the same first value, also when two put one at the same time', async () => {
      const other = await harness.another()
      const [mine, theirs] = await Promise.all([
        keptDrawSecret(harness.ledger, () => NOW),
        keptDrawSecret(other, () => NOW),
      ])
      expect(theirs).toBe(mine)
      expect(await keptDrawSecret(other, () => NOW + 1)).toBe(mine)
      expect(await harness.ledger.settings.history('draw')).toEqual([
        { value: { secret: mine }, by: 'countersign', at: NOW },
      ])
    })
  })
}
