// Until when somebody is away, as people type it: a day, a day and a time, a weekday, or for how long.
import { dayNumber, momentOn, timeOfDay, weekdayNumber } from '../../../calendar/local-day.ts'
import { DAY, HOUR } from '../../../contracts/clock.ts'
import { Weekday } from '../../../contracts/hours.ts'

export type Until = { status: 'ok'; until: number } | { status: 'unclear'; because: string }

const LONGEST_DAYS = 90
const PER = { h: HOUR, d: DAY, w: 7 * DAY } as const

/** A day without a time is meant to its end, where the person is. */
export function readUntil(typed: string, { now, timeZone }: { now: number; timeZone: string }): Until {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(until|till|for)\b\s*/, '')
  if (text === '') return unclear('Until when?')
  const until = forHowLong(text, now) ?? onDay(text, { now, timeZone })
  if (until === null) return unclear(`"${typed.trim().slice(0, 60)}" is no time I understand.`)
  if (until <= now) return unclear('That has passed already.')
  if (until > now + LONGEST_DAYS * DAY) return unclear(`That is more than ${LONGEST_DAYS} days away.`)
  return { status: 'ok', until }
}

function unclear(because: string): Until {
  return {
    status: 'unclear',
    because: `${because} Type a day such as \`until 2026-11-25\`, \`until 2026-11-25 14:00\`, \`until friday\`, or how long: \`3d\`, \`8h\`, \`2w\`.`,
  }
}

function forHowLong(text: string, now: number): number | null {
  const [, count, unit] = /^(\d{1,4}) ?(h|d|w)$/.exec(text) ?? []
  return count === undefined ? null : now + Number(count) * PER[unit as keyof typeof PER]
}

function onDay(text: string, { now, timeZone }: { now: number; timeZone: string }): number | null {
  const [, date = '', time = '24:00'] = /^(\S+?)(?: (\d{1,2}:\d{2}))?$/.exec(text) ?? []
  if (time !== '24:00' && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return null
  const day = dayOf(date, dayNumber(now, timeZone))
  return day === null ? null : momentOn({ day, time: timeOfDay(time), timeZone })
}

/** Days since 1970. A weekday is the next one, never today. */
function dayOf(text: string, today: number): number | null {
  if (text === 'today') return today
  if (text === 'tomorrow') return today + 1
  const weekday = /^(mon|tue|wed|thu|fri|sat|sun)([a-z]*day)?$/.exec(text)?.[1]
  if (weekday) return today + 1 + ((Weekday.options.indexOf(weekday as Weekday) - weekdayNumber(today) + 6) % 7)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : at / DAY
}
