// Leases, the sweeper's questions, reading what is broken, partitions.
import { describe, expect, it } from 'vitest'
import { namedId, newId } from '../../../src/contracts/ids.ts'
import { completed, creating, event, following, NOW, opened, received, row } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function upkeep(harness: Harness): void {
  const MINUTE = 60_000
  describe('leases', () => {
    it('give each run to one of many who claim at once', async () => {
      const other = await harness.another()
      const appends = Array.from({ length: 40 }, () => creating())
      await Promise.all(appends.map((append) => harness.ledger.append(append, 'work')))
      const ids = appends.map(({ run_id }) => run_id)
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? other : harness.ledger).claim(index % 3 ? ids : ids.toReversed(), NOW, NOW + MINUTE),
        ),
      )
      expect(
        claims
          .flat()
          .map(({ run_id }) => run_id)
          .sort(),
      ).toEqual(ids.toSorted())
    })

    it('end by themselves, with an append, or when given back', async () => {
      const append = creating()
      const claim = async (now: number) =>
        (await harness.ledger.claim([append.run_id, 'not-a-run', newId()], now, now + MINUTE)).length
      await harness.ledger.append(append, 'work')
      expect([await claim(NOW), await claim(NOW + 1), await claim(NOW + MINUTE)]).toEqual([1, 0, 1])
      await harness.ledger.release([append.run_id])
      expect([await claim(NOW), await claim(NOW)]).toEqual([1, 0])
      await harness.ledger.append(following(append, [{ type: 'step.late', step: 'a', after_ms: 1 }]), 'work')
      expect(await claim(NOW)).toBe(1)
    })

    it('are all void once whoever is alone on the record says so', async () => {
      const append = creating()
      await harness.ledger.append(append, 'work')
      await harness.ledger.claim([append.run_id], NOW, NOW + MINUTE)
      await harness.ledger.releaseAll()
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
    })
  })

  describe('the sweeper', () => {
    it('finds due work with nothing in memory, most overdue first, and leaves leased runs alone', async () => {
      const at = (wake_at: number | null) => creating({ row: { ...row, wake_at } })
      const appends = [at(NOW - 5), at(NOW - 10), at(NOW + MINUTE), at(null), at(NOW - 20)]
      for (const append of appends) await harness.ledger.append(append, 'work')
      const cold = await harness.another()
      await cold.claim([appends[4]!.run_id], NOW, NOW + 2 * MINUTE)
      expect(await cold.due(NOW, 10)).toEqual([appends[1]!.run_id, appends[0]!.run_id])
      expect(await cold.due(NOW, 1)).toEqual([appends[1]!.run_id])
      expect(await cold.nextWake()).toBe(NOW - 10)
      expect(await cold.due(NOW + 2 * MINUTE, 10)).toHaveLength(4)
    })

    it('is told of the end of a lease as the next moment to look', async () => {
      const append = creating()
      await harness.ledger.append(append, 'work')
      await harness.ledger.claim([append.run_id], NOW, NOW + MINUTE)
      expect(await harness.ledger.nextWake()).toBe(NOW + MINUTE)
    })
  })

  describe('reading', () => {
    it('leaves out a run it cannot read, reports it, and loads the others', async () => {
      const errors: unknown[] = []
      const ledger = await harness.another({ db: harness.db, onError: (error) => errors.push(error) })
      const [broken, whole] = [creating(), creating()]
      for (const append of [broken, whole]) await ledger.append(append, 'work')
      await harness.db.query(`UPDATE events SET result = '{"type": "run.unheard_of"}' WHERE run_id = $1`, [
        broken.run_id,
      ])
      expect((await ledger.load([broken.run_id, whole.run_id])).map(({ run_id }) => run_id)).toEqual([whole.run_id])
      expect(errors).toMatchObject([{ code: 'record.unreadable' }])
      await expect(ledger.load([broken.run_id])).rejects.toMatchObject({ code: 'record.unreadable' })
    })

    it('leaves out ids that are unknown, or none', async () => {
      expect(await harness.ledger.load([newId(), '', 'x'.repeat(50)])).toEqual([])
    })
  })

  describe('partitions', () => {
    it('are there for this month and the next three, and making them again changes nothing', async () => {
      const later = Date.UTC(2031, 4, 15)
      expect(await harness.ledger.ensurePartitions(later)).toEqual({
        created: ['events_2031_05', 'events_2031_06', 'events_2031_07', 'events_2031_08'],
        left: [],
      })
      expect(await harness.ledger.ensurePartitions(later)).toEqual({ created: [], left: [] })
      const append = creating({ run_id: namedId(later, newId()) })
      await harness.ledger.append(append, 'work')
      expect(
        await harness.db.query('SELECT tableoid::regclass::text AS place FROM events WHERE run_id = $1', [
          append.run_id,
        ]),
      ).toEqual([{ place: 'events_2031_05' }])
    })

    it('leave a month in the default partition that has rows there already', async () => {
      const later = Date.UTC(2033, 0, 31, 23, 59)
      const append = creating({ run_id: namedId(later, newId()), events: [event(received())] })
      await harness.ledger.append(append, 'work')
      expect(await harness.ledger.ensurePartitions(later)).toEqual({
        created: ['events_2033_02', 'events_2033_03', 'events_2033_04'],
        left: ['events_2033_01'],
      })
      expect(await harness.ledger.ensurePartitions(later)).toEqual({ created: [], left: ['events_2033_01'] })
      expect((await harness.ledger.load([append.run_id]))[0]?.version).toBe(1)
    })
  })

  describe('the decisions of a run', () => {
    it('are reopened under a new id with the proposal they repeat', async () => {
      const append = creating()
      const proposal = completed()
      const again = newId()
      await harness.ledger.append(
        {
          ...append,
          events: [
            ...append.events,
            event(proposal),
            event(opened(proposal.decision_id)),
            event({ type: 'decision.superseded', decision_id: proposal.decision_id, because: 'x' }),
          ],
        },
        'work',
      )
      await harness.ledger.append(following(append, [opened(again, { question: 2 })], { expected_version: 4 }), 'work')
      expect(await harness.ledger.queries.openDecisions({ limit: 5 })).toMatchObject([
        {
          decision_id: again,
          agent: 'fraud_detection',
          action: 'hold',
          confidence: 0.62,
          amount: { amount: 548_000, currency: 'HKD' },
        },
      ])
    })
  })
}
