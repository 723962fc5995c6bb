// By when an order must be decided to leave today: the collection that its market and shipping method wait for.
import type { CutOff } from '../contracts/hours.ts'
import { dayNumber, isoDay, momentOn, timeOfDay, weekdayOf } from './local-day.ts'
import { HORIZON_DAYS } from './shift-spans.ts'

export type Shipment = { market: string | null; shipping_method: string | null }
export type NextCutOff = { at: number; cut_off: CutOff }

/**
 * The next cut-off after `at`. One that names the shipping method comes before one that names the market, and that
 * before one for all: an express collection at 18:00 is not hidden by the general one at 14:00. Null: none is meant.
 */
export function cutOffFor(cutOffs: readonly CutOff[], shipment: Shipment, at: number): NextCutOff | null {
  const meant = cutOffs.filter((cutOff) => isMeant(cutOff, shipment))
  const closest = Math.max(...meant.map(closeness))
  return meant
    .filter((cutOff) => closeness(cutOff) === closest)
    .flatMap((cutOff) => nextOf(cutOff, at) ?? [])
    .reduce<NextCutOff | null>((first, one) => (first && first.at <= one.at ? first : one), null)
}

function isMeant({ markets, shipping_methods }: CutOff, { market, shipping_method }: Shipment): boolean {
  return names(markets, market) && names(shipping_methods, shipping_method)
}

/** Shops write "Express" as often as "express". */
function names(list: readonly string[] | undefined, value: string | null): boolean {
  return list === undefined || list.some((entry) => entry.toLowerCase() === value?.trim().toLowerCase())
}

function closeness({ markets, shipping_methods }: CutOff): number {
  return (shipping_methods ? 2 : 0) + (markets ? 1 : 0)
}

function nextOf(cutOff: CutOff, after: number): NextCutOff | null {
  const { time_zone: timeZone, days, holidays } = cutOff
  const today = dayNumber(after, timeZone)
  for (let day = today; day <= today + HORIZON_DAYS; day++) {
    if (!days.includes(weekdayOf(day)) || holidays?.includes(isoDay(day))) continue
    const at = momentOn({ day, time: timeOfDay(cutOff.at), timeZone })
    if (at > after) return { at, cut_off: cutOff }
  }
  return null
}
