// How often doing nothing would have been wrong, from decisions whose truth is known. Where that is rare already, being right in
// nineteen of twenty is worse than doing nothing, and the target has to follow it (src/autonomy/skill.ts: `targetError`). Pure.
import { hajek } from '../autonomy/weighted-error.ts'
import type { Scope } from '../contracts/gate.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { type Case, type Considered, casesOf } from './cases.ts'

/** Of fewer cases nothing is said; no gate opens on fewer either. */
const ENOUGH = 100

/**
 * Rows of the agent, all versions: what doing nothing costs is no version's merit. A scope that departs from the usual is held against
 * its own cases. One that never does equals doing nothing on every case of its own, so it is held against all cases of its segment,
 * each for the 1 / pi it stands for. Null where too little is known, and where the agent never departs: it cannot differ from nothing.
 */
export function baseErrorOf(
  rows: readonly EvidenceRow[],
  { agent, action, segment }: Pick<Scope, 'agent' | 'action' | 'segment'>,
  considered: Considered = {},
): number | null {
  const here = rows.filter((row) => row.agent === agent && row.segment === segment)
  const departing = new Set(here.filter(({ departs }) => departs).map(({ decision_id }) => decision_id))
  if (departing.size === 0) return null
  const own = here.filter((row) => row.action === action)
  const isOwn = own.some(({ decision_id }) => departing.has(decision_id))
  const cases = casesOf(isOwn ? own : here, considered)
  if (cases.length < ENOUGH) return null
  return hajek(cases.map((one) => ({ loss: idleLoss(one, departing), pi: isOwn ? 1 : one.pi })))
}

/** A right departure is an error of doing nothing; so is a usual proposal that was wrong. */
function idleLoss({ decision_id, loss }: Case, departing: ReadonlySet<string>): 0 | 1 {
  return departing.has(decision_id) === (loss === 0) ? 1 : 0
}
