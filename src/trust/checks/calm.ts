// Whether a team has room to be looked at: not under a backlog, not shortly before a deadline, not during a sale, not beyond its day.
import { type Clock, DAY, HOUR } from '../../contracts/clock.ts'
import type { Policy } from '../../contracts/policy.ts'
import { type InForce, saleNow } from '../../contracts/settings.ts'
import type { Ledger } from '../../ledger/ledger.ts'

/** Nobody is looked at within this time of a deadline of their queue. */
const PRESSED_MS = HOUR
/** Hours of deciding in a day, at the pace above which answers say nothing. */
const DAY_HOURS = 8

export type Calm = (team: string) => Promise<{ calm: true; room: number } | { calm: false; because: string }>

export function createCalm(parts: {
  ledger: Pick<Ledger, 'cases' | 'checks'>
  policy: Pick<Policy, 'autonomy' | 'backlog' | 'evidence'>
  inForce(): Promise<Pick<InForce, 'people' | 'sale'>>
  clock: Clock
}): Calm {
  const { ledger, policy, inForce, clock } = parts
  return async (team) => {
    const now = clock()
    const [{ people, sale }, open] = await Promise.all([inForce(), ledger.cases.countByTeam()])
    if (saleNow(sale, now) !== null) return { calm: false, because: 'a sale is on' }
    const waiting = open.find((each) => each.team === team)?.open ?? 0
    if (waiting > policy.backlog.brief_above) return { calm: false, because: `${waiting} questions are open` }
    if (await ledger.checks.isPressed(team, now + PRESSED_MS)) return { calm: false, because: 'a deadline is near' }
    const begun = await ledger.checks.begunFor(team, now - DAY)
    const deciders = new Set([...people.reviewer, ...people.lead]).size || people.admin.length
    const most = Math.floor(policy.autonomy.checks.most * DAY_HOURS * policy.evidence.per_hour * deciders)
    const room = most - begun
    return room > 0 ? { calm: true, room } : { calm: false, because: 'there were enough of them today' }
  }
}
