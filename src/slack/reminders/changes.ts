// Changes of shift that are due to be handed over, channel by channel: teams that share a channel share the message.
import { nextShiftChange, type ShiftChange } from '../../calendar/shifts.ts'
import { DAY } from '../../contracts/clock.ts'
import { type Hours, type HoursByTeam, hoursOf } from '../../contracts/hours.ts'

export type DueChange = { channel: string; teams: string[]; time_zone: string; change: ShiftChange }

/** The last change of each channel that is no older than `lateMs`; null channels have nobody to tell. */
export function dueChanges(
  homes: ReadonlyMap<string, string | null>,
  hours: HoursByTeam,
  { now, lateMs }: { now: number; lateMs: number },
): DueChange[] {
  const due = new Map<string, DueChange>()
  for (const [team, channel] of homes) {
    if (channel === null) continue
    const own = hoursOf(hours, team)
    const change = lastChange(own, now - lateMs, now)
    if (!change) continue
    const known = due.get(channel)
    if (!known || known.change.at < change.at)
      due.set(channel, { channel, teams: [team], time_zone: own.time_zone, change })
    else if (known.change.at === change.at) known.teams.push(team)
  }
  return [...due.values()]
}

/** The change before one, at most a week back. */
export function changeBefore(hours: Hours, at: number): number {
  return lastChange(hours, at - 7 * DAY, at - 1)?.at ?? at - DAY
}

/** Hours under which nothing ever changes are asked once: it takes a look at more than a year. */
const changeless = new WeakSet<Hours>()

/** The last one after `from` and no later than `to`. */
function lastChange(hours: Hours, from: number, to: number): ShiftChange | null {
  if (changeless.has(hours)) return null
  if (!nextShiftChange(hours, from)) changeless.add(hours)
  let last: ShiftChange | null = null
  for (let next = nextShiftChange(hours, from); next && next.at <= to; next = nextShiftChange(hours, next.at))
    last = next
  return last
}
