// One run per entity and workflow, whatever run ids deliveries would give it.
import { describe, expect, it } from 'vitest'
import type { Append, Intake } from '../../../src/ledger/ledger.ts'
import { creating, delivery, event, newEntity, received, row, startItem } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function oneRun(harness: Harness): void {
  const start = async (append: Append): Promise<Intake> => {
    const raw = delivery()
    await harness.ledger.storeDelivery(raw)
    return startItem(raw.key, append)
  }

  describe('intake of the same order under another run id', () => {
    it('starts no second run of a workflow on an entity, whatever run id the second delivery gives', async () => {
      const entity_id = newEntity()
      const [first, second, third] = [creating({ entity_id }), creating({ entity_id }), creating({ entity_id })]
      const items = [await start(first), await start(second)]
      const known = (item: Intake | undefined) => ({ delivery: item?.delivery, run_id: first.run_id, outcome: 'known' })
      expect(await harness.ledger.intake(items)).toEqual([{ ...known(items[0]), outcome: 'started' }, known(items[1])])
      const later = await start(third)
      expect(await harness.ledger.intake([later])).toEqual([known(later)])
      expect(await harness.ledger.load([second.run_id, third.run_id])).toEqual([])
      const elsewhere = creating({
        entity_id,
        row: { ...row, workflow: 'returns' },
        events: [event(received({ workflow: 'returns' }))],
      })
      expect(await harness.ledger.intake([await start(elsewhere)])).toMatchObject([{ outcome: 'started' }])
    })

    it('starts one run of an order that two ledgers take in at the same time under different run ids', async () => {
      const other = await harness.another()
      for (let round = 0; round < 10; round += 1) {
        const entity_id = newEntity()
        const items = [await start(creating({ entity_id })), await start(creating({ entity_id }))] as const
        const results = await Promise.all([harness.ledger.intake([items[0]]), other.intake([items[1]])])
        expect(
          results
            .flat()
            .map(({ outcome }) => outcome)
            .sort(),
        ).toEqual(['known', 'started'])
        expect(new Set(results.flat().map(({ run_id }) => run_id)).size).toBe(1)
        expect(await harness.ledger.queries.findRuns({ kind: 'any', value: entity_id }, 5)).toHaveLength(1)
      }
    })
  })
}
