// Whether a team has room to be looked at: not under a backlog, not shortly before a deadline, not during a sale, not beyond its day.
import { type Clock, DAY, HOUR } from '../../contracts/clock.ts'
import type { Policy } from '../../contracts/policy.ts'
import { type InForce, saleNow } from '../../contracts/settings.ts'
import type { Ledger } from '../../ledger/ledger.ts'

/** Nobody is looked at within this time of a deadline of their queue. */
const PRESSED_MS = HOUR
/** Hours of deciding in a day of audits, at the pace above which answers say nothing. */
const DAY_HOURS = 8

/** `along`: of those that come along with questions, and `room`: of any kind. Either may be none. */
export type Calm = (
  team: string,
) => Promise<{ calm: true; room: number; along: number } | { calm: false; because: string }>

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
    const [begun, answers] = await Promise.all([
      ledger.checks.begunFor(team, now - DAY),
      ledger.checks.answersOf(team, now - DAY),
    ])
    const deciders = new Set([...people.reviewer, ...people.lead]).size || people.admin.length
    const { most } = policy.autonomy.checks
    // Audits take the place of questions nobody is asked any more, so they are held against the hours people have; what comes along
    // with questions is held against those that were answered.
    const room = Math.floor(most * DAY_HOURS * policy.evidence.per_hour * deciders) - begun.all
    const along = Math.min(room, Math.floor(answers * (most / (1 - most))) - begun.along)
    return room > 0 ? { calm: true, room, along } : { calm: false, because: 'there were enough of them today' }
  }
}
