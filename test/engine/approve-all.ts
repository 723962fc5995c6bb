// A person who reads the evidence, takes ten seconds, and says yes to everything a run asks.
import type { RunState } from '../../src/workflow/state.ts'
import { ANA, type World } from './world.ts'

export async function approveAll(world: World, { run_id, decisions }: RunState): Promise<void> {
  for (const { decision_id, revision, status } of Object.values(decisions)) {
    if (status !== 'open') continue
    await world.ledger.queries.noteEvidenceOpened(decision_id, ANA, world.clock())
    world.pass(10_000)
    await world.engine.answer({ run_id, decision_id, revision, kind: 'approve', by: ANA })
  }
}
