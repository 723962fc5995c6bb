// A review session, carried by its own window: any process can go on with it, and closing the window ends it.
import { z } from 'zod'
import { unpacked } from '../../../blocks/target.ts'

/** Slack keeps 3,000 characters with a window; ids are cut short and the oldest ones forgotten. */
const REMEMBERED = 150
const SHORT = 10

const Shown = z.object({ run: z.uuid(), decision: z.uuid(), revision: z.int() })

export const Session = z.object({
  /** The filter as typed. */
  filter: z.string().max(200),
  began: z.number(),
  approved: z.int().default(0),
  rejected: z.int().default(0),
  /** Audits and second opinions. */
  looked: z.int().default(0),
  /** Answers that acted without being evidence. */
  unproven: z.int().default(0),
  /** When the case came before the person's eyes; null while none is shown. */
  at: z.number().nullable().default(null),
  now: Shown.nullable().default(null),
  last: z
    .object({ run: z.uuid(), decision: z.uuid(), number: z.string().max(60) })
    .nullable()
    .default(null),
  /** The ends of the ids of runs that were set aside in this session. */
  aside: z.array(z.string()).default([]),
})
export type Session = z.infer<typeof Session>

export function newSession(filter: string, now: number): Session {
  return Session.parse({ filter, began: now })
}

export function packedSession(session: Session): string {
  return JSON.stringify(session)
}

/** Null for a window that is not ours, or of a program before this one. */
export function unpackedSession(metadata: string): Session | null {
  return unpacked(Session, metadata)
}

/** Not shown again in this session. */
export function setAside(session: Session, runId: string): Session {
  return { ...session, aside: [...session.aside.filter((id) => id !== short(runId)), short(runId)].slice(-REMEMBERED) }
}

export function isAside({ aside }: Session, runId: string): boolean {
  return aside.includes(short(runId))
}

export function decided({ approved, rejected, looked }: Session): number {
  return approved + rejected + looked
}

function short(runId: string): string {
  return runId.slice(-SHORT)
}
