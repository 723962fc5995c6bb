// An order by any name a person may type: its number, the shop's own id, its customer's id, e-mail address or telephone, a tracking number.
import { emailHash, phoneHash } from '../channels/refs.ts'
import type { EntityRef } from '../contracts/entity.ts'
import type { LedgerQueries } from '../ledger/ledger.ts'

export type FoundRuns = Awaited<ReturnType<LedgerQueries['findRuns']>>

/** More runs than any order has. */
export const ENOUGH = 60

/** The newest run of each order that goes by this name. Numbers are written with and without "#"; e-mail addresses and telephone numbers are known by their hash only. */
export async function findOrders(queries: Pick<LedgerQueries, 'findRuns'>, asked: string): Promise<FoundRuns> {
  const bare = asked.trim().replace(/^#+/, '')
  const refs: ({ kind: 'any'; value: string } | EntityRef)[] = /^[^@\s]+@[^@\s]+$/.test(bare)
    ? [{ kind: 'email_hash', value: emailHash(bare) }]
    : [{ kind: 'any', value: bare }, { kind: 'any', value: `#${bare}` }, ...phoneRefs(bare)]
  for (const ref of refs) {
    const found = await queries.findRuns(ref, ENOUGH)
    if (found.length > 0) return newestOfEach(found)
  }
  return []
}

function phoneRefs(typed: string): EntityRef[] {
  const value = phoneHash(typed)
  return value === null ? [] : [{ kind: 'phone_hash', value }]
}

function newestOfEach(found: FoundRuns): FoundRuns {
  return found.filter((run, index) => found.findIndex(({ entity_id }) => entity_id === run.entity_id) === index)
}

/** "shopify sample-shop" */
export function shopOf(entityId: string): string {
  return entityId.split(':').slice(0, 2).join(' ')
}
