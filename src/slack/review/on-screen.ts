// What each review window of this process shows, and since when a case is before its person: a tap that comes at once was meant for the one before.
import type { Session } from './session.ts'

/** From when a case is sent to the window: nobody sees, reads and taps within this, it is the second half of a double click. */
export const UNSEEN_MS = 500
export const TOO_SOON = '✋ That tap came before you could see this case: nothing was decided.'

/** A lost one only closes a form with its window. */
const REMEMBERED = 500

/** Sessions of windows of this process, for the forms that are opened over them. */
export function createOnScreen() {
  const windows = new Map<string, Session>()
  return {
    session: (window: string): Session | null => windows.get(window) ?? null,
    put(window: string, session: Session): void {
      windows.delete(window)
      windows.set(window, session)
      const [oldest] = windows.keys()
      if (windows.size > REMEMBERED && oldest !== undefined) windows.delete(oldest)
    },
  }
}

/** Whether a tap of this moment, on a window that carries this session, cannot have been meant for its case. */
export function isTooSoon({ at }: Session, now: number): boolean {
  return at !== null && now - at < UNSEEN_MS
}

/** When a case came before the person's eyes: showing it again, with other words above it, does not make it new. */
export function seenSince(session: Session, shown: NonNullable<Session['now']>, moment: number): number {
  const before = session.now
  const isSame = before?.run === shown.run && before.decision === shown.decision && before.revision === shown.revision
  return isSame ? (session.at ?? moment) : moment
}
