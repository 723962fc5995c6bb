// trigger_ids: proof that a person has just done something. Good for one modal, within three seconds.
import type { Clock } from '../../../src/contracts/clock.ts'
import type { Ids } from './ids.ts'
import { keepNewest } from './keep-newest.ts'

export interface Trigger {
  user: string
  /** The view the person acted in; views.push needs one. */
  viewId: string | null
}

export type TriggerUse =
  | { status: 'ok'; trigger: Trigger }
  | { status: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' }

export interface Triggers {
  issue(trigger: Trigger): string
  use(id: string): TriggerUse
}

const KEPT = 10_000

export function createTriggers(parts: { clock: Clock; ids: Ids; lifetimeMs: number }): Triggers {
  const { clock, ids, lifetimeMs } = parts
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>()

  return {
    issue(trigger) {
      const id = `${ids.next('')}.${ids.secret()}`
      issued.set(id, { trigger, at: clock(), used: false })
      keepNewest(issued, KEPT)
      return id
    },
    use(id) {
      const known = issued.get(id)
      if (known === undefined) return { status: 'invalid_trigger_id' }
      if (known.used) return { status: 'exchanged_trigger_id' }
      if (clock() - known.at > lifetimeMs) return { status: 'expired_trigger_id' }
      known.used = true
      return { status: 'ok', trigger: known.trigger }
    },
  }
}
