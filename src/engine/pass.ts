// Passing a question on: by anybody who may decide at all, and only to a person who may decide this one.

import type { Engine } from './engine.ts'
import type { createIntervene } from './intervene.ts'
import type { EngineParts } from './parts.ts'
import { permissionFor } from './permission.ts'
import { foldRun } from './session.ts'

export function createPass(
  parts: EngineParts,
  { intervene }: { intervene: ReturnType<typeof createIntervene> },
): Engine['pass'] {
  return async ({ run_id, decision_id, by, to }) => {
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
    return intervene({ run_id, by, input: { type: 'pass', decision_id, by, to } })
  }
}
