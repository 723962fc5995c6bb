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

/** `mixed`: some of its runs are real and some are not. `check`: it was made to check reviewers, and has been answered. */
export type TimelineKind = RunKind | 'mixed' | 'check'

export type OrderTimeline = { number: string; total: string | null; kind: TimelineKind; entries: TimelineEntry[] }

/**
 * All runs of one order together, oldest first. Events that say nothing new to a person are left out. `words`: with what people
 * wrote, for those who may see evidence.
 */
export function orderTimeline(runs: readonly TimelineRun[], { words = false } = {}): OrderTimeline {
  const entries = runs.flatMap(({ events }) => {
    const names = namesOf(events)
    return events.flatMap((event) => tellers(event, names, words))
  })
  const first = runs.flatMap(({ events }) => events).find(({ body }) => body.type === 'run.received')?.body
  return {
    number: first?.type === 'run.received' ? first.number : '',
    total: first?.type === 'run.received' && first.total ? formatMoney(first.total) : null,
    kind: kindOf(runs),
    entries: entries.sort((a, b) => a.at - b.at),
  }
}

/** A check looks like any order until it was answered; an audit is a look at an order, not another kind of it. */
function kindToTell({ kind, events }: TimelineRun): TimelineKind[] {
  if (kind === 'audit') return []
  const isCheck = events.some(({ body }) => body.type === 'run.received' && body.check !== null)
  if (!isCheck) return [kind]
  return [events.some(({ body }) => body.type === 'check.answered') ? 'check' : 'live']
}

function kindOf(runs: readonly TimelineRun[]): TimelineKind {
  const [kind = 'live', ...others] = new Set(runs.flatMap(kindToTell))
  return others.length > 0 ? 'mixed' : kind
}
