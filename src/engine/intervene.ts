// A person reaches into a run outside a question: stop before it begins, take back, try again. Who may is asked of the same rules.
import type { RunInput } from '../workflow/input.ts'
import { applyOnce } from './answer.ts'
import type { Intervention } from './engine.ts'
import type { EngineParts } from './parts.ts'
import { permissionFor } from './permission.ts'
import { applyInput } from './session.ts'

type Reach = {
  run_id: string
  by: string
  input: Extract<RunInput, { type: 'stop' | 'undo' | 'revive' | 'pass' | 'correct' | 'audit' | 'look' }>
}

/** Stopping is always the careful side; passing on, correcting and looking move nothing. No amount is looked at. */
const ROLE_IS_ENOUGH: ReadonlySet<Reach['input']['type']> = new Set(['stop', 'pass', 'correct', 'audit', 'look'])

export function createIntervene(parts: EngineParts): (reach: Reach) => Promise<Intervention | null> {
  return async ({ run_id, by, input }) => {
    let refusal: { because: string; who: string[] } | null = null
    const applied = await applyOnce(parts, run_id, async (session) => {
      const looked = ROLE_IS_ENOUGH.has(input.type) ? { ...session.state, order: null } : session.state
      const permission = await permissionFor(parts, looked, { by, amount: null, kind: 'intervene' })
      refusal = permission.allowed ? null : { because: permission.because, who: permission.who }
      if (permission.allowed) applyInput(session, input, parts.clock())
    })
    if (!applied) return null
    if (refusal)
      return { outcome: 'forbidden', ...(refusal as { because: string; who: string[] }), state: applied.state }
    return { outcome: applied.changed ? 'done' : 'too_late', state: applied.state }
  }
}
