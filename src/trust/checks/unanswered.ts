// Autonomy that nobody looks at ends: where too few of the audits that were drawn are answered, a person is asked again.
import type { Logger } from 'pino'
import { LOOK_OPEN_MS } from '../../contracts/check.ts'
import { type Clock, DAY } from '../../contracts/clock.ts'
import type { AuditCounts } from '../../ledger/checks.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { foldTrust } from '../grants.ts'

const SPAN_MS = 14 * DAY
/** Put to people twice, an audit drawn later than this may still be waiting for an answer. */
const SETTLED_MS = 2 * LOOK_OPEN_MS + DAY
const ANSWERED = 0.9
/** Fewer say nothing about people. */
const ENOUGH = 20
/** Longer than any sale, during which audits wait. */
const SILENT_MS = 21 * DAY
const SILENT_FROM = 3

/** Of those that were put to people: what waits while there is a sale or a backlog is nobody's neglect. */
function isUnanswered({ put, answered }: AuditCounts): boolean {
  return put >= ENOUGH && answered < ANSWERED * put
}

/** Whatever the cause: nobody has looked for three weeks. */
function isSilent({ drawn, answered }: AuditCounts): boolean {
  return drawn >= SILENT_FROM && answered === 0
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
    const because = await neglect(now - SETTLED_MS - grant.held_since, (sinceMs) => {
      const to = now - SETTLED_MS
      return ledger.checks.audited(scope, { from: Math.max(grant.held_since, to - sinceMs), to })
    })
    if (because === null) continue
    const event = { type: 'demoted' as const, scope, from: grant.level, cause: 'audits_unanswered' as const }
    const told = { by: 'countersign', at: now, cause: `demoted/${grant.seq}` }
    if (!(await ledger.trust.append({ ...event, because, evidence: null }, told))) continue
    log.warn({ scope, because }, 'autonomy ended: its audits were not answered')
    ended += 1
  }
  return ended
}

/** In words; null while enough is answered. Where little is drawn, the whole life of the grant is looked at. */
async function neglect(ageMs: number, lately: (sinceMs: number) => Promise<AuditCounts>): Promise<string | null> {
  if (ageMs <= 0) return null
  const recent = await lately(SPAN_MS)
  const [audits, time] = recent.put >= ENOUGH ? [recent, 'of two weeks'] : [await lately(ageMs), 'since it was granted']
  if (isUnanswered(audits))
    return `${audits.answered} of ${audits.put} audits ${time} were answered; nine in ten have to be`
  if (ageMs < SILENT_MS) return null
  const all = await lately(SILENT_MS)
  return isSilent(all) ? `none of ${all.drawn} audits drawn in three weeks was answered` : null
}
