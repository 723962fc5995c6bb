// May these actions start, given what other runs have under way or open on the same entity? Contradiction counts in both directions.
import type { Append, AppendResult } from '../ledger.ts'
import type { Standing } from '../sql/in-the-way.ts'

type Blocked = Extract<AppendResult, { status: 'blocked' }>
type Starting = Pick<Append, 'run_id' | 'entity_id' | 'row' | 'starting'>

/** The first contradiction found; null when nothing stands against starting. Practice stands in nobody's way but its own. */
export function contradiction(append: Starting, standing: readonly Standing[]): Blocked | null {
  const others = standing.filter(
    (other) =>
      other.entity_id === append.entity_id && other.run_id !== append.run_id && other.run_kind === append.row.kind,
  )
  for (const { action_id, action, conflicts_with } of append.starting) {
    const against = others.find(
      (other) => conflicts_with.includes(other.action) || other.conflicts_with?.includes(action),
    )
    if (against)
      return {
        status: 'blocked',
        action_id,
        by: { run_id: against.run_id, what: against.what, id: against.id, action: against.action },
      }
  }
  return null
}
