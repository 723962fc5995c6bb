// Two scripted people at the order desk: every card that appears or changes is looked at, one at a time, and again when a click failed.
import type { Message } from '../slack/contract.ts'
import type { Reviewer } from '../slack/reviewer.ts'
import { reviewCard } from './scripted-reviewer.ts'

const AGAIN_MS = 500

/** Cards that are there already are looked at first. */
export function openDesk(reviewers: readonly [Reviewer, Reviewer]): { close(): Promise<void> } {
  const [first] = reviewers
  const queue = new Map<string, Message>()
  const later = new Set<NodeJS.Timeout>()
  let working: Promise<void> | null = null
  let closed = false

  function put(message: Message): void {
    queue.set(`${message.channel}/${message.ts}`, message)
    working ??= drain().finally(() => {
      working = null
    })
  }

  function putLater(message: Message): void {
    const timer = setTimeout(() => {
      later.delete(timer)
      put(message)
    }, AGAIN_MS)
    later.add(timer)
  }

  async function drain(): Promise<void> {
    for (let next = queue.entries().next(); !next.done && !closed; next = queue.entries().next()) {
      const [key, message] = next.value
      queue.delete(key)
      const isDone = await reviewCard(reviewers, message).catch(() => false)
      if (!isDone) putLater(message)
    }
  }

  const stop = first.onDelta((delta) => {
    if (delta.type === 'message' || delta.type === 'message_changed') put(delta.message)
  })
  for (const message of first.cards()) put(message)

  return {
    async close() {
      closed = true
      stop()
      for (const timer of later) clearTimeout(timer)
      await working
    },
  }
}
