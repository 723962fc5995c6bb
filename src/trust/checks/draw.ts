// Which questions bring a check with them. Drawn from the installation's secret, one lot per decision and kind, so that looking twice
// draws the same. Pure.
import type { CheckKind } from '../../contracts/check.ts'
import type { Policy } from '../../contracts/policy.ts'
import { drawFor } from '../../gate/draw.ts'

/** So many known-wrong cases tell what reviewers of a scope catch; after that fewer will do. */
export const ENOUGH_SEEDS = 50

export type Lot = { drawn: boolean; p: number }

/** A share of all that is looked at: `p` of n cards are checks when there are p / (1 - p) of them for each real one. */
export function seedLot(
  kind: Extract<CheckKind, 'known_wrong' | 'known_right'>,
  about: { secret: string; run_id: string; decision_id: string; begun: number; policy: Policy['autonomy']['checks'] },
): Lot {
  const { policy, begun } = about
  const share =
    kind === 'known_right' ? policy.known_right : begun < ENOUGH_SEEDS ? policy.known_wrong : policy.known_wrong_later
  return lot(share / (1 - share), about, kind)
}

export function doubleLot(about: { secret: string; run_id: string; decision_id: string; p: number }): Lot {
  return lot(about.p, about, 'double')
}

function lot(p: number, about: { secret: string; run_id: string; decision_id: string }, kind: CheckKind): Lot {
  const { secret, run_id, decision_id } = about
  return { p, drawn: drawFor({ secret, runId: run_id, step: `${decision_id}/${kind}` }) < p }
}
