// The messages of one channel in time order. Timestamps rise, so adding is an append and finding a place is a binary search.
import type { StoredMessage } from './stored-message.ts'

export interface Shelf {
  get(ts: string): StoredMessage | undefined
  /** Top-level messages, broadcast replies and top-level ephemerals, oldest first. */
  main(): readonly StoredMessage[]
  replies(threadTs: string): readonly StoredMessage[]
  add(message: StoredMessage): void
  remove(message: StoredMessage): void
}

export function createShelf(): Shelf {
  const byTs = new Map<string, StoredMessage>()
  const main: StoredMessage[] = []
  const threads = new Map<string, StoredMessage[]>()

  return {
    get: (ts) => byTs.get(ts),
    main: () => main,
    replies: (threadTs) => threads.get(threadTs) ?? [],
    add(message) {
      byTs.set(message.ts, message)
      if (message.threadTs === null || message.broadcast) main.push(message)
      if (message.threadTs === null) return
      const thread = threads.get(message.threadTs)
      if (thread === undefined) threads.set(message.threadTs, [message])
      else thread.push(message)
    },
    remove(message) {
      byTs.delete(message.ts)
      takeOut(main, message.ts)
      if (message.threadTs !== null) takeOut(threads.get(message.threadTs) ?? [], message.ts)
    },
  }
}

function takeOut(messages: StoredMessage[], ts: string): void {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((messages[middle]?.ts ?? '') < ts) low = middle + 1
    else high = middle
  }
  if (messages[low]?.ts === ts) messages.splice(low, 1)
}
