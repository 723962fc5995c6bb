// Which open questions a run id or an order's number means: the order's own and those of the runs that follow from it.
import { z } from 'zod'
import type { Engine } from '../engine/engine.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type DecisionState, openDecisions, type RunState } from '../workflow/state.ts'

export type Asked = { state: RunState; decision: DecisionState }
/** `runs`: what was found by that name, asked about or not. */
export type Found = { runs: RunState[]; asked: Asked[] }

const RUNS = 20
/** More than one order ever has. */
const OPEN = 10_000

export async function questionsOf(
  { engine, ledger }: { engine: Pick<Engine, 'state'>; ledger: Pick<Ledger, 'queries'> },
  name: string,
): Promise<Found> {
  const ids = z.uuid().safeParse(name).success ? [name] : await runsOf(ledger, name)
  const states = await Promise.all(ids.map((id) => engine.state(id)))
  const runs = states.filter((state) => state !== null)
  const asked = runs.flatMap((state) =>
    state.phase === 'open' ? openDecisions(state).map((decision) => ({ state, decision })) : [],
  )
  return { runs, asked: asked.sort((a, b) => a.decision.deadline - b.decision.deadline) }
}

/** Runs that follow from an order's own are found by what they ask. */
async function runsOf({ queries }: Pick<Ledger, 'queries'>, name: string): Promise<string[]> {
  const found = await queries.findRuns({ kind: 'any', value: name }, RUNS)
  const entities = new Set(found.map(({ entity_id }) => entity_id))
  const open = await queries.openDecisions({ limit: OPEN })
  const asking = open.filter(({ entity_id }) => entities.has(entity_id))
  return [...new Set([...found, ...asking].map(({ run_id }) => run_id))]
}
