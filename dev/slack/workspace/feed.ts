// Live deltas: the page (SSE), the scripted reviewer and tests listen here, each as one user.
import type { Delta } from '../contract.ts'

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never
export type NewDelta = WithoutSeq<Delta>
export type Listener = (delta: Delta) => void

export interface Feed {
  seq(): number
  listen(user: string, listener: Listener): () => void
  /** `make` runs once per listening user; undefined means this user does not see it. */
  publish(make: (user: string) => NewDelta | undefined): void
  tell(user: string, delta: NewDelta): void
  close(): void
}

export function createFeed(): Feed {
  let seq = 0
  const listeners = new Map<string, Set<Listener>>()

  function send(user: string, delta: NewDelta): void {
    const full = { ...delta, seq } as Delta
    for (const listener of [...(listeners.get(user) ?? [])]) listener(full)
  }

  return {
    seq: () => seq,
    listen(user, listener) {
      const mine = listeners.get(user) ?? new Set<Listener>()
      mine.add(listener)
      listeners.set(user, mine)
      return () => {
        mine.delete(listener)
        if (mine.size === 0 && listeners.get(user) === mine) listeners.delete(user)
      }
    },
    publish(make) {
      seq += 1
      for (const user of [...listeners.keys()]) {
        const delta = make(user)
        if (delta !== undefined) send(user, delta)
      }
    },
    tell(user, delta) {
      seq += 1
      send(user, delta)
    },
    close: () => listeners.clear(),
  }
}
