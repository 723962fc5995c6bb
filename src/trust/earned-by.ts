// What the audits of a scope rest on: how often the lot falls, and where the edges of its grant are. Read anew every few seconds.
import { auditRate } from '../autonomy/audit-rate.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { Earned } from '../gate/audit-draw.ts'
import type { TrustStore } from '../ledger/trust.ts'
import type { TrustBook } from './book.ts'
import { auditsOf } from './cases.ts'
import { cusumOf } from './cusum-of.ts'
import { type Grant, scopeKey } from './grants.ts'

/** A new version that took over is watched more closely until it has done so many. */
const NEW_VERSION = { rate: 0.2, decisions: 1_000 } as const
/** The rate follows from what audits found, and those take minutes. */
const AGE_MS = 2 * SECOND

export function createEarnedBy(parts: {
  trust: Pick<TrustStore, 'evidence' | 'volumes'>
  book: Pick<TrustBook, 'now'>
  policy: Pick<Policy, 'autonomy'>
  clock: Clock
}): (scope: Scope) => Promise<Earned | null> {
  const { trust, book, policy, clock } = parts
  const known = new Map<string, { at: number; seq: number; rate: Promise<number> }>()

  async function rateOf(scope: Scope, grant: Grant): Promise<number> {
    const { veto, alone, worried } = policy.autonomy.audits
    const rows = await trust.evidence({ agent: scope.agent, since: grant.watched.since })
    const own = rows.filter((row) => scopeKey(row) === scopeKey(scope))
    const usual = grant.level === 'L2' ? veto : alone
    const { value } = cusumOf(auditsOf(own), grant.watched, grant.alpha)
    const rate = auditRate({ usual: await watched(usual, scope, grant), cusum: value, worried })
    return rate
  }

  async function watched(usual: number, scope: Scope, grant: Grant): Promise<number> {
    if (!grant.inherited) return usual
    const done =
      (await trust.volumes(grant.granted_at)).find((each) => scopeKey(each) === scopeKey(scope))?.proposed ?? 0
    return done < NEW_VERSION.decisions ? Math.max(usual, NEW_VERSION.rate) : usual
  }

  return async (scope) => {
    const grant = (await book.now()).get(scopeKey(scope))?.grant ?? null
    const now = clock()
    if (!grant || grant.expires_at <= now) return null
    const key = scopeKey(scope)
    const before = known.get(key)
    const isFresh = before !== undefined && before.seq === grant.seq && now - before.at < AGE_MS && now >= before.at
    const kept = isFresh ? before : { at: now, seq: grant.seq, rate: rateOf(scope, grant) }
    if (!isFresh) {
      known.set(key, kept)
      kept.rate.catch(() => known.delete(key))
    }
    const { from_confidence, cap_usd_cents } = grant
    return { rate: await kept.rate, from_confidence, cap_usd_cents }
  }
}
