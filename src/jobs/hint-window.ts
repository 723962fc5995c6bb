// Gathers the hints of one turn of the event loop, so that a group commit's many hints become few jobs in one round trip.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type JobQueue, MAX_IDS } from './jobs.ts'

export type Hint = { queue: JobQueue; ids: readonly string[]; delayMs: number }
export type Batch = { ids: string[]; delayMs: number }

type Window = { byDelay: Map<number, Set<string>>; sent: Promise<boolean> }

/** `send` gets every queue's batches once per turn; each hint resolves to what `send` answered for its queue. */
export function createHintWindow(
  send: (queue: JobQueue, batches: Batch[]) => Promise<boolean>,
): (hint: Hint) => Promise<boolean> {
  const open = new Map<JobQueue, Window>()

  function openWindow(queue: JobQueue): Window {
    const byDelay = new Map<number, Set<string>>()
    const sent = nextTurn().then(() => {
      open.delete(queue)
      return send(
        queue,
        [...byDelay].flatMap(([delayMs, ids]) => batchesOf(ids, delayMs)),
      )
    })
    const window = { byDelay, sent }
    open.set(queue, window)
    return window
  }

  return ({ queue, ids, delayMs }) => {
    const { byDelay, sent } = open.get(queue) ?? openWindow(queue)
    const gathered = byDelay.get(delayMs) ?? new Set()
    byDelay.set(delayMs, gathered)
    for (const id of ids) gathered.add(id)
    return sent
  }
}

function batchesOf(ids: Set<string>, delayMs: number): Batch[] {
  const all = [...ids]
  const count = Math.ceil(all.length / MAX_IDS)
  return Array.from({ length: count }, (_, index) => ({
    ids: all.slice(index * MAX_IDS, (index + 1) * MAX_IDS),
    delayMs,
  }))
}
