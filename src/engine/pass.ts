// Passing a question on: by anybody who may decide at all, and only to a person who may decide this one.

import { decide } from '../workflow/decide.ts'
import type { Engine } from './engine.ts'
import type { createIntervene } from './intervene.ts'
import type { EngineParts } from './parts.ts'
import { permissionFor } from './permission.ts'
import { foldRun } from './session.ts'

export function createPass(
  parts: EngineParts,
  { intervene }: { intervene: ReturnType<typeof createIntervene> },
): Engine['pass'] {
  return async ({ run_id, decision_id, by, to, asking = false }) => {
    if (to.kind === 'person') {
      const [stored] = await parts.ledger.load([run_id], 'verdict')
      if (!stored) return null
      const state = foldRun(stored)
      const decision = state.decisions[decision_id]
      if (decision?.status === 'open') {
        const permission = await permissionFor(parts, state, { by: to.id, decision })
        if (!permission.allowed) return { outcome: 'not_theirs', who: permission.who, state }
      }
    }
    const input = { type: 'pass' as const, decision_id, by, to }
    if (!asking) return intervene({ run_id, by, input })
    const looked = await intervene({ run_id, by, input: { type: 'look' } })
    if (looked === null || looked.outcome === 'forbidden') return looked
    const wouldBe = decide(input, looked.state, parts.clock()).events.length > 0
    return { outcome: wouldBe ? 'done' : 'too_late', state: looked.state }
  }
}
