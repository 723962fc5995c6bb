// Every scope's standing, read from the record in one go: what `/autonomy`, the digest and the keeper look at.
import type { Seeds } from '../autonomy/catch-rate.ts'
import { type Drift, inputDrift } from '../autonomy/input-drift.ts'
import type { Discordant } from '../autonomy/skill.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import type { Clock } from '../contracts/clock.ts'
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { EvidenceRow, TrustStore } from '../ledger/trust.ts'
import { baseErrorOf } from './base-error.ts'
import type { TrustBook } from './book.ts'
import { allCasesOf, answeredAt, type Considered } from './cases.ts'
import { type Condition, unmetSkill } from './conditions.ts'
import { type ActionRisks, consideredBy, riskOf } from './considered.ts'
import { fresh, type ScopeTrust, scopeKey } from './grants.ts'
import { lastSevere } from './learned.ts'
import { type Renewal, type RenewalInput, renewalOf } from './renewal.ts'
import { attemptOf, ofSource, sourceInUse } from './source-in-use.ts'
import { type Standing, standingOf } from './standing.ts'

export type Surveyed = Standing & {
  /** What judges it by now: its evidence is only what that judged. Null while nothing tells. */
  source: string | null
  /** Proposals a week at the pace of the last four. */
  per_week: number
  /** What one of them usually moves; null where no money moves, or money of several currencies. */
  usual_amount: { amount: number; currency: string } | null
  /** Set from some weeks before the end of its grant. */
  renewal: Renewal | null
  /** Set where what it acts on looks different from when it was granted: worth a look, and no more than that. */
  drift: Drift | null
}

export type Survey = (query?: { agent?: string }) => Promise<Surveyed[]>

const PACE_MS = 28 * DAY
/** How far back the time is in which a grant was earned, and what "lately" is. */
const EARNED_MS = 90 * DAY
const LATELY_MS = 14 * DAY

export type SurveyParts = {
  trust: TrustStore
  book: TrustBook
  registry: readonly Pick<AnyAgent, 'name' | 'version' | 'kind'>[]
  actions: ActionRisks
  /** Known-wrong cases the reviewers of an agent's action answered. */
  seedsOf(agent: string, action: string): Promise<Seeds>
  /** Whose approvals of a time say anything; everybody's where it is not given. */
  trusted?(moments: readonly number[]): Promise<(userId: string, at: number) => boolean>
  /** Whether what reviewers catch is less than their check cases say; never where it is not given. */
  doubted?(): Promise<boolean>
  policy: Pick<Policy, 'autonomy'>
  clock: Clock
}

