// How much worse a new version may be, by what its actions can cost: 2 points where a mistake is cheap and can be undone, 1 point where it
// costs money; where it is hard to undo, 1 point and every single case is looked at. Pure.
import type { Risk } from '../../contracts/action.ts'

export type Margins = { margins: Record<string, number>; margin: number; judges_all: boolean }

const POINTS: Readonly<Record<Risk, number>> = { A: 0.02, B: 0.01, C: 0.01, D: 0.02 }

/** `granted`: actions the old version does alone somewhere. They are what a mistake here would cost. */
export function marginsFor(
  actions: readonly string[],
  { riskOf, granted }: { riskOf(action: string): Risk; granted: readonly string[] },
): Margins {
  const margins = Object.fromEntries(actions.map((action) => [action, POINTS[riskOf(action)]]))
  const atStake = granted.map((action) => POINTS[riskOf(action)])
  return {
    margins,
    margin: Math.min(POINTS.A, ...atStake),
    judges_all: granted.some((action) => riskOf(action) === 'C'),
  }
}
