// Autonomy that nobody looks at ends: where too few of the audits that were drawn are answered, a person is asked again.
import type { Logger } from 'pino'
import { LOOK_OPEN_MS } from '../../contracts/check.ts'
import { type Clock, DAY } from '../../contracts/clock.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { foldTrust } from '../grants.ts'

const SPAN_MS = 14 * DAY
/** Drawn later than this, an audit may still be waiting for room or for an answer. */
const SETTLED_MS = LOOK_OPEN_MS + DAY
const ANSWERED = 0.9
/** Fewer say nothing about people. */
const ENOUGH = 20

export function isUnanswered({ drawn, answered }: { drawn: number; answered: number }): boolean {
  return drawn >= ENOUGH && answered < ANSWERED * drawn
}

/** Resolves with how many scopes were taken back. Two processes that see the same record it once. */
export async function endUnanswered(parts: {
  ledger: Pick<Ledger, 'trust'> & { checks: Pick<Ledger['checks'], 'audited'> }
  clock: Clock
  log: Logger
}): Promise<number> {
  const { ledger, clock, log } = parts
  let ended = 0
  for (const { scope, grant } of foldTrust(await ledger.trust.all()).values()) {
    const now = clock()
    if (grant === null || grant.expires_at <= now) continue
    const to = now - SETTLED_MS
    const from = Math.max(grant.held_since, to - SPAN_MS)
    if (from >= to) continue
    const audits = await ledger.checks.audited(scope, { from, to })
    if (!isUnanswered(audits)) continue
    const because = `${audits.answered} of ${audits.drawn} audits of two weeks were answered; nine in ten have to be`
    const event = { type: 'demoted' as const, scope, from: grant.level, cause: 'audits_unanswered' as const }
    const told = { by: 'countersign', at: now, cause: `demoted/${grant.seq}` }
    if (!(await ledger.trust.append({ ...event, because, evidence: null }, told))) continue
    log.warn({ scope, ...audits }, 'autonomy ended: its audits were not answered')
    ended += 1
  }
  return ended
}
