// Quiet hours: which teams are away, and until when a reminder that can wait should.
import { nextShiftChange } from '../../calendar/shifts.ts'
import { isStaffed } from '../../calendar/staffed.ts'
import type { Hours, HoursByTeam } from '../../contracts/hours.ts'
import type { Asleep } from '../../ledger/nudges.ts'

/** `named`: the teams with hours of their own; `asleep` says null for all the others. */
export function sleepers(hours: HoursByTeam, now: number): { named: string[]; asleep: Asleep[] } {
  const named = Object.keys(hours.teams)
  const all: [string | null, Hours][] = [[null, hours.default], ...Object.entries(hours.teams)]
  const asleep = all.flatMap(([team, each]) => {
    const until = backAt(each, now)
    return until === null ? [] : [{ team, until }]
  })
  return { named, asleep }
}

/** Null while somebody is there, and where nobody ever comes back. */
function backAt(hours: Hours, now: number): number | null {
  return isStaffed(hours, now) ? null : (nextShiftChange(hours, now)?.at ?? null)
}
