// Every action the system can take, by name. A new one is one more file and one more line here.
import { accept } from './accept.ts'
import type { Action } from './action.ts'
import { apologise } from './apologise.ts'
import { awardPoints } from './award-points.ts'
import { backorder } from './backorder.ts'
import { cancel } from './cancel.ts'
import { clear } from './clear.ts'
import { hold } from './hold.ts'
import { intercept } from './intercept.ts'
import { notify } from './notify.ts'
import { refund } from './refund.ts'
import { release } from './release.ts'
import { reserve } from './reserve.ts'
import { route } from './route.ts'
import { ship } from './ship.ts'

export const actions = Object.freeze(
  byName([
    ...[release, hold, cancel, clear, accept, reserve, backorder, route, ship, notify, awardPoints],
    ...[refund, intercept, apologise],
  ]),
)

/** The same actions with the policy's own wait, in milliseconds, before those that cannot be taken back. */
export function withSettle(
  registry: Readonly<Record<string, Action>>,
  settleMs: number,
): Readonly<Record<string, Action>> {
  return byName(
    Object.values(registry).map((action) =>
      action.spec.settle_ms === 0 ? action : { ...action, spec: { ...action.spec, settle_ms: settleMs } },
    ),
  )
}

function byName(list: readonly Action[]): Record<string, Action> {
  return Object.fromEntries(list.map((action) => [action.spec.name, action]))
}
