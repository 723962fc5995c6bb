// The record of earned autonomy: what is decided on what was seen is recorded only while nothing newer is.
import { describe, expect, it } from 'vitest'
import type { Scope } from '../../../src/contracts/gate.ts'
import type { TrustEvent } from '../../../src/contracts/trust.ts'
import { NOW } from '../fixtures.ts'
import type { Harness } from '../harness.ts'

export function trust(harness: Harness): void {
  let serial = 0
  const fresh = (): Scope => {
    serial += 1
    return { agent: 'order_routing', version: '1.0.0', action: 'route', segment: `HK|${serial}` }
  }
  const declined = (scope: Scope): TrustEvent => {
    return { type: 'declined', scope, level: 'L2', because: 'not yet', ask_again_at: NOW }
  }
  const append = (scope: Scope, seq?: number, of = scope) => {
    const seen = seq === undefined ? {} : { seen: { scope: of, seq } }
    return harness.ledger.trust.append(declined(scope), { by: 'ULEA', at: NOW, cause: crypto.randomUUID(), ...seen })
  }
  const last = async (scope: Scope): Promise<number> =>
    (await harness.ledger.trust.all()).findLast(({ event }) => event.scope.segment === scope.segment)?.seq ?? 0

  describe('the record of trust', () => {
    it('takes one of all that were decided on the same state at the same moment', async () => {
      const scope = fresh()
      const taken = await Promise.all(Array.from({ length: 8 }, () => append(scope, 0)))
      expect(taken.filter(Boolean)).toHaveLength(1)
      const seen = await last(scope)
      expect([await append(fresh()), await append(scope, seen), await append(scope, seen)]).toEqual([true, true, false])
    })

    it('takes whatever does not rest on what was seen, and what rests on another scope while that stands', async () => {
      const [old, own] = [fresh(), fresh()]
      await append(old)
      const seen = await last(old)
      expect(await append(own, seen, old)).toBe(true)
      expect([await append(old), await append(old)]).toEqual([true, true])
      expect(await append(own, seen, old)).toBe(false)
    })

    it('does not take what nobody could read', async () => {
      const broken = { ...declined(fresh()), ask_again_at: Number.POSITIVE_INFINITY } as TrustEvent
      const before = await harness.ledger.trust.head()
      await expect(harness.ledger.trust.append(broken, { by: 'ULEA', at: NOW, cause: 'x' })).rejects.toThrow()
      expect(await harness.ledger.trust.head()).toBe(before)
    })
  })
}
