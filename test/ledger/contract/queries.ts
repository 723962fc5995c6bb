// Everything surfaces look up.
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { childRunId, newId } from '../../../src/contracts/ids.ts'
import { completed, creating, event, NOW, newEntity, opened, received, row, scheduled, verdict } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function queries(harness: Harness): void {
  const HOUR = 3_600_000
  const run = async (bodies: RunEvent['body'][], changes: Parameters<typeof creating>[0] = {}) => {
    const append = creating(changes)
    const whole = { ...append, events: [...append.events, ...bodies.map((body) => event(body))] }
    expect(await harness.ledger.append(whole, 'work')).toMatchObject({ status: 'appended' })
    return whole
  }

  describe('queries', () => {
    it('find a run by its number with or without #, the shop’s id, the full id, tracking and an e-mail’s hash', async () => {
      const entity_id = newEntity()
      const append = await run([], {
        entity_id,
        refs: [
          { kind: 'tracking', value: 'SF100' },
          { kind: 'email_hash', value: 'abc' },
          { kind: 'number', value: '#2001' },
        ],
      })
      await run([], {
        run_id: childRunId(append.run_id, 'told'),
        entity_id,
        events: [event(received({ parent: { run_id: append.run_id, step: 'told' } }))],
      })
      await run([], { events: [event(received({ number: '9' }))] })
      for (const value of ['1042', '#1042', ' 2001 ', entity_id, entity_id.split(':')[2]!, 'SF100', 'abc'])
        expect(await harness.ledger.queries.findRuns({ kind: 'any', value }, 5), value).toEqual([
          { run_id: append.run_id, entity_id, number: '1042', kind: 'live', status: 'running', created_at: NOW },
        ])
      expect(await harness.ledger.queries.findRuns({ kind: 'number', value: 'SF100' }, 5)).toEqual([])
      expect(await harness.ledger.queries.findRuns({ kind: 'any', value: ' # ' }, 5)).toEqual([])
    })

    it('list newest runs first', async () => {
      const entity_id = newEntity()
      const [old, young] = [
        creating({ entity_id }),
        creating({ entity_id, events: [event(received(), null, NOW + 1)] }),
      ]
      for (const append of [young, old]) await harness.ledger.append(append, 'work')
      expect(
        (await harness.ledger.queries.findRuns({ kind: 'any', value: entity_id }, 5)).map(({ run_id }) => run_id),
      ).toEqual([young.run_id, old.run_id])
    })

    it('list open questions by deadline and count them', async () => {
      const [a, b, c] = [completed(), completed(), completed()]
      await run([a, opened(a.decision_id, { deadline: NOW + 2 * HOUR })])
      await run([b, opened(b.decision_id, { deadline: NOW + HOUR })], { row: { ...row, kind: 'practice' } })
      await run([c, opened(c.decision_id), verdict(c.decision_id)])
      const { queries } = harness.ledger
      expect((await queries.openDecisions({ limit: 5 })).map(({ decision_id }) => decision_id)).toEqual([
        b.decision_id,
        a.decision_id,
      ])
      expect(await queries.openDecisions({ limit: 5, run_kind: 'live' })).toMatchObject([
        { number: '1042', team: 'default', kind: 'live', revision: 1, version: '1.0.0', opened_at: NOW },
      ])
      expect(await queries.countOpen()).toBe(2)
    })

    it('count what agents proposed and what became of it, live runs only', async () => {
      const kinds = [
        (id: string) => [opened(id), verdict(id)],
        (id: string) => [opened(id), verdict(id, { kind: 'edit', status: 'edited', latency_ms: 10_000 })],
        (id: string) => [opened(id), verdict(id, { kind: 'reject', status: 'rejected', latency_ms: 20_000 })],
        (id: string) => [
          opened(id),
          { type: 'decision.expired' as const, decision_id: id, instead: 'manual_review_queue' },
        ],
        (id: string) => [opened(id), verdict(id, { carried: true, latency_ms: 0 })],
        () => [],
      ]
      for (const [index, kind] of kinds.entries()) {
        const proposal = completed(index === 5 ? { fallback: { used: 'rules', because: 'timed out' } } : {})
        await run([proposal, ...kind(proposal.decision_id)])
      }
      const practised = completed()
      await run([practised, opened(practised.decision_id)], { row: { ...row, kind: 'practice' } })
      expect(await harness.ledger.queries.agentRecords(NOW)).toEqual([
        {
          agent: 'fraud_detection',
          version: '1.0.0',
          proposed: 6,
          asked: 4,
          approved: 1,
          edited: 1,
          rejected: 1,
          expired: 1,
          fallbacks: 1,
        },
      ])
      expect(await harness.ledger.queries.agentRecords(NOW + 1)).toEqual([])
      expect(await harness.ledger.queries.dailyLoad(NOW)).toEqual({ asked: 4, proposed: 6, median_latency_ms: 20_000 })
    })

    it('count runs, show what is stuck, and add up what models cost', async () => {
      const later = NOW + HOUR
      await run([], { row: { ...row, status: 'waiting', waiting_on: 'human' } })
      const stuck = await run([scheduled(newId(), 'ship')], {
        row: { ...row, status: 'waiting', waiting_on: 'action' },
      })
      const dead = await run([{ type: 'run.dead', because: 'x', ref: 'r1' }], { row: { ...row, status: 'dead' } })
      const spent = { measured: { cost_usd: 0.25, model_version: 'm-1' } }
      await run([], {
        row: { ...row, status: 'completed' },
        events: [
          event(received()),
          { ...event(completed()), ...spent },
          { ...event(completed(), null, later), ...spent },
        ],
      })
      const { queries } = harness.ledger
      const { stuck: standing } = harness.ledger
      expect(await standing.runs({ now: later, olderThan: later, limit: 5 })).toMatchObject([
        { run_id: stuck.run_id, waiting_on: 'action', since: NOW, workflow: row.workflow, team: 'default' },
        { run_id: dead.run_id, status: 'dead' },
      ])
      const young = await standing.runs({ now: NOW, olderThan: NOW, limit: 5 })
      expect(young.map(({ run_id }) => run_id)).toEqual([dead.run_id])
      expect(await queries.spentUsd(NOW)).toBe(0.5)
      expect(await queries.spentUsd(later)).toBe(0.25)
      expect(await queries.runCounts()).toContainEqual({
        status: 'waiting',
        waiting_on: 'human',
        kind: 'live',
        count: 1,
      })
    })

    it('remember who opened the evidence of which decision', async () => {
      const { queries } = harness.ledger
      const id = newId()
      await queries.noteEvidenceOpened(id, 'U0ANA', NOW)
      await queries.noteEvidenceOpened(id, 'U0ANA', NOW + 1)
      expect([await queries.evidenceOpened(id, 'U0ANA'), await queries.evidenceOpened(id, 'U0BO')]).toEqual([
        true,
        false,
      ])
    })
  })
}
