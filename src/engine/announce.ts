// Slack confirmed a card: the veto windows on it begin now, and count only time in which somebody is there to stop them.
import { awaitsAnnouncement } from '../workflow/decide-window.ts'
import { applyOnce } from './answer.ts'
import type { Engine } from './engine.ts'
import type { EngineParts } from './parts.ts'
import { applyInput } from './session.ts'

export function createAnnounce(parts: EngineParts): Engine['announced'] {
  return async (runId) => {
    await applyOnce(parts, runId, (session) => {
      const now = parts.clock()
      const { steps, actions, config } = session.state
      for (const { action_id, step } of Object.values(actions).filter(awaitsAnnouncement)) {
        const team = steps[step]?.plan.team ?? 'default'
        const at = parts.staffedAfter(team, now, config.policy.veto.window)
        applyInput(session, { type: 'announce', action_ids: [action_id], at }, now)
      }
    })
  }
}
