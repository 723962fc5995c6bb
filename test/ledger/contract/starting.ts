// What is born or begun together with an append: children, and actions that other runs may stand against.
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { childRunId, newId } from '../../../src/contracts/ids.ts'
import type { Append } from '../../../src/ledger/ledger.ts'
import {
  completed,
  creating,
  event,
  following,
  newEntity,
  opened,
  received,
  row,
  scheduled,
  verdict,
} from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function starting(harness: Harness): void {
  const load = async (append: Pick<Append, 'run_id'>) => (await harness.ledger.load([append.run_id]))[0]

  describe('children', () => {
    const parentAndChild = () => {
      const parent = creating()
      const child = creating({
        run_id: childRunId(parent.run_id, 'customer_notification'),
        entity_id: parent.entity_id,
        causation_id: newId(),
        events: [event(received({ parent: { run_id: parent.run_id, step: 'customer_notification' } }))],
      })
      const { starting: _, children: __, ...born } = child
      return { parent, child, born }
    }

    it('are born in the transaction that names them', async () => {
      const { parent, child, born } = parentAndChild()
      await harness.ledger.append(parent, 'work')
      await harness.ledger.append(
        following(parent, [{ type: 'child.started', step: 'customer_notification', child: child.run_id }], {
          children: [born],
        }),
        'work',
      )
      expect((await load(child))?.events).toEqual(child.events)
      expect((await load(parent))?.version).toBe(2)
      expect(await harness.ledger.verifyChain(child.run_id)).toBeNull()
    })

    it('are not born when their parent loses', async () => {
      const { parent, child, born } = parentAndChild()
      await harness.ledger.append(parent, 'work')
      await harness.ledger.append(following(parent, [{ type: 'run.completed', outcome: 'shipped' }]), 'work')
      const late = following(parent, [{ type: 'child.started', step: 'customer_notification', child: child.run_id }], {
        children: [born],
      })
      expect(await harness.ledger.append(late, 'work')).toEqual({ status: 'conflict' })
      expect(await load(child)).toBeUndefined()
    })

    it('keep the stream they have when they exist already', async () => {
      const { parent, child, born } = parentAndChild()
      await harness.ledger.append({ ...parent, children: [born] }, 'work')
      await harness.ledger.append(following(child, [{ type: 'run.completed', outcome: 'told' }]), 'work')
      const again = following(parent, [{ type: 'child.started', step: 'customer_notification', child: child.run_id }], {
        children: [born],
      })
      expect(await harness.ledger.append(again, 'work')).toEqual({ status: 'appended', version: 2 })
      expect((await load(child))?.version).toBe(2)
    })
  })

  describe('starting an action', () => {
    const openedBy = async (
      entity_id: string,
      bodies: (id: string) => RunEvent['body'][],
      kind: 'live' | 'practice' = 'live',
    ) => {
      const run = creating({ entity_id, row: { ...row, kind } })
      await harness.ledger.append(
        { ...run, events: [...run.events, ...bodies(newId()).map((body) => event(body))] },
        'work',
      )
      return run
    }
    const startOf = (run: Append, action: string, conflicts_with: string[]) =>
      following(run, [{ type: 'step.late', step: 'x', after_ms: 1 }], {
        starting: [{ action_id: newId(), action, conflicts_with }],
      })

    it('is blocked by an action of another run that it contradicts', async () => {
      const entity_id = newEntity()
      const other = await openedBy(entity_id, (id) => [scheduled(id, 'ship')])
      const run = creating({ entity_id })
      await harness.ledger.append(run, 'work')
      const start = startOf(run, 'hold', ['ship'])
      expect(await harness.ledger.append(start, 'work')).toEqual({
        status: 'blocked',
        action_id: start.starting[0]?.action_id,
        by: { run_id: other.run_id, what: 'action', action: 'ship', id: expect.any(String) },
      })
      expect((await load(run))?.version).toBe(1)
    })

    it('is blocked by what contradicts it, although it says nothing itself', async () => {
      const entity_id = newEntity()
      await openedBy(entity_id, (id) => [completed({ decision_id: id, decision: 'hold' }), opened(id)])
      const run = creating({ entity_id })
      await harness.ledger.append(run, 'work')
      expect(await harness.ledger.append(startOf(run, 'ship', []), 'work')).toMatchObject({
        status: 'blocked',
        by: { what: 'decision', action: 'hold' },
      })
    })

    it('is not blocked by what has ended, by its own run, by practice or on another order', async () => {
      const entity_id = newEntity()
      await openedBy(entity_id, (id) => [scheduled(id, 'ship'), { type: 'action.stopped', action_id: id, by: 'U0ANA' }])
      await openedBy(entity_id, (id) => [completed({ decision_id: id, decision: 'ship' }), opened(id), verdict(id)])
      await openedBy(entity_id, (id) => [scheduled(id, 'ship')], 'practice')
      await openedBy(newEntity(), (id) => [scheduled(id, 'ship')])
      const run = await openedBy(entity_id, (id) => [scheduled(id, 'ship')])
      expect(await harness.ledger.append({ ...startOf(run, 'hold', ['ship']), expected_version: 2 }, 'work')).toEqual({
        status: 'appended',
        version: 3,
      })
    })

    it('lets one of two contradicting actions start when both start at once', async () => {
      const other = await harness.another()
      for (let round = 0; round < 10; round += 1) {
        const entity_id = newEntity()
        const runs = [creating({ entity_id }), creating({ entity_id })] as const
        const starts = runs.map((run, index) => {
          const action_id = newId()
          const action = index === 0 ? 'ship' : 'hold'
          const begin = following(run, [
            scheduled(action_id, action),
            { type: 'action.started', action_id, attempt: 1 },
          ])
          return { ...begin, starting: [{ action_id, action, conflicts_with: action === 'hold' ? ['ship'] : [] }] }
        })
        await Promise.all(runs.map((run) => harness.ledger.append(run, 'work')))
        const results = await Promise.all([
          harness.ledger.append(starts[0]!, 'work'),
          (round % 2 ? other : harness.ledger).append(starts[1]!, 'work'),
        ])
        expect(results.map(({ status }) => status).sort()).toEqual(['appended', 'blocked'])
      }
    })
  })
}
