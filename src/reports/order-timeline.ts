// What happened to an order and why, in order: which agent, when, how sure, who countersigned, what was done.
import type { RunEvent } from '../contracts/event.ts'
import { formatMoney } from '../contracts/money.ts'
import type { RunKind } from '../contracts/run.ts'
import { namesOf, tellers } from './timeline-entries.ts'

/** Texts are raw; people are named as `<@U…>`. */
export type TimelineEntry = {
  at: number
  kind: 'order' | 'agent' | 'question' | 'answer' | 'action' | 'end' | 'trouble'
  text: string
  /** Why, in words. */
  details: string[]
}

export type TimelineRun = { run_id: string; kind: RunKind; events: readonly RunEvent[] }

export type OrderTimeline = { number: string; total: string | null; practice: boolean; entries: TimelineEntry[] }

/** All runs of one order together, oldest first. Events that say nothing new to a person are left out. */
export function orderTimeline(runs: readonly TimelineRun[]): OrderTimeline {
  const entries = runs.flatMap(({ events }) => {
    const names = namesOf(events)
    return events.flatMap((event) => tellers(event, names))
  })
  const first = runs.flatMap(({ events }) => events).find(({ body }) => body.type === 'run.received')?.body
  return {
    number: first?.type === 'run.received' ? first.number : '',
    total: first?.type === 'run.received' && first.total ? formatMoney(first.total) : null,
    practice: runs.length > 0 && runs.every(({ kind }) => kind === 'practice'),
    entries: entries.sort((a, b) => a.at - b.at),
  }
}
