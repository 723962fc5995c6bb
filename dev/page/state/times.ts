// Message times as Slack shows them. A `ts` is "seconds.micros"; `now` is epoch milliseconds.
import { DAY, HOUR, MINUTE } from '../../../src/contracts/clock.ts'

// Made once: making one costs more than a thousand uses.
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const EXACT_CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })
const DAY_NAME = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' })

export function tsToMs(ts: string): number {
  return Math.floor(Number(ts) * 1_000)
}

export function clockTime(ms: number): string {
  return CLOCK.format(ms)
}

export function clockTimeWithSeconds(ms: number): string {
  return EXACT_CLOCK.format(ms)
}

export function fullTime(ms: number): string {
  return FULL.format(ms)
}

export function dayLabel(ms: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(ms)) / DAY)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return DAY_NAME.format(ms)
}

export function startOfDay(ms: number): number {
  const date = new Date(ms)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

export function timeAgo(ms: number, now: number): string {
  const past = now - ms
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return counted(Math.floor(past / MINUTE), 'minute')
  if (past < DAY) return counted(Math.floor(past / HOUR), 'hour')
  return counted(Math.floor(past / DAY), 'day')
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
