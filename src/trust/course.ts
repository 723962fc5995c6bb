// How a scope came to where it stands: right so far, and at least how right, after each of the cases spoken of. For the picture.
import { designEffect } from '../autonomy/design-effect.ts'
import { errorBound } from '../autonomy/error-bound.ts'
import { byDay, type Standing } from './standing.ts'

export type CoursePoint = { after: number; right: number; at_least: number }

const POINTS = 30

/**
 * At most thirty points, evenly spread, the last one always among them: there the bound is the gate's own, for its cases, what it may
 * cost and how much errors come in bursts are.
 */
export function courseOf({
  cases,
  from_confidence,
  evidence,
}: Pick<Standing, 'cases' | 'from_confidence' | 'evidence'>): CoursePoint[] {
  const delta = Math.exp(-evidence.log_threshold) ** designEffect(byDay(cases))
  const slice = cases.filter(({ confidence }) => confidence >= from_confidence)
  const step = Math.max(1, Math.ceil(slice.length / POINTS))
  let errors = 0
  return slice.flatMap(({ loss }, index) => {
    errors += loss
    const after = index + 1
    if (after % step !== 0 && after !== slice.length) return []
    return [{ after, right: 1 - errors / after, at_least: 1 - errorBound({ errors, decisions: after }, delta) }]
  })
}
