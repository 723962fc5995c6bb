// What most actions declare alike, so that each file says only what is special about its own.
import type { ActionSpec } from '../contracts/action.ts'
import { SECOND } from '../contracts/clock.ts'

type Declared = Pick<ActionSpec, 'name' | 'risk' | 'afterwards'> & Partial<ActionSpec>

/** Unless said otherwise: it has an effect, contradicts nothing, starts at once, cannot be undone and may take ten seconds. */
export function specOf(declared: Declared): ActionSpec {
  return { effect: true, conflicts_with: [], settle_ms: 0, undo_ms: 0, timeout_ms: 10 * SECOND, ...declared }
}
