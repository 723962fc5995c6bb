// What passes outside the runs: who was told that nobody answers, and changes of shift. Each is said once.
import { describe, expect, it } from 'vitest'
import { completed, creating, event, NOW, opened } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const people = (...ids: string[]) => ids.map((user_id) => ({ user_id, note: null }))

export function time(harness: Harness): void {
  const reminded = async (deadline = NOW + HOUR, rungs = 1) => {
    const proposal = completed()
    const append = creating()
    const { decision_id } = proposal
    const climbed = Array.from({ length: rungs }, (_, index) =>
      event({ type: 'decision.reminded', decision_id, rung: index + 1, to: 'owners' }),
    )
    const events = [...append.events, event(proposal), event(opened(decision_id, { deadline })), ...climbed]
    expect(await harness.ledger.append({ ...append, events }, 'work')).toMatchObject({ status: 'appended' })
    return { decision_id, run_id: append.run_id }
  }
  const owed = (asleep: { team: string | null; until: number }[] = [], named: string[] = []) =>
    harness.ledger.nudges.owed({ limit: 1000, named, asleep })
  const isOwed = async (id: string, ...asked: Parameters<typeof owed>): Promise<boolean> =>
    (await owed(...asked)).some(({ decision_id }) => decision_id === id)

  describe('reminders', () => {
    it('are owed for a rung until somebody took it on, and one process does', async () => {
      const { decision_id, run_id } = await reminded(NOW + HOUR, 2)
      const { nudges } = harness.ledger
      expect((await owed()).find((each) => each.decision_id === decision_id)).toMatchObject({
        ...{ run_id, rung: 2, told: 0, team: 'default' },
      })
      const taken = await Promise.all(
        [1, 2, 3].map(() => nudges.assign({ decision_id, rung: 2 }, people('UTAKEN1'), NOW)),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await isOwed(decision_id)).toBe(false)
      expect((await nudges.waiting('UTAKEN1')).map((row) => row.decision_id)).toEqual([decision_id])
    })

    it('wait for a sleeping team that is back before the deadline', async () => {
      const { decision_id } = await reminded(NOW + HOUR)
      expect(await isOwed(decision_id, [{ team: null, until: NOW + 30 * MINUTE }])).toBe(false)
      expect(await isOwed(decision_id, [{ team: null, until: NOW + HOUR }])).toBe(true)
      expect(await isOwed(decision_id, [{ team: 'other', until: NOW + 30 * MINUTE }], ['other'])).toBe(true)
      expect(await isOwed(decision_id, [{ team: null, until: NOW + 30 * MINUTE }], ['default'])).toBe(true)
    })

    it('are one message per person, claimed by one process, with the highest rung they were not told of', async () => {
      const { nudges } = harness.ledger
      for (const rung of [1, 2, 1])
        await nudges.assign({ decision_id: (await reminded()).decision_id, rung }, people('UONCE1'), NOW)
      expect(await nudges.behind({ now: NOW, limit: 1000 })).toContain('UONCE1')
      const claims = await Promise.all([1, 2].map(() => nudges.claim('UONCE1', NOW, NOW + MINUTE)))
      const [claimed] = claims.filter((claim) => claim !== null)
      expect(claims.filter((claim) => claim === null)).toHaveLength(1)
      expect(claimed).toMatchObject({ want: 3, want_rung: 2, have_rung: 0, ts: null })
      if (!claimed) return
      await nudges.told(claimed, { channel: 'D1', ts: '1.1', posted_at: NOW })
      expect(await nudges.claim('UONCE1', NOW, NOW + MINUTE)).toBeNull()
      await nudges.assign({ decision_id: (await reminded()).decision_id, rung: 1 }, people('UONCE1'), NOW)
      expect(await nudges.claim('UONCE1', NOW, NOW + MINUTE)).toMatchObject({
        ...{ want: 4, want_rung: 1, have_rung: 2, channel: 'D1', ts: '1.1', posted_at: NOW },
      })
      await nudges.failed('UONCE1', 'no', NOW + HOUR)
      expect(await nudges.claim('UONCE1', NOW + MINUTE, NOW + HOUR)).toBeNull()
      expect(await nudges.claim('UONCE1', NOW + HOUR, NOW + 2 * HOUR)).toMatchObject({ attempts: 1 })
    })
  })

  describe('a handover', () => {
    it('is one process at a time, and once', async () => {
      const { handovers } = harness.ledger
      const change = { channel: 'C0ONCE001', at: NOW }
      const claims = await Promise.all([1, 2, 3].map(() => handovers.claim(change, NOW, NOW + MINUTE)))
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await handovers.claim(change, NOW + MINUTE, NOW + 2 * MINUTE)).toBe(true)
      await handovers.release(change, NOW + 5 * MINUTE)
      expect(await handovers.claim(change, NOW + 4 * MINUTE, NOW + HOUR)).toBe(false)
      expect(await handovers.claim(change, NOW + 5 * MINUTE, NOW + 6 * MINUTE)).toBe(true)
      await handovers.done(change, NOW + 5 * MINUTE, '1.1')
      expect(await handovers.claim(change, NOW + HOUR, NOW + 2 * HOUR)).toBe(false)
    })

    it('knows what is open and what expired since, by team', async () => {
      const { handovers } = harness.ledger
      const { decision_id, run_id } = await reminded()
      const mine = (rows: { decision_id: string }[]) => rows.some((row) => row.decision_id === decision_id)
      expect(mine(await handovers.open(['default']))).toBe(true)
      expect(mine(await handovers.open(['other']))).toBe(false)
      const [stored] = await harness.ledger.load([run_id])
      if (!stored) throw new Error('the run is not there')
      const expired = event({ type: 'decision.expired', decision_id, instead: 'hold' }, null, NOW + HOUR)
      const append = { ...creating(), run_id, entity_id: stored.entity_id, expected_version: stored.version }
      expect(await harness.ledger.append({ ...append, events: [expired] }, 'work')).toMatchObject({
        status: 'appended',
      })
      expect(mine(await handovers.open(['default']))).toBe(false)
      expect(mine(await handovers.expired(['default'], NOW, NOW + HOUR))).toBe(true)
      expect(mine(await handovers.expired(['default'], NOW + HOUR, NOW + 2 * HOUR))).toBe(false)
    })
  })
}
