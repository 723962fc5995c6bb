// Publication for outsiders, after the commit: one entry per commit. Nothing inside Countersign depends on it.
import type { WireEvent } from '../contracts/event.ts'

export type BusEntry = { id: string; events: WireEvent[] }

export type EventBus = {
  /** Publishes the events of one commit as one entry. Best effort: resolves false when the bus is down. */
  publish(events: readonly WireEvent[]): Promise<boolean>
  /** Calls `listener` for every entry published after the subscription; resolves to the way to stop. */
  subscribe(listener: (entry: BusEntry) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}
