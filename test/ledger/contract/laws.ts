// Laws: whatever is appended is what is loaded, and its chain verifies.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contracts/event.ts'
import { newId } from '../../../src/contracts/ids.ts'
import type { JsonObject } from '../../../src/contracts/json.ts'
import { storable } from '../../../src/ledger/storable.ts'
import { completed, creating, NOW, opened, scheduled, verdict } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

const text = fc.string({ unit: 'binary' })
const json = fc
  .jsonValue({ stringUnit: 'binary', noNullPrototype: true } as fc.JsonSharedConstraints)
  .filter((value) => !JSON.stringify(value).includes('__proto__'))
const sealed = fc.option(fc.record({ params: json, note: text }), { nil: null }) as fc.Arbitrary<JsonObject | null>

const body: fc.Arbitrary<RunEvent['body']> = fc.oneof(
  text.map((step) => ({ type: 'step.late' as const, step, after_ms: 3.25 })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((after_ms) => ({ type: 'step.late' as const, step: 'a', after_ms })),
  text.map((because) => ({ type: 'run.cancelled' as const, because })),
  fc
    .record({
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      amount: fc.option(fc.record({ amount: fc.maxSafeInteger(), currency: fc.constantFrom('HKD', 'USD') }), {
        nil: null,
      }),
    })
    .map((changes) => completed(changes)),
  fc.constant(null).map(() => opened(newId())),
  fc.constant(null).map(() => verdict(newId())),
  text.map((action) => scheduled(newId(), action)),
)

const anEvent = fc.record({
  at: fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }),
  body,
  sealed,
}) as fc.Arbitrary<RunEvent>

export function laws(harness: Harness): void {
  describe('laws', () => {
    it('loading gives exactly what any sequence of appends stored, and the chain verifies', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(anEvent, { maxLength: 6 }), { maxLength: 4 }), async (groups) => {
          const append = creating()
          await harness.ledger.append(append, 'work')
          let version = 1
          for (const events of groups) {
            expect(await harness.ledger.append({ ...append, expected_version: version, events }, 'work')).toEqual({
              status: 'appended',
              version: version + events.length,
            })
            version += events.length
          }
          const [run] = await harness.ledger.load([append.run_id])
          const stored = (event: RunEvent) => ({
            ...event,
            body: storable(event.body as JsonObject).value,
            sealed: event.sealed && storable(event.sealed).value,
          })
          expect(run?.version).toBe(version)
          expect(JSON.parse(JSON.stringify(run?.events))).toEqual(
            JSON.parse(JSON.stringify([...append.events, ...groups.flat()].map(stored))),
          )
          expect(await harness.ledger.verifyChain(append.run_id)).toBeNull()
        }),
        { numRuns: 40 },
      )
    })
  })
}
