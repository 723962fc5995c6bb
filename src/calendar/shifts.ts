// Who is on and when that changes, for the handover between two shifts.
import { DAY } from '../contracts/clock.ts'
import type { Hours } from '../contracts/hours.ts'
import { HORIZON_DAYS, type ShiftSpan, shiftSpans } from './shift-spans.ts'

export type ShiftChange = { at: number; ends: ShiftSpan[]; begins: ShiftSpan[] }

/** The shift that is on; of two, the one that began later. */
export function shiftAt(hours: Hours, at: number): ShiftSpan | null {
  const running = [...shiftSpans(hours, at, 0)].filter(({ from }) => from <= at)
  return running.at(-1) ?? null
}

/**
 * The next moment after `at` at which a shift begins or ends. A shift that goes on where it ended, as one of 24 hours
 * does at midnight, is no change; null when nothing changes within 400 days.
 */
export function nextShiftChange(hours: Hours, at: number): ShiftChange | null {
  for (let edge = nextEdge(hours, at); edge && edge.at <= at + HORIZON_DAYS * DAY; edge = nextEdge(hours, edge.at)) {
    const ends = edge.ends.filter(({ shift }) => !edge?.begins.some((other) => other.shift === shift))
    const begins = edge.begins.filter(({ shift }) => !edge?.ends.some((other) => other.shift === shift))
    if (ends.length + begins.length > 0) return { at: edge.at, ends, begins }
  }
  return null
}

function nextEdge(hours: Hours, after: number): ShiftChange | null {
  let edge: ShiftChange | null = null
  for (const span of shiftSpans(hours, after)) {
    if (edge && span.from > edge.at) break
    for (const at of [span.from, span.to]) {
      if (at <= after) continue
      if (!edge || at < edge.at) edge = { at, ends: [], begins: [] }
      if (at === edge.at) (at === span.to ? edge.ends : edge.begins).push(span)
    }
  }
  return edge
}
