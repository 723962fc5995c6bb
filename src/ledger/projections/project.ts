// All rows the events of one append ask for. Events of one append often speak of the same row: their changes are folded here,
// because one statement can touch a row only once.
import { type ActionRow, actionRow } from './action-row.ts'
import { type CardRow, cardRow } from './card-row.ts'
import { type CheckRow, checkRow } from './check-row.ts'
import { type CostRow, costRow } from './cost-row.ts'
import { type DecisionRow, decisionRow, graver } from './decision-row.ts'
import type { Envelope } from './envelope.ts'

export type ProjectedRows = {
  decisions: DecisionRow[]
  actions: ActionRow[]
  cards: CardRow[]
  costs: CostRow[]
  checks: CheckRow[]
}

export function project(envelopes: readonly Envelope[]): ProjectedRows {
  return {
    decisions: folded(
      rows(envelopes, decisionRow),
      (row) => row.decision_id,
      (before, change) => ({ ...joined(before, change), ...graver(before, change) }),
    ),
    actions: folded(rows(envelopes, actionRow), (row) => row.action_id),
    cards: folded(rows(envelopes, cardRow), (row) => row.run_id),
    costs: rows(envelopes, costRow),
    checks: folded(rows(envelopes, checkRow), (row) => row.run_id),
  }
}

function rows<R>(envelopes: readonly Envelope[], projection: (envelope: Envelope) => R | null): R[] {
  const projected: R[] = []
  for (const envelope of envelopes) {
    const row = projection(envelope)
    if (row) projected.push(row)
  }
  return projected
}

function folded<R extends object>(
  changes: readonly R[],
  keyOf: (row: R) => string,
  join: (before: R, change: R) => R = joined,
): R[] {
  const byKey = new Map<string, R>()
  for (const change of changes) {
    const before = byKey.get(keyOf(change))
    byKey.set(keyOf(change), before ? join(before, change) : change)
  }
  return [...byKey.values()]
}

/** Later changes win; what they leave out stays. */
function joined<R extends object>(before: R, change: R): R {
  return { ...before, ...present(change) }
}

function present<R extends object>(row: R): Partial<R> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<R>
}
