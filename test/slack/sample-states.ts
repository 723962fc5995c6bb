// Runs as the surface meets them: a question of the fraud agent, the same answered, ended, or contradicted.
import type { RunState } from '../../src/workflow/state.ts'
import {
  ahead,
  aheadShip,
  heldByFraud,
  openId,
  play,
  RUN_ID,
  received,
  result,
  results,
  verdict,
} from '../workflow/sample-run.ts'

export { RUN_ID } from '../workflow/sample-run.ts'

/** Fraud says hold, at 0.62; a route was computed ahead. */
export const asking: RunState = play(received(), heldByFraud, ahead, { type: 'ask' }).state
export const DECISION = openId(asking, 'fraud')

export const target = { run: RUN_ID, decision: DECISION, revision: 1 }

export const held: RunState = play(
  received(),
  heldByFraud,
  ahead,
  { type: 'ask' },
  verdict(asking, 'fraud', 'approve', { by: 'U0BEN0001' }),
).state

export const rejected: RunState = play(
  received(),
  heldByFraud,
  ahead,
  { type: 'ask' },
  verdict(asking, 'fraud', 'reject', { by: 'U0BEN0001' }),
).state

/** Both fraud and the shipment computed ahead speak, above the limit: one card with both sides. */
export const contradicted: RunState = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' }).state

/** Above the four-eyes limit, one of two has approved. */
const fourEyes = results(
  result('fraud', 'hold', { ask: true, confidence: 0.62, four_eyes: true }),
  result('compliance', 'clear'),
  result('stock', 'reserve'),
)
const waiting = play(received(), fourEyes, { type: 'ask' }).state
export const halfApproved: RunState = play(
  received(),
  fourEyes,
  { type: 'ask' },
  verdict(waiting, 'fraud', 'approve', { by: 'U0ANA0001' }),
).state

/** The two of them do not agree. */
export const split: RunState = play(
  received(),
  fourEyes,
  { type: 'ask' },
  verdict(waiting, 'fraud', 'approve', { by: 'U0ANA0001' }),
  verdict(waiting, 'fraud', 'reject', { by: 'U0BEN0001' }),
).state

export const dead: RunState = play(
  received(),
  heldByFraud,
  { type: 'ask' },
  { type: 'kill', because: 'it went in circles', ref: 'a1b2c3d4' },
).state

/** A new question on the same run: the hold did not work. */
export function askedAgain(): RunState {
  const { state } = play(
    received(),
    heldByFraud,
    { type: 'ask' },
    verdict(asking, 'fraud', 'approve'),
    { type: 'start', action_ids: [DECISION] },
    { type: 'outcome', action_id: DECISION, outcome: { status: 'failed', because: 'the shop refused it' } },
  )
  return state
}