export function createSurvey(parts: SurveyParts): Survey {
  const { trust, book, registry, actions, seedsOf, policy, clock } = parts
  const judges = new Set(registry.filter(({ kind }) => kind === 'agent').map(({ name }) => name))

  return async (query = {}) => {
    const now = clock()
    const [rows, book_, volumes] = await Promise.all([trust.evidence(query), book.now(), trust.volumes(now - PACE_MS)])
    const trustedBy = await parts.trusted?.(rows.map(answeredAt))
    const doubted = (await parts.doubted?.()) ?? false
    const consideredOf = consideredBy(actions, trustedBy)
    const groups = new Map<string, { scope: Scope; rows: EvidenceRow[] }>()
    const add = ({ agent, version, action, segment }: Scope, row?: EvidenceRow): void => {
      if (!judges.has(agent) || (query.agent !== undefined && query.agent !== agent)) return
      const scope = { agent, version, action, segment }
      const group = groups.get(scopeKey(scope)) ?? { scope, rows: [] }
      if (row) group.rows.push(row)
      groups.set(scopeKey(scope), group)
    }
    for (const row of rows) add(row, row)
    for (const volume of volumes) add(volume)
    const standings = [...groups.values()].map(async ({ scope, rows: all }): Promise<Surveyed> => {
      const held = book_.get(scopeKey(scope)) ?? fresh(scope)
      const source = sourceInUse(all, held.grant, now)
      const own = ofSource(all, source)
      const volume = volumes.find((each) => scopeKey(each) === scopeKey(scope))
      const risk = riskOf(actions, scope.action)
      const considered = consideredOf(scope.action)
      const skill = {
        skill: skillOf(
          ofSource(
            rows.filter(({ agent, version }) => agent === scope.agent && version === scope.version),
            source,
          ),
          consideredOf,
        ),
        needsSkill: own.some(({ departs }) => departs),
      }
      const standing = standingOf({
        trust: held,
        rows: own,
        severeAt: lastSevere(rows.filter((row) => scopeKey({ ...row, version: scope.version }) === scopeKey(scope))),
        risk,
        attempt: attemptOf(rows, scope, source),
        seeds: await seedsOf(scope.agent, scope.action),
        ...skill,
        alone: await alone(held),
        baseError: baseErrorOf(rows, scope, considered),
        ...(trustedBy ? { trustedBy } : {}),
        policy: policy.autonomy,
        now,
      })
      return {
        ...(doubted ? withDoubt(standing) : standing),
        source,
        drift: await drift(standing),
        renewal: await renewal(standing, { rows: own, besides: unmetSkill(skill) }),
        per_week: (volume?.proposed ?? 0) / (PACE_MS / (7 * DAY)),
        usual_amount:
          volume?.usual_amount != null && volume.currency !== null
            ? { amount: Math.round(volume.usual_amount), currency: volume.currency }
            : null,
      }
    })
    return (await Promise.all(standings)).sort((a, b) => (scopeKey(a.scope) < scopeKey(b.scope) ? -1 : 1))
  }

  /** Of what acts by itself, against the time in which it earned that. */
  async function drift({ scope, grant, now }: Standing): Promise<Drift | null> {
    if (grant === null) return null
    const { granted_at: at } = grant
    const found = await trust.confidences(scope, {
      before: { from: at - EARNED_MS, to: at },
      now: { from: Math.max(at, now - LATELY_MS), to: now },
    })
    const drifted = inputDrift(found.before, found.now)
    return drifted?.warns ? drifted : null
  }

  /** As the keeper counts it: what its audits stand for. */
  async function alone({ scope, watched }: ScopeTrust): Promise<number> {
    if (watched === null) return 0
    const volumes = await trust.volumes(watched.since)
    return volumes.find((each) => scopeKey(each) === scopeKey(scope))?.unasked ?? 0
  }

  async function renewal(
    { scope, grant, risk, alpha, now }: Standing,
    about: Pick<RenewalInput, 'rows' | 'besides'>,
  ): Promise<Renewal | null> {
    // What was done since is asked of the record only when it is due.
    if (grant === null || now < grant.expires_at - policy.autonomy.renewal.from) return null
    const volumes = await trust.volumes(grant.granted_at)
    const done = volumes.find((each) => scopeKey(each) === scopeKey(scope))?.proposed ?? 0
    return renewalOf({ ...about, scope, grant, done, risk, alpha, policy: policy.autonomy, now })
  }
}

/** The gate leans on what reviewers catch: while that is in doubt, nothing is offered. */
function withDoubt(standing: Standing): Standing {
  const doubt: Condition = { condition: 'checks_doubted', have: 0, need: 1, daysLeft: null }
  return { ...standing, offer: null, unmet: [...standing.unmet, doubt], binding: standing.binding ?? doubt }
}

/** Departing from the usual and being right is an improvement; being wrong a harm. The same answers count as for the gate. */
export function skillOf(
  rows: readonly EvidenceRow[],
  consideredOf: (action: string) => Considered = () => ({}),
): Discordant {
  const departing = rows.filter(({ departs }) => departs)
  const discordant = [...new Set(departing.map(({ action }) => action))].flatMap((name) =>
    allCasesOf(
      departing.filter(({ action }) => action === name),
      consideredOf(name),
    ),
  )
  const harms = discordant.filter(({ loss }) => loss === 1).length
  return { improvements: discordant.length - harms, harms }
}
