// Everything on an entity that could stand against starting an action there: actions under way and open questions, each with
// what it contradicts by the configuration its own run finishes under.
import { z } from 'zod'
import type { Query } from '../db.ts'
import { arrayLiteral } from '../row-set.ts'

const Standing = z.object({
  entity_id: z.string(),
  run_id: z.string(),
  id: z.string(),
  run_kind: z.string(),
  action: z.string(),
  what: z.enum(['action', 'decision']),
  conflicts_with: z.array(z.string()).nullable(),
})
export type Standing = z.infer<typeof Standing>

const SELECT = `
  SELECT standing.*, configs.document #> ARRAY['actions', standing.action, 'conflicts_with'] AS conflicts_with
  FROM (
    SELECT entity_id, run_id, run_kind, action_id AS id, action, 'action' AS what FROM actions
    WHERE entity_id = ANY($1::text[]) AND status IN ('scheduled', 'started', 'unknown') AND action IS NOT NULL
    UNION ALL
    SELECT entity_id, run_id, run_kind, decision_id AS id, action, 'decision' AS what FROM decisions
    WHERE entity_id = ANY($1::text[]) AND status = 'open' AND action IS NOT NULL
  ) AS standing
  JOIN runs ON runs.run_id = standing.run_id
  LEFT JOIN configs ON configs.hash = runs.config_hash`

/** The entities' rows are locked; a statement of its own, so that it sees what the lock's last holder committed. */
export async function standingOn(tx: Query, entityIds: readonly string[]): Promise<Standing[]> {
  return (await tx.query(SELECT, [arrayLiteral([...new Set(entityIds)])])).map((row) => Standing.parse(row))
}
