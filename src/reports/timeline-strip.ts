// The picture of an order's time: who worked, what was waited for, from when to when.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { namesOf } from './timeline-entries.ts'

export type StripRow = {
  /** working: an agent or an action · person: a question waits · other: a set wait, or facts that are not there. */
  kind: 'working' | 'person' | 'other'
  /** Raw: an agent's name, an action's, or what is waited for. */
  what: string
  from: number
  to: number
  /** It still lasts. */
  open: boolean
  /** Who answered; null for nobody. */
  by: string | null
}

export type Strip = {
  rows: StripRow[]
  /** Rows left out because they were the shortest. */
  left: number
  from: number
  to: number
  /** Time in which at least one question waited for a person. */
  waited_ms: number
}

type Open = Omit<StripRow, 'to' | 'open'>

/** A phone shows so many without scrolling. */
const SHOWN = 10
/** Shorter waits are no waits. */
const NOTICED_MS = 1_000

/** Null before anything took any time. */
export function timelineStrip(runs: readonly { events: readonly RunEvent[] }[], now: number): Strip | null {
  const all = runs.flatMap(({ events }) => rowsOf(events, now))
  const from = Math.min(...all.map((row) => row.from))
  const to = Math.max(...all.map((row) => row.to))
  if (all.length === 0 || to <= from) return null
  const byLength = all.toSorted((a, b) => Number(b.open) - Number(a.open) || b.to - b.from - (a.to - a.from))
  const shown = new Set(byLength.slice(0, SHOWN))
  return {
    rows: all.filter((row) => shown.has(row)).sort((a, b) => a.from - b.from || a.to - b.to),
    left: all.length - shown.size,
    from,
    to,
    waited_ms: covered(all.filter(({ kind }) => kind === 'person')),
  }
}

function rowsOf(events: readonly RunEvent[], now: number): StripRow[] {
  const names = namesOf(events)
  const rows: StripRow[] = []
  const open = new Map<string, Open>()
  const end = (key: string, at: number, by: string | null = null): void => {
    const row = open.get(key)
    if (!row) return
    open.delete(key)
    if (row.kind !== 'other' || at - row.from >= NOTICED_MS) rows.push({ ...row, to: at, open: false, by })
  }
  for (const { at, body, measured } of events) {
    if (isOver(body)) for (const key of open.keys()) end(key, at)
    switch (body.type) {
      case 'step.completed':
        end(`data ${body.step}`, at)
        rows.push(worked(body.agent, at, measured?.processing_time_ms ?? 0))
        break
      case 'step.skipped':
        end(`data ${body.step}`, at)
        break
      case 'step.waiting':
        if (!open.has(`data ${body.step}`))
          open.set(`data ${body.step}`, { kind: 'other', what: `${body.step}: facts`, from: at, by: null })
        break
      case 'decision.opened': {
        const what = names.get(body.decision_id)?.action ?? body.step
        open.set(body.decision_id, { kind: 'person', what, from: at, by: null })
        break
      }
      case 'verdict.given':
        if (body.status !== 'open') end(body.decision_id, at, body.by)
        break
      case 'decision.expired':
      case 'decision.superseded':
        end(body.decision_id, at)
        break
      case 'action.scheduled':
        open.set(body.action_id, { kind: 'other', what: `${body.action} waits`, from: at, by: null })
        break
      case 'action.started':
        end(body.action_id, at)
        open.set(body.action_id, { kind: 'working', what: nameOf(names, body.action_id), from: at, by: null })
        break
      case 'action.succeeded':
      case 'action.failed':
      case 'action.stopped':
      case 'action.blocked':
        end(body.action_id, at)
        break
    }
  }
  return [...rows, ...[...open.values()].map((row) => ({ ...row, to: Math.max(now, row.from), open: true }))]
}

function worked(agent: string, at: number, tookMs: number): StripRow {
  return { kind: 'working', what: agent, from: at - tookMs, to: at, open: false, by: null }
}

function nameOf(names: ReturnType<typeof namesOf>, id: string): string {
  return names.get(id)?.action ?? 'action'
}

function isOver({ type }: EventBody): boolean {
  return type === 'run.completed' || type === 'run.cancelled' || type === 'run.dead'
}

/** Milliseconds that at least one of them covers. */
function covered(rows: readonly StripRow[]): number {
  let sum = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { from, to } of rows.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return sum
}
