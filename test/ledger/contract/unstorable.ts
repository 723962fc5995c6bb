// What the database cannot take: stored in another spelling, or refused alone.
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { newId } from '../../../src/contracts/ids.ts'
import type { Append } from '../../../src/ledger/ledger.ts'
import { creating, event, received, row } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function unstorable(harness: Harness): void {
  const load = async (append: Pick<Append, 'run_id'>) => (await harness.ledger.load([append.run_id]))[0]

  describe('what the database cannot take', () => {
    it('stores a NUL and half a surrogate pair in a name as U+FFFD, among 64 runs', async () => {
      const sealed = (name: string) => [event(received(), { customer: name })]
      const appends = Array.from({ length: 64 }, (_, index) =>
        creating({ events: sealed(index === 20 ? 'Ana\u0000 Wong' : index === 40 ? 'Bo\ud83d' : `Customer ${index}`) }),
      )
      const results = await Promise.all(appends.map((append) => harness.ledger.append(append, 'work')))
      expect(results.every(({ status }) => status === 'appended')).toBe(true)
      expect((await load(appends[20]!))?.events[0]?.sealed).toEqual({ customer: 'Ana\ufffd Wong' })
      expect((await load(appends[40]!))?.events[0]?.sealed).toEqual({ customer: 'Bo\ufffd' })
      expect(await harness.ledger.verifyChain(appends[20]!.run_id)).toBeNull()
      expect(await harness.ledger.verifyChain(appends[40]!.run_id)).toBeNull()
    })

    it('refuses the one append that cannot be stored and appends the 63 others', async () => {
      const action_id = newId()
      const tooLarge: RunEvent['body'] = { type: 'action.started', action_id, attempt: 3_000_000_000 }
      const appends = Array.from({ length: 64 }, (_, index) =>
        creating(index === 37 ? { events: [event(received()), event(tooLarge)] } : {}),
      )
      const results = await Promise.all(appends.map((append) => harness.ledger.append(append, 'work')))
      expect(results.filter(({ status }) => status === 'appended')).toHaveLength(63)
      expect(results[37]).toEqual({ status: 'refused', because: expect.stringContaining('22003') })
      expect(await harness.ledger.load(appends.map(({ run_id }) => run_id))).toHaveLength(63)
    })

    it.each<[string, Partial<Append>]>([
      ['an entity id with a NUL', { entity_id: 'shopify:shop:1\u0000' }],
      ['a run id that is none', { run_id: 'not-a-uuid' }],
      ['a wake-up beyond all calendars', { row: { ...row, wake_at: 9e15 } }],
      [
        'an entity id longer than an index holds',
        { entity_id: `shopify:shop:${Array.from({ length: 400 }, newId).join('')}` },
      ],
      [
        'an event that could not be read back',
        { events: [event(received()), event({ type: 'step.late', step: 'a', after_ms: Number.NaN })] },
      ],
      ['a run that does not begin with its order', { events: [event({ type: 'run.completed', outcome: 'shipped' })] }],
    ])('refuses %s', async (_, changes) => {
      const neighbour = creating()
      const results = await Promise.all([
        harness.ledger.append(creating(changes), 'work'),
        harness.ledger.append(neighbour, 'work'),
      ])
      expect(results).toEqual([
        { status: 'refused', because: expect.any(String) },
        { status: 'appended', version: 1 },
      ])
    })
  })
}
