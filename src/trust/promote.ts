// A manager's click: grant, not yet, take back. The gate is held against the record once more at that moment; around a closed gate
// only an admin may go, for a while, with words, and it is on record.

import { DELTA } from '../autonomy/threshold.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy, Role } from '../contracts/policy.ts'
import type { TrustEvent } from '../contracts/trust.ts'
import type { TrustStore } from '../ledger/trust.ts'
import type { TrustBook } from './book.ts'
import { scopeKey } from './grants.ts'
import { staysStoppable } from './stays-stoppable.ts'
import type { Survey, Surveyed } from './survey.ts'

export type Promotion =
  | { outcome: 'granted' | 'renewed'; standing: Surveyed; level: 'L2' | 'L3'; expires_at: number }
  | { outcome: 'declined' | 'withdrawn'; standing: Surveyed }
  /** The evidence has changed since the offer was shown, or something was decided while it was looked at. */
  | { outcome: 'closed'; standing: Surveyed }
  | { outcome: 'forbidden'; because: string }
  | { outcome: 'unknown' }

export type Promote = {
  /** `root_cause`: what was wrong and what was mended; nothing comes back from probation without it. */
  grant(request: Request & { cap_usd_cents: number | null; root_cause?: string | null }): Promise<Promotion>
  /** A grant that is about to lapse, once more on the terms it has. */
  renew(request: Request): Promise<Promotion>
  /** Around a closed gate: admins only, with a reason, ending by itself, and printed in the next digest. */
  override(request: Request & { level: 'L2' | 'L3'; reason: string; cap_usd_cents: number | null }): Promise<Promotion>
  decline(request: Request & { because: string; ask_again_at: number }): Promise<Promotion>
  withdraw(request: Request & { because: string }): Promise<Promotion>
}

type Request = { scope: Scope; by: string }

