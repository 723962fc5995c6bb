// Which pressed stop buttons a run's card shows: the one for everything, and those of its own agents while it goes on.
import type { StopData } from '../../../blocks/card-data.ts'
import type { InForce } from '../../contracts/settings.ts'
import type { RunState } from '../../workflow/state.ts'

export function stopsOf({ phase, steps, children }: RunState, stops: InForce['stops']): StopData[] {
  if (phase !== 'open') return []
  const agents = new Set([...Object.values(steps), ...Object.values(children)].map(({ plan }) => plan.agent))
  return Object.entries(stops)
    .filter(([name]) => name === 'all' || agents.has(name))
    .sort(([a], [b]) => Number(b === 'all') - Number(a === 'all') || (a < b ? -1 : 1))
    .map(([name, { by, at }]) => ({ agent: name === 'all' ? null : name, by, at }))
}
