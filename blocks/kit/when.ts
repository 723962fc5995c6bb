// Moments as Slack date tokens: every reader sees their own zone; the part after `|` is for clients that cannot.

/** "14:30" */
export function time(ms: number): string {
  return token(ms, '{time}', `${iso(ms).slice(11, 16)} UTC`)
}

/** "18 Nov, 14:30" */
export function dayAndTime(ms: number): string {
  return token(ms, '{date_short_pretty}, {time}', `${iso(ms).slice(0, 10)} ${iso(ms).slice(11, 16)} UTC`)
}

/** The time alone within half a day of `from`, with the day beyond that. */
export function moment(ms: number, from: number): string {
  return Math.abs(ms - from) < 12 * 3_600_000 ? time(ms) : dayAndTime(ms)
}

function token(ms: number, format: string, fallback: string): string {
  return `<!date^${Math.floor(safe(ms) / 1_000)}^${format}|${fallback}>`
}

function iso(ms: number): string {
  return new Date(safe(ms)).toISOString()
}

/** Within what a Date can hold: a moment from a broken event must not take the card down. */
function safe(ms: number): number {
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 8.64e15) : 0
}
