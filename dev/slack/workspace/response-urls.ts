// response_url addresses: five uses within thirty minutes, at most one a second, tied to the message or command they came from.
import type { Clock } from '../../../src/contracts/clock.ts'
import type { Ids } from './ids.ts'
import { keepNewest } from './keep-newest.ts'

export interface ResponseTarget {
  user: string
  channel: string
  /** The message the element sat in; absent for slash commands and shortcuts. */
  messageTs: string | null
  threadTs: string | null
}

export type ResponseUse =
  | { status: 'ok'; target: ResponseTarget }
  | { status: 'used_url' | 'expired_url' | 'unknown_url' }

export interface ResponseUrls {
  issue(target: ResponseTarget): string
  use(id: string): ResponseUse
}

const MAX_USES = 5
const KEPT = 50_000

export function createResponseUrls(parts: { clock: Clock; ids: Ids; lifetimeMs: number }): ResponseUrls {
  const { clock, ids, lifetimeMs } = parts
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>()

  return {
    issue(target) {
      const id = `${ids.next('R')}${ids.secret()}`
      issued.set(id, { target, at: clock(), uses: 0 })
      keepNewest(issued, KEPT)
      return id
    },
    use(id) {
      const known = issued.get(id)
      if (known === undefined) return { status: 'unknown_url' }
      if (clock() - known.at > lifetimeMs) return { status: 'expired_url' }
      if (known.uses >= MAX_USES) return { status: 'used_url' }
      known.uses += 1
      return { status: 'ok', target: known.target }
    },
  }
}
