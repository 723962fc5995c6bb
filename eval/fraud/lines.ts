// The lines an agent is held to. A figure that could not be measured is not reached.
import type { Actions } from './figures.ts'

const PRECISION = 0.95
const RECALL = 0.52

export type Line = { name: string; target: string; got: number | null; ok: boolean }

export function linesOf(actions: Actions): Line[] {
  const hold = actions.find(({ action }) => action === 'hold')
  const atLeast = (name: string, limit: number, got: number | null): Line => ({
    ...{ name, target: `>= ${limit}`, got, ok: got !== null && got >= limit },
  })
  return [
    atLeast('precision of what it would hold', PRECISION, hold?.precision ?? null),
    atLeast('recall of what it would hold', RECALL, hold?.recall ?? null),
    ...actions.map(({ action, alone }): Line => {
      const target = `<= ${alone.alpha ?? 'none'}`
      return { name: `error of what it did alone: ${action}`, target, got: alone.error, ok: alone.ok }
    }),
  ]
}
