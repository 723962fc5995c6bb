// Erasing a person leaves a chain that verifies; changing anything does not.
import { describe, expect, it } from 'vitest'
import { completed, creating, delivery, event, following, NOW, newEntity, signalItem, startItem } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function tamper(harness: Harness): void {
  describe('erasing a person', () => {
    const personal = async () => {
      const append = creating({
        refs: [
          { kind: 'email_hash', value: 'e'.repeat(64) },
          { kind: 'number', value: '7001' },
        ],
      })
      const raws = [delivery(), delivery(), delivery()]
      for (const raw of raws) await harness.ledger.storeDelivery(raw)
      await harness.ledger.intake([startItem(raws[0]!.key, append), signalItem(raws[1]!.key, append.entity_id)])
      await harness.ledger.append(
        following(append, [], { events: [event(completed(), { params: { to: 'Mei Lam' } })] }),
        'work',
      )
      const elsewhere = newEntity()
      await harness.ledger.intake([signalItem(raws[2]!.key, elsewhere, { content: { name: 'Mei Lam' } })])
      return { append, raws, elsewhere }
    }

    it('removes what is sealed, in every place, and the chain still verifies', async () => {
      const { append, raws } = await personal()
      const bystander = creating()
      await harness.ledger.append(bystander, 'work')
      expect(await harness.ledger.erase(append.entity_id)).toBe(2)
      const [run] = await harness.ledger.load([append.run_id])
      expect(run?.events.map(({ sealed }) => sealed)).toEqual([null, null])
      expect(run?.inbox).toEqual([{ delivery: raws[1]!.key, topic: 'orders/paid', at: NOW, content: {} }])
      expect(
        (await harness.ledger.deliveries([raws[0]!.key, raws[1]!.key])).map(({ body, headers }) => [
          body.length,
          headers,
        ]),
      ).toEqual([
        [0, {}],
        [0, {}],
      ])
      expect(await harness.ledger.queries.findRuns({ kind: 'email_hash', value: 'e'.repeat(64) }, 5)).toEqual([])
      expect(await harness.ledger.queries.findRuns({ kind: 'number', value: '7001' }, 5)).toHaveLength(1)
      expect(await harness.ledger.verifyChain(append.run_id)).toBeNull()
      expect((await harness.ledger.load([bystander.run_id]))[0]?.events).toEqual(bystander.events)
      await harness.ledger.append(
        following(append, [{ type: 'run.completed', outcome: 'shipped' }], { expected_version: 2 }),
        'work',
      )
      expect(await harness.ledger.verifyChain(append.run_id)).toBeNull()
    })

    it('reaches signals that never found their run', async () => {
      const { elsewhere } = await personal()
      await harness.ledger.erase(elsewhere)
      const append = creating({ entity_id: elsewhere })
      await harness.ledger.append(append, 'work')
      expect((await harness.ledger.load([append.run_id]))[0]?.inbox).toMatchObject([{ content: {} }])
    })
  })

  describe('the hash chain', () => {
    it.each<[string, string, number]>([
      [
        'a changed result',
        `UPDATE events SET result = jsonb_set(result::jsonb, '{outcome}', '"shippeD"') WHERE run_id = $1 AND version = 3`,
        3,
      ],
      [
        'a member added to a result',
        `UPDATE events SET result = result::jsonb || '{"extra": 1}' WHERE run_id = $1 AND version = 2`,
        2,
      ],
      [
        'changed metadata',
        `UPDATE events SET metadata = jsonb_set(metadata::jsonb, '{market}', '"SG"') WHERE run_id = $1 AND version = 2`,
        2,
      ],
      [
        'a changed time',
        `UPDATE events SET "timestamp" = "timestamp" + interval '1 second' WHERE run_id = $1 AND version = 1`,
        1,
      ],
      [
        'changed personal fields',
        `UPDATE events SET sealed = jsonb_set(sealed::jsonb, '{customer}', '"Mei Lan"') WHERE run_id = $1 AND version = 1`,
        1,
      ],
      ['personal fields without their salt', `UPDATE events SET salt = NULL WHERE run_id = $1 AND version = 1`, 1],
      [
        'one flipped byte of a digest',
        `UPDATE events SET sealed_digest = set_byte(sealed_digest, 0, get_byte(sealed_digest, 0) # 1) WHERE run_id = $1 AND version = 1`,
        1,
      ],
      ['an event taken out', `DELETE FROM events WHERE run_id = $1 AND version = 2`, 2],
      ['the newest event taken off', `DELETE FROM events WHERE run_id = $1 AND version = 3`, 3],
    ])('shows %s', async (_, tamper, version) => {
      const append = creating()
      await harness.ledger.append(
        {
          ...append,
          events: [
            ...append.events,
            event(completed(), { params: {} }),
            event({ type: 'run.completed', outcome: 'shipped' }),
          ],
        },
        'work',
      )
      expect(await harness.ledger.verifyChain(append.run_id)).toBeNull()
      await harness.db.query(tamper, [append.run_id])
      expect(await harness.ledger.verifyChain(append.run_id)).toBe(version)
    })
  })
}
