// What an event means for the run's card: that it is now out of date, and whether a run without a card needs one.
import type { EventBody } from '../../contracts/event.ts'
import type { RowOf } from '../row-set.ts'
import type { Envelope } from './envelope.ts'

export const cardColumns = { run_id: 'uuid', team: 'text', question: 'int', version: 'int', opens: 'bool' } as const

export type CardRow = RowOf<typeof cardColumns> & { run_id: string }

/** A card that was passed to a channel has that channel for its team. */
export const CHANNEL = 'channel:'

/** Null when the card shows the same before and after. `opens`: the run gets a card if it has none. */
export function cardRow({ run_id, run_version, body, team }: Envelope): CardRow | null {
  if (body.type === 'decision.opened')
    return { run_id, version: run_version, opens: true, question: body.question, team: team(body.step) }
  if (body.type === 'decision.passed')
    return {
      run_id,
      version: run_version,
      question: body.question,
      ...(body.to.kind === 'channel' ? { team: `${CHANNEL}${body.to.id}` } : {}),
    }
  // An announcement: nothing is asked, and somebody must be able to stop it.
  if (body.type === 'action.scheduled' && body.question !== null)
    return { run_id, version: run_version, opens: true, question: body.question, team: team(body.step) }
  if (body.type === 'audit.opened')
    return { run_id, version: run_version, opens: true, question: body.question, team: team(body.step) }
  if (body.type === 'run.dead') return { run_id, version: run_version, opens: true }
  return isShown(body) ? { run_id, version: run_version } : null
}

function isShown(body: EventBody): boolean {
  switch (body.type) {
    case 'step.previewed':
    case 'step.waiting':
    case 'run.completed':
    case 'run.cancelled':
    case 'run.revived':
    case 'verdict.given':
    case 'audit.stated':
    case 'check.answered':
      return true
    default:
      return body.type.startsWith('decision.') || body.type.startsWith('action.')
  }
}
