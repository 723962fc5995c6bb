// Appending and loading: versions, conflicts, group commit.
import { describe, expect, it } from 'vitest'
import type { Append } from '../../../src/ledger/ledger.ts'
import { completed, config, creating, event, following, NOW, opened, received } from '../fixtures.ts'
import { counting, type Harness } from '../harness.ts'

export function appending(harness: Harness): void {
  const load = async (append: Pick<Append, 'run_id'>) => (await harness.ledger.load([append.run_id]))[0]

  describe('appending', () => {
    it('gives back exactly what was appended, with its configuration', async () => {
      const first = creating()
      const proposal = completed()
      const second = following(first, [], {
        events: [
          {
            at: NOW + 5,
            body: proposal,
            sealed: { params: { reason: 'review' }, input: { total: 5480 } },
            measured: { cost_usd: 0.0012, model_version: 'm-1', processing_time_ms: 12.5 },
          },
          event(opened(proposal.decision_id)),
        ],
      })
      expect(await harness.ledger.append(first, 'work')).toEqual({ status: 'appended', version: 1 })
      expect(await harness.ledger.append(second, 'verdict')).toEqual({ status: 'appended', version: 3 })
      expect(await load(first)).toEqual({
        run_id: first.run_id,
        version: 3,
        entity_type: 'order',
        entity_id: first.entity_id,
        config,
        events: [...first.events, ...second.events],
        inbox: [],
      })
      expect(await harness.ledger.verifyChain(first.run_id)).toBeNull()
    })

    it('reports a conflict to whoever decided on an older version, and stores nothing of it', async () => {
      const first = creating()
      await harness.ledger.append(first, 'work')
      const mine = following(first, [{ type: 'step.late', step: 'a', after_ms: 1 }])
      const theirs = following(first, [{ type: 'step.late', step: 'b', after_ms: 2 }])
      const results = [await harness.ledger.append(mine, 'work'), await harness.ledger.append(theirs, 'verdict')]
      expect(results).toEqual([{ status: 'appended', version: 2 }, { status: 'conflict' }])
      expect((await load(first))?.events).toEqual([...first.events, ...mine.events])
      expect(await harness.ledger.append(first, 'work')).toEqual({ status: 'conflict' })
      expect(await harness.ledger.append(following(creating(), []), 'work')).toEqual({ status: 'conflict' })
    })

    it('lets one of two ledgers win that both believe in the same version', async () => {
      const other = await harness.another()
      const first = creating()
      await harness.ledger.append(first, 'work')
      await other.load([first.run_id])
      const second = following(first, [{ type: 'step.late', step: 'a', after_ms: 1 }])
      const results = await Promise.all([harness.ledger.append(second, 'work'), other.append(second, 'verdict')])
      expect(results.map(({ status }) => status).sort()).toEqual(['appended', 'conflict'])
      expect((await load(first))?.version).toBe(2)
      expect(await harness.ledger.verifyChain(first.run_id)).toBeNull()
    })

    it('shares one transaction between appends of the same moment', async () => {
      const db = counting(harness.db)
      const ledger = await harness.another({ db })
      const before = db.transactions()
      const results = await Promise.all(Array.from({ length: 200 }, () => ledger.append(creating(), 'work')))
      expect(results.every(({ status }) => status === 'appended')).toBe(true)
      expect(db.transactions() - before).toBe(1)
    })

    it('never takes more than 256 into a transaction, and one append of a run at a time', async () => {
      const db = counting(harness.db)
      const ledger = await harness.another({ db })
      const first = creating()
      await ledger.append(first, 'work')
      const before = db.transactions()
      const second = following(first, [{ type: 'step.late', step: 'a', after_ms: 1 }])
      await Promise.all([...Array.from({ length: 300 }, () => ledger.append(creating(), 'work'))])
      expect(db.transactions() - before).toBe(2)
      const twice = await Promise.all([ledger.append(second, 'work'), ledger.append({ ...second }, 'work')])
      expect(twice).toEqual([{ status: 'appended', version: 2 }, { status: 'conflict' }])
      expect(db.transactions() - before).toBe(4)
    })

    it('tells the app of each commit once, without what is sealed', async () => {
      const commits: unknown[][] = []
      const ledger = await harness.another({ db: harness.db, onCommit: (events) => void commits.push(events) })
      const appends = [creating(), creating()]
      await Promise.all(appends.map((append) => ledger.append(append, 'work')))
      expect(commits).toHaveLength(1)
      expect(commits[0]).toEqual(
        appends.map(({ run_id, entity_id }) => ({
          event_id: expect.any(String),
          event_type: 'order.run.received',
          entity_type: 'order',
          entity_id,
          agent_name: null,
          timestamp: new Date(NOW).toISOString(),
          result: received(),
          metadata: {
            schema_version: 1,
            run_id,
            run_version: 1,
            causation_id: null,
            market: 'HK',
            locale: 'zh-HK',
            currency: 'HKD',
          },
        })),
      )
    })

    it('reports a listener that fails, and keeps the append', async () => {
      const errors: unknown[] = []
      const failing = () => Promise.reject(new Error('the bus is down'))
      const ledger = await harness.another({
        db: harness.db,
        onCommit: failing,
        onError: (error) => errors.push(error),
      })
      const append = creating()
      expect(await ledger.append(append, 'work')).toEqual({ status: 'appended', version: 1 })
      expect(errors).toEqual([new Error('the bus is down')])
      expect((await load(append))?.version).toBe(1)
    })
  })
}
