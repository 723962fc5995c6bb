// The bus within one process: listeners are called in order, one turn of the event loop after the publication.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../contracts/app-error.ts'
import type { BusEntry, EventBus } from './event-bus.ts'

export function createMemoryBus(options: { onError: (error: unknown) => void }): EventBus {
  const listeners = new Set<(entry: BusEntry) => void>()
  let published = 0
  let closed = false
  let delivered = Promise.resolve()

  function deliver(entry: BusEntry, to: readonly ((entry: BusEntry) => void)[]): void {
    for (const listener of to) {
      if (!listeners.has(listener)) continue
      try {
        listener(structuredClone(entry))
      } catch (error) {
        options.onError(error)
      }
    }
  }

  return {
    async publish(events) {
      if (closed) return false
      if (events.length === 0) return true
      const entry = { id: `${++published}-0`, events: structuredClone([...events]) }
      const subscribed = [...listeners]
      delivered = delivered.then(() => nextTurn()).then(() => deliver(entry, subscribed))
      return true
    },
    async subscribe(listener) {
      if (closed) throw new AppError('bus_closed', 'the bus is closed')
      // A subscription of its own, even when one function subscribes twice.
      const subscription = (entry: BusEntry) => listener(entry)
      listeners.add(subscription)
      return async () => {
        listeners.delete(subscription)
      }
    },
    async close() {
      closed = true
      listeners.clear()
    },
  }
}
