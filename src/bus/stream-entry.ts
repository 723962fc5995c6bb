// An entry of the published stream as outsiders read it: one field, `events`, a JSON array of the commit's events.
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { WireEvent } from '../contracts/event.ts'
import type { BusEntry } from './event-bus.ts'

export const EVENTS_FIELD = 'events'

const Events = z.array(WireEvent).min(1)

/** `fields` alternate name and value, as Redis gives them. AppError `bad_entry` for anything but a commit's events. */
export function parseEntry(id: string, fields: readonly string[]): BusEntry {
  const text = fields[fields.indexOf(EVENTS_FIELD) + 1]
  try {
    return { id, events: Events.parse(JSON.parse(text ?? '')) }
  } catch (error) {
    throw new AppError('bad_entry', `entry ${id} of the event stream cannot be read`, { cause: error })
  }
}
