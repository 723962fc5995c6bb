// How a scope came to where it stands: right so far, and at least how right, after each of its cases. For the picture.
import { errorBound } from '../autonomy/error-bound.ts'
import type { Case } from './cases.ts'

export type CoursePoint = { after: number; right: number; at_least: number }

const POINTS = 30

/** At most thirty points, evenly spread, the last one always among them. */
export function courseOf(cases: readonly Pick<Case, 'loss'>[]): CoursePoint[] {
  const step = Math.max(1, Math.ceil(cases.length / POINTS))
  let errors = 0
  return cases.flatMap(({ loss }, index) => {
    errors += loss
    const after = index + 1
    if (after % step !== 0 && after !== cases.length) return []
    return [{ after, right: 1 - errors / after, at_least: 1 - errorBound({ errors, decisions: after }) }]
  })
}