export function createPromote(parts: {
  trust: TrustStore
  book: TrustBook
  survey: Survey
  /** As it is now; null for nobody of ours. */
  roleOf(userId: string): Promise<Role | null>
  policy: Pick<Policy, 'autonomy'>
  clock: Clock
}): Promote {
  const { trust, book, survey, roleOf, policy, clock } = parts

  async function found(scope: Scope): Promise<Surveyed | null> {
    book.forget()
    const standings = await survey({ agent: scope.agent })
    return standings.find((standing) => scopeKey(standing.scope) === scopeKey(scope)) ?? null
  }

  async function refusal(by: string, allowed: readonly Role[]): Promise<Promotion | null> {
    const role = await roleOf(by)
    if (role !== null && allowed.includes(role)) return null
    const who = allowed.map((each) => `${each}s`).join(' and ')
    return { outcome: 'forbidden', because: `only ${who} may do this${role ? `; your role is ${role}` : ''}` }
  }

  async function record(
    standing: Surveyed,
    given: {
      level: 'L2' | 'L3'
      by: string
      override: string | null
      cap_usd_cents: number | null
      root_cause: string | null
    },
  ): Promise<Promotion> {
    // As of what was looked at: a severe error that came since is news to it.
    const { scope, now, alpha, attempt, evidence, from_confidence, source } = standing
    const expires_at = now + (given.override === null ? policy.autonomy.grant : policy.autonomy.override)
    const { level, override, root_cause, by } = given
    // What is earned on top of a grant is never wider than it: its evidence was not looked at beyond.
    const resting = override === null ? standing.grant : null
    const cap_usd_cents = lower(given.cap_usd_cents, resting?.override === null ? resting.cap_usd_cents : null)
    const terms = {
      level,
      from_confidence,
      alpha,
      delta: DELTA,
      attempt,
      evidence,
      source,
      cap_usd_cents,
      expires_at,
      override,
      renews: null,
      root_cause,
    }
    // Two clicks on the same state are one grant; the second one hears what the first one did.
    const cause = `granted/${scopeKey(scope)}/${standing.last_seq}`
    const seen = { scope, seq: standing.last_seq }
    const isMine = await trust.append({ type: 'granted', scope, ...terms }, { by, at: now, cause, seen })
    return isMine
      ? done({ outcome: 'granted', standing, level, expires_at })
      : asItIs(standing, { level, outcome: 'granted' })
  }

  function done(promotion: Promotion): Promotion {
    book.forget()
    return promotion
  }

  /** Somebody was quicker: said as it stands now. */
  async function asItIs(
    { scope, last_seq }: Surveyed,
    { level, outcome }: { level: 'L2' | 'L3'; outcome: 'granted' | 'renewed' },
  ): Promise<Promotion> {
    const standing = await found(scope)
    if (!standing) return { outcome: 'unknown' }
    const { grant } = standing
    return grant?.level === level && grant.seq > last_seq
      ? { outcome, standing, level, expires_at: grant.expires_at }
      : { outcome: 'closed', standing }
  }

  return {
    async grant({ scope, by, cap_usd_cents, root_cause = null }) {
      const refused = await refusal(by, ['lead', 'admin'])
      if (refused) return refused
      const standing = await found(scope)
      if (!standing) return { outcome: 'unknown' }
      if (standing.offer === null) return { outcome: 'closed', standing }
      const cause = root_cause?.trim() || null
      if (standing.level === 'P' && cause === null)
        return { outcome: 'forbidden', because: 'say first what was wrong and what was mended' }
      return record(standing, { level: standing.offer, by, override: null, cap_usd_cents, root_cause: cause })
    },
    async renew({ scope, by }) {
      const refused = await refusal(by, ['lead', 'admin'])
      if (refused) return refused
      const standing = await found(scope)
      if (!standing) return { outcome: 'unknown' }
      const { grant, renewal } = standing
      if (grant === null || renewal?.offer == null) return { outcome: 'closed', standing }
      const now = clock()
      const { alpha, attempt, evidence, last_seq } = standing
      const { from_confidence, cap_usd_cents, source = null } = grant
      const { offer: level, estimate, audits } = renewal
      const expires_at = now + policy.autonomy.grant
      const event: TrustEvent = {
        ...{ type: 'granted', scope, level, from_confidence, alpha, delta: DELTA, attempt, evidence, cap_usd_cents },
        source,
        ...{ expires_at, override: null, root_cause: null },
        renews: { seq: grant.seq, audits: audits.done, wrong: audits.wrong, estimate },
      }
      const seen = { scope, seq: last_seq }
      const isMine = await trust.append(event, { by, at: now, cause: `renewed/${grant.seq}`, seen })
      return isMine
        ? done({ outcome: 'renewed', standing, level, expires_at })
        : asItIs(standing, { level, outcome: 'renewed' })
    },
    async override({ scope, by, level, reason, cap_usd_cents }) {
      const refused = await refusal(by, ['admin'])
      if (refused) return refused
      const standing = await found(scope)
      if (!standing) return { outcome: 'unknown' }
      if (standing.risk === 'D' || policy.autonomy.never.includes(scope.action))
        return { outcome: 'forbidden', because: `"${scope.action}" never acts without a person, whoever asks` }
      if (level === 'L3' && staysStoppable(scope.action, { risk: standing.risk, policy: policy.autonomy }))
        return { outcome: 'forbidden', because: `"${scope.action}" stays where a person can still stop it` }
      return record(standing, { level, by, override: reason, cap_usd_cents, root_cause: null })
    },
    async decline({ scope, by, because, ask_again_at }) {
      const refused = await refusal(by, ['lead', 'admin'])
      if (refused) return refused
      const standing = await found(scope)
      if (!standing) return { outcome: 'unknown' }
      const level = standing.offer ?? 'L2'
      const cause = `declined/${scopeKey(scope)}/${standing.last_seq}/${ask_again_at}`
      await trust.append({ type: 'declined', scope, level, because, ask_again_at }, { by, at: clock(), cause })
      return done({ outcome: 'declined', standing })
    },
    async withdraw({ scope, by, because }) {
      // Taking back is the careful side: whoever decides cards may.
      const refused = await refusal(by, ['reviewer', 'lead', 'admin'])
      if (refused) return refused
      const standing = await found(scope)
      if (!standing?.grant) return standing ? { outcome: 'closed', standing } : { outcome: 'unknown' }
      const { grant } = standing
      const event = {
        type: 'demoted' as const,
        scope,
        from: grant.level,
        cause: 'withdrawn' as const,
        because,
        evidence: null,
      }
      // Taken back by the keeper a moment before is taken back all the same.
      await trust.append(event, { by, at: clock(), cause: `demoted/${grant.seq}` })
      return done({ outcome: 'withdrawn', standing })
    },
  }
}

/** Null is no cap. */
function lower(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}
