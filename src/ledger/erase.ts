// Forgetting a person: everything sealed about an entity goes, the digests stay, so its runs' hash chains still verify.
import type { Db } from './db.ts'

const EVENTS = `
  UPDATE events SET sealed = NULL, salt = NULL
  WHERE run_id IN (SELECT run_id FROM runs WHERE entity_id = $1) AND sealed IS NOT NULL
  RETURNING version`
const INBOX = `UPDATE inbox SET content = '{}' WHERE run_id IN (SELECT run_id FROM runs WHERE entity_id = $1)`
const PARKED = `UPDATE parked SET content = '{}' WHERE entity_id = $1`
const DELIVERIES = `UPDATE deliveries SET body = NULL, headers = '{}' WHERE entity_id = $1`
/** The hash of an address still finds its person. */
const REFS = `DELETE FROM entity_refs WHERE entity_id = $1 AND kind = 'email_hash'`

/** Number of events changed. */
export function eraseEntity(db: Db, entityId: string): Promise<number> {
  return db.tx('work', async (tx) => {
    const changed = await tx.query(EVENTS, [entityId])
    for (const statement of [INBOX, PARKED, DELIVERIES, REFS]) await tx.query(statement, [entityId])
    return changed.length
  })
}
