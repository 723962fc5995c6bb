// Deliveries and signals: each taken in once, in whatever order and by however many processes.
import { describe, expect, it } from 'vitest'
import { childRunId } from '../../../src/contracts/ids.ts'
import type { Append, Intake } from '../../../src/ledger/ledger.ts'
import {
  creating,
  delivery,
  event,
  following,
  NOW,
  newEntity,
  received,
  row,
  signalItem,
  startItem,
} from '../fixtures.ts'
import type { Harness } from '../harness.ts'

const HOUR = 3_600_000

export function intake(harness: Harness): void {
  /** Stores the delivery first, as the web edge does. */
  const stored = async (item: (key: string) => Intake): Promise<Intake> => {
    const raw = delivery()
    await harness.ledger.storeDelivery(raw)
    return item(raw.key)
  }
  const start = (append: Append) => stored((key) => startItem(key, append))
  const signal = (entityId: string, content = {}) => stored((key) => signalItem(key, entityId, { content }))
  const load = async (append: Append) => (await harness.ledger.load([append.run_id]))[0]

  describe('deliveries', () => {
    it('are stored once, byte for byte, however often they come', async () => {
      const raw = delivery('shopify:shop:1', { body: Uint8Array.from([0, 255, 123, 0]), headers: { 'x-a': 'b\u0000' } })
      const answers = await Promise.all([
        harness.ledger.storeDelivery(raw),
        harness.ledger.storeDelivery(raw),
        harness.ledger.storeDelivery(delivery('shopify:shop:2')),
      ])
      expect(answers).toEqual([true, false, true])
      expect(await harness.ledger.storeDelivery(raw)).toBe(false)
      expect(await harness.ledger.deliveries(['shopify:shop:1', 'unknown'])).toEqual([
        { ...raw, headers: { 'x-a': 'b\ufffd' } },
      ])
    })

    it('are pending, oldest first, until they were taken in', async () => {
      await harness.ledger.storeDelivery(delivery('late', { received_at: NOW + 5 }))
      await harness.ledger.storeDelivery(delivery('early', { received_at: NOW }))
      expect((await harness.ledger.pendingDeliveries(10)).map(({ key }) => key)).toEqual(['early', 'late'])
      expect(await harness.ledger.pendingDeliveryKeys(10)).toEqual(['early', 'late'])
      expect(await harness.ledger.pendingDeliveryKeys(1)).toEqual(['early'])
      const results = await harness.ledger.intake([{ delivery: 'early', what: 'ignored', because: 'unknown topic' }])
      expect(results).toEqual([{ delivery: 'early', run_id: null, outcome: 'ignored' }])
      expect((await harness.ledger.pendingDeliveries(10)).map(({ key }) => key)).toEqual(['late'])
      expect(await harness.ledger.pendingDeliveryKeys(10)).toEqual(['late'])
      expect(await harness.ledger.queries.deliveryCounts()).toEqual([
        { outcome: 'ignored', count: 1 },
        { outcome: 'pending', count: 1 },
      ])
    })

    it('that were never stored are refused: there would be nothing to replay', async () => {
      expect(await harness.ledger.intake([signalItem('never-stored', newEntity())])).toEqual([
        { delivery: 'never-stored', run_id: null, outcome: 'refused' },
      ])
    })
  })

  describe('intake', () => {
    it('starts a run that is due at once, and changes nothing the second time', async () => {
      const append = creating({ row: { ...row, wake_at: NOW + HOUR }, refs: [{ kind: 'tracking', value: 'HK123' }] })
      const item = await start(append)
      expect(await harness.ledger.intake([item])).toEqual([
        { delivery: item.delivery, run_id: append.run_id, outcome: 'started' },
      ])
      expect(await harness.ledger.intake([item])).toEqual([
        { delivery: item.delivery, run_id: append.run_id, outcome: 'known' },
      ])
      const again = await start(append)
      expect(await harness.ledger.intake([again])).toEqual([
        { delivery: again.delivery, run_id: append.run_id, outcome: 'known' },
      ])
      expect(await load(append)).toMatchObject({ version: 1, events: append.events, inbox: [] })
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
      expect(await harness.ledger.queries.findRuns({ kind: 'tracking', value: 'HK123' }, 5)).toHaveLength(1)
    })

    it('hands a signal to the run and wakes it, even one that had ended', async () => {
      const append = creating({ row: { ...row, status: 'completed', wake_at: null } })
      await harness.ledger.append(append, 'work')
      const item = await signal(append.entity_id, { paid: true })
      expect(await harness.ledger.intake([item])).toEqual([
        { delivery: item.delivery, run_id: append.run_id, outcome: 'signalled' },
      ])
      await harness.ledger.intake([item])
      expect((await load(append))?.inbox).toEqual([
        { delivery: item.delivery, topic: 'orders/paid', at: NOW, content: { paid: true } },
      ])
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
    })

    it('takes a consumed signal out of the inbox with the event that consumed it', async () => {
      const append = creating()
      await harness.ledger.append(append, 'work')
      const item = await signal(append.entity_id)
      await harness.ledger.intake([item])
      const asleep = { ...row, wake_at: null }
      await harness.ledger.append(
        following(
          append,
          [{ type: 'signal.received', topic: 'orders/paid', delivery: item.delivery, material: false }],
          {
            consumed: [item.delivery],
            row: asleep,
          },
        ),
        'work',
      )
      expect((await load(append))?.inbox).toEqual([])
      expect(await harness.ledger.nextWake()).toBeNull()
    })

    it('keeps a run awake whose worker did not see the signal that came meanwhile', async () => {
      const append = creating()
      await harness.ledger.append(append, 'work')
      await harness.ledger.intake([await signal(append.entity_id)])
      await harness.ledger.append(
        following(append, [{ type: 'run.completed', outcome: 'shipped' }], {
          row: { ...row, status: 'completed', wake_at: null },
        }),
        'work',
      )
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
      expect((await load(append))?.inbox).toHaveLength(1)
    })

    it('counts the inbox anew when a consumed signal was not in it', async () => {
      const append = creating()
      await harness.ledger.append(append, 'work')
      await harness.ledger.intake([await signal(append.entity_id)])
      await harness.ledger.append(
        following(append, [{ type: 'step.late', step: 'a', after_ms: 1 }], {
          consumed: ['of-somebody-else'],
          row: { ...row, wake_at: null },
        }),
        'work',
      )
      expect((await load(append))?.inbox).toHaveLength(1)
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
    })

    it('gives signals to the newest run of the entity that is nobody’s child', async () => {
      const entity_id = newEntity()
      const older = creating({ entity_id })
      const newer = creating({ entity_id, events: [event(received(), null, NOW + 1)] })
      const child = creating({
        entity_id,
        run_id: childRunId(newer.run_id, 'told'),
        events: [event(received({ parent: { run_id: newer.run_id, step: 'told' } }), null, NOW + 2)],
      })
      for (const append of [older, newer, child]) await harness.ledger.append(append, 'work')
      expect(await harness.ledger.intake([await signal(entity_id)])).toMatchObject([{ run_id: newer.run_id }])
    })

    it('parks a signal that comes before its run and hands it over when the run starts', async () => {
      const append = creating()
      const early = await signal(append.entity_id, { note: 'first' })
      expect(await harness.ledger.intake([early])).toEqual([
        { delivery: early.delivery, run_id: null, outcome: 'parked' },
      ])
      await harness.ledger.intake([await start(append)])
      expect((await load(append))?.inbox).toEqual([
        { delivery: early.delivery, topic: 'orders/paid', at: NOW, content: { note: 'first' } },
      ])
    })

    it('hands parked signals over to a run that was appended, too', async () => {
      const append = creating({ row: { ...row, wake_at: null } })
      await harness.ledger.intake([await signal(append.entity_id)])
      await harness.ledger.append(append, 'work')
      expect((await load(append))?.inbox).toHaveLength(1)
      expect(await harness.ledger.due(NOW, 10)).toEqual([append.run_id])
    })

    it('does both in one batch, in either order', async () => {
      const append = creating()
      const items = [await signal(append.entity_id), await start(append), await signal(append.entity_id)]
      expect((await harness.ledger.intake(items)).map(({ outcome }) => outcome)).toEqual([
        'signalled',
        'started',
        'signalled',
      ])
      expect((await load(append))?.inbox.map(({ delivery: key }) => key).sort()).toEqual(
        [items[0]!.delivery, items[2]!.delivery].sort(),
      )
    })

    it('delivers each signal exactly once when start and signals race through two ledgers', async () => {
      const other = await harness.another()
      for (let round = 0; round < 10; round += 1) {
        const append = creating()
        const starts = [await start(append), await start(append)]
        const signals = [await signal(append.entity_id), await signal(append.entity_id)]
        const results = await Promise.all([
          harness.ledger.intake([signals[0]!]),
          other.intake([starts[0]!, signals[1]!]),
          harness.ledger.intake([starts[1]!]),
          other.intake([signals[0]!]),
        ])
        const outcomes = results.flat().map(({ outcome }) => outcome)
        expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1)
        expect(outcomes.filter((outcome) => outcome === 'signalled' || outcome === 'parked')).toHaveLength(2)
        expect((await load(append))?.inbox.map(({ delivery: key }) => key).sort()).toEqual(
          signals.map(({ delivery: key }) => key).sort(),
        )
        expect(await harness.ledger.verifyChain(append.run_id)).toBeNull()
      }
    })

    it('sets aside what cannot be stored, and takes everything else in', async () => {
      const appends = Array.from({ length: 5 }, () => creating())
      const items = await Promise.all(appends.map(start))
      const poisoned = await signal('shopify:shop:\u0000')
      const malformed = await start(creating({ run_id: 'not-a-uuid' }))
      const results = await harness.ledger.intake([...items.slice(0, 3), poisoned, malformed, ...items.slice(3)])
      expect(results.map(({ outcome }) => outcome)).toEqual([
        'started',
        'started',
        'started',
        'refused',
        'refused',
        'started',
        'started',
      ])
      expect(await harness.ledger.pendingDeliveries(10)).toEqual([])
      expect(await harness.ledger.load(appends.map(({ run_id }) => run_id))).toHaveLength(5)
    })

    it('publishes the events of what it started', async () => {
      const types: string[] = []
      const ledger = await harness.another({
        db: harness.db,
        onCommit: (events) => void types.push(...events.map(({ event_type }) => event_type)),
      })
      await ledger.intake([await start(creating()), await signal(newEntity())])
      expect(types).toEqual(['order.run.received'])
    })
  })
}
