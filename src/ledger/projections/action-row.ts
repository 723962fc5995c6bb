// What an event says about an action, in the words of the workflow: blocked means it never began, a failed undo is a failure.

import type { ActionStatus } from '../../contracts/action.ts'
import type { EventBody } from '../../contracts/event.ts'
import type { RowOf } from '../row-set.ts'
import { timestamp } from '../row-set.ts'
import type { Envelope } from './envelope.ts'

export const actionColumns = {
  action_id: 'uuid',
  run_id: 'uuid',
  run_kind: 'text',
  entity_id: 'text',
  step: 'text',
  action: 'text',
  status: 'text',
  fingerprint: 'text',
  scheduled_at: 'timestamptz',
  started_at: 'timestamptz',
  attempt: 'int',
  ref: 'text',
  because: 'text',
  ended_at: 'timestamptz',
} as const

export type ActionRow = RowOf<typeof actionColumns> & { action_id: string; run_id: string }

/** Null when the event speaks of no action. */
export function actionRow(envelope: Envelope): ActionRow | null {
  const { body, run_id, kind, entity_id } = envelope
  if (!('action_id' in body)) return null
  return { ...changes(body, envelope.at), action_id: body.action_id, run_id, run_kind: kind, entity_id }
}

type ActionEvent = Extract<EventBody, { action_id: string }>
type Changes = RowOf<typeof actionColumns> & { status: ActionStatus }

function changes(body: ActionEvent, at: number): Changes {
  const ended_at = timestamp(at)
  switch (body.type) {
    case 'action.scheduled':
      return {
        status: 'scheduled',
        step: body.step,
        action: body.action,
        fingerprint: body.fingerprint,
        scheduled_at: timestamp(body.at),
      }
    case 'action.announced':
    case 'action.deferred':
      return { status: 'scheduled', scheduled_at: timestamp(body.at) }
    case 'action.started':
      return { status: 'started', started_at: timestamp(at), attempt: body.attempt }
    case 'action.succeeded':
      return { status: 'succeeded', ref: body.ref, ended_at }
    case 'action.failed':
    case 'action.undo_failed':
      return { status: 'failed', because: body.because, ended_at }
    case 'action.undo_delayed':
      return { status: 'undoing', because: body.because }
    case 'action.unknown':
      return { status: 'unknown', because: body.because }
    case 'action.stopped':
      return { status: 'stopped', because: body.by, ended_at }
    case 'action.blocked':
      return { status: 'stopped', because: body.because, ended_at }
    case 'action.undo_requested':
      return { status: 'undoing', because: body.by }
    case 'action.undone':
      return { status: 'undone', ref: body.ref, ended_at }
    default:
      return body satisfies never
  }
}
