// When a question must be answered: what the policy gives people, or earlier where the parcel must leave before.
import { MINUTE } from '../contracts/clock.ts'
import type { RunState } from './state.ts'

export type Due = { deadline: number; due: { hard: boolean; words: string } }

/** Between an answer and the parcel's departure: packing, and what the answer sets in motion. */
const BEFORE_DEPARTURE_MS = 30 * MINUTE
/** Nobody can be asked in less. */
const LEAST_MS = 5 * MINUTE

export function dueFor(state: RunState, step: string, now: number): Due {
  const { deadlines } = state.config.policy
  const given = now + (deadlines.by_step[step] ?? deadlines.default)
  const leaves = state.order?.ship_by ? Date.parse(state.order.ship_by) : Number.POSITIVE_INFINITY
  const departure = Math.max(leaves - BEFORE_DEPARTURE_MS, now + LEAST_MS)
  return departure < given
    ? { deadline: departure, due: { hard: true, words: 'the parcel must leave' } }
    : { deadline: given, due: { hard: false, words: '' } }
}
