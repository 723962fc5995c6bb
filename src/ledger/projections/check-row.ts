// What an event says about a check: that one began, and how it was answered.
import type { RowOf } from '../row-set.ts'
import { timestamp } from '../row-set.ts'
import type { Envelope } from './envelope.ts'

export const checkColumns = {
  run_id: 'uuid',
  kind: 'text',
  of_run: 'uuid',
  of_decision: 'uuid',
  agent: 'text',
  version: 'text',
  action: 'text',
  segment: 'text',
  source: 'text',
  started_at: 'timestamptz',
  reviewer: 'text',
  answered: 'text',
  caught: 'bool',
  answered_at: 'timestamptz',
} as const

export type CheckRow = RowOf<typeof checkColumns> & { run_id: string }

/** Null when the event speaks of no check. */
export function checkRow({ run_id, body, at }: Envelope): CheckRow | null {
  switch (body.type) {
    case 'run.received': {
      if (body.check === null) return null
      const { kind, of, agent, version, action, segment, source } = body.check
      const about = { of_run: of.run_id, of_decision: of.decision_id, agent, version, action, segment }
      return { run_id, kind, ...about, source, started_at: timestamp(at) }
    }
    case 'check.answered':
      return { run_id, reviewer: body.by, answered: body.answered, caught: body.caught, answered_at: timestamp(at) }
    default:
      return null
  }
}
