// Local clocks, asked of Intl and remembered. A wall time is the local reading written as if it were UTC milliseconds.
import { DAY, HOUR, MINUTE, SECOND } from '../contracts/clock.ts'

const REMEMBERED_DAYS = 4_000

type Zone = { format: Intl.DateTimeFormat; offsetAtStartOf: Map<number, number> }
const zones = new Map<string, Zone>()

export function wallTime(at: number, timeZone: string): number {
  return at + offsetAt(at, timeZone)
}

/**
 * The first moment at which the local clock shows this time or a later one: where the clock jumps over it, the moment
 * of the jump; where it comes twice, the first. So what ends and what starts at one time always meet.
 */
export function momentOf(wall: number, timeZone: string): number {
  const before = offsetAt(wall - DAY, timeZone)
  const after = offsetAt(wall + DAY, timeZone)
  if (before === after) return wall - before
  const shown = [wall - Math.max(before, after), wall - Math.min(before, after)]
  return shown.find((at) => wallTime(at, timeZone) === wall) ?? jumpOver(wall, timeZone, shown)
}

/** No zone changes its clock twice within a day, so two equal ends of a UTC day settle all that lies between. */
function offsetAt(at: number, timeZone: string): number {
  const day = Math.floor(at / DAY)
  const offset = offsetAtStartOf(day, timeZone)
  return offset === offsetAtStartOf(day + 1, timeZone) ? offset : askedOffset(zoneOf(timeZone), at)
}

function offsetAtStartOf(day: number, timeZone: string): number {
  const zone = zoneOf(timeZone)
  const known = zone.offsetAtStartOf.get(day)
  if (known !== undefined) return known
  if (zone.offsetAtStartOf.size >= REMEMBERED_DAYS) zone.offsetAtStartOf.clear()
  const offset = askedOffset(zone, day * DAY)
  zone.offsetAtStartOf.set(day, offset)
  return offset
}

/** Intl says "GMT" or "GMT+05:30"; seconds only long ago. */
function askedOffset(zone: Zone, at: number): number {
  const said = zone.format.format(at)
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(said) ?? []
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
  return sign === '-' ? -size : size
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const zone = { format, offsetAtStartOf: new Map<number, number>() }
  zones.set(timeZone, zone)
  return zone
}

function jumpOver(wall: number, timeZone: string, [early = wall, late = wall]: number[]): number {
  let [low, high] = [early, late]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wallTime(middle, timeZone) >= wall) high = middle
    else low = middle
  }
  return high
}
