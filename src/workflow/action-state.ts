// What a run knows of one of its actions.
import type { ActionStatus } from '../contracts/action.ts'
import type { JsonObject } from '../contracts/json.ts'

export type ActionState = {
  action_id: string
  step: string
  action: string
  status: ActionStatus
  params: JsonObject
  scheduled_at: number
  wait: 'none' | 'settle' | 'veto'
  /** When Slack confirmed the post that announces it; null until then, and for actions that are not announced. */
  announced_at: number | null
  /** When it would start had Slack been reachable all the time since its announcement. */
  announced_for: number | null
  started_at: number | null
  attempt: number
  ref: string | null
  because: string | null
  retry_at: number | null
  done_at: number | null
  /** How often its result, or its undo, was asked for in vain. */
  checks: number
  refused?: boolean
  unequipped?: boolean
  /** It stands although it should have been taken back. */
  undo_failed: boolean
}
