// Forgetting a person: everything sealed about an entity goes, the digests stay, so its runs' hash chains still verify.
import type { Db } from './db.ts'

/** With what was made from them to check reviewers. */
const OWN = `
  SELECT run_id FROM runs WHERE entity_id = $1
  UNION SELECT checks.run_id FROM checks JOIN runs ON runs.run_id = checks.of_run WHERE runs.entity_id = $1`
const EVENTS = `
  UPDATE events SET sealed = NULL, salt = NULL
  WHERE run_id IN (${OWN}) AND sealed IS NOT NULL
  RETURNING version`
const INBOX = `UPDATE inbox SET content = '{}' WHERE run_id IN (SELECT run_id FROM runs WHERE entity_id = $1)`
const PARKED = `UPDATE parked SET content = '{}' WHERE entity_id = $1`
const DELIVERIES = `UPDATE deliveries SET body = NULL, headers = '{}' WHERE entity_id = $1`
const SILENT = `UPDATE shadow_answers SET sealed = NULL WHERE run_id IN (SELECT run_id FROM runs WHERE entity_id = $1)`
const ON_TRIAL = `UPDATE shadow_events SET sealed = NULL WHERE run_id IN (SELECT run_id FROM runs WHERE entity_id = $1)`
/** The hash of an address or a telephone number still finds its person, and so does the shop's id of them. */
const REFS = `DELETE FROM entity_refs WHERE entity_id = $1 AND kind IN ('email_hash', 'phone_hash', 'customer')`

/** Number of events changed. */
export function eraseEntity(db: Db, entityId: string): Promise<number> {
  return db.tx('work', async (tx) => {
    const changed = await tx.query(EVENTS, [entityId])
    for (const statement of [INBOX, PARKED, DELIVERIES, SILENT, ON_TRIAL, REFS]) await tx.query(statement, [entityId])
    return changed.length
  })
}
