// "Not mine": it stays open for the others, and the card says so.
import { DecisionTarget, unpacked } from '../../../../blocks/target.ts'
import type { Listener } from '../incoming.ts'
import { acting, GONE, outcomeOf, type UnderWay } from './under-way.ts'

export function handleNotMine(parts: UnderWay): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(DecisionTarget, value)
    if (!target) return GONE
    const to = { kind: 'nobody' as const }
    const passed = await parts.engine.pass({ run_id: target.run, decision_id: target.decision, by: user, to })
    if (passed?.outcome === 'not_theirs') return GONE
    return outcomeOf(passed, {
      done: 'Noted: not yours. It stays open for the others, and its card says so.',
      tooLate: 'Nothing to note: you said so before, or it is not asked any more.',
    })
  })
}
