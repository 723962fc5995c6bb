// Every scope's standing, read from the record in one go: what `/autonomy`, the digest and the keeper look at.
import type { Seeds } from '../autonomy/catch-rate.ts'
import type { Discordant } from '../autonomy/skill.ts'
import type { ActionSpec, Risk } from '../contracts/action.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import type { Clock } from '../contracts/clock.ts'
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { EvidenceRow, TrustStore } from '../ledger/trust.ts'
import type { TrustBook } from './book.ts'
import { fresh, scopeKey } from './grants.ts'
import { type Standing, standingOf } from './standing.ts'

export type Surveyed = Standing & {
  /** Proposals a week at the pace of the last four. */
  per_week: number
  /** What one of them usually moves; null where no money moves. */
  usual_amount: { amount: number; currency: string } | null
}

export type Survey = (query?: { agent?: string }) => Promise<Surveyed[]>

const PACE_MS = 28 * DAY

export type SurveyParts = {
  trust: TrustStore
  book: TrustBook
  registry: readonly Pick<AnyAgent, 'name' | 'version' | 'kind'>[]
  actions: Readonly<Record<string, { spec: Pick<ActionSpec, 'risk'> }>>
  /** Known-wrong cases the reviewers of an agent's action answered. */
  seedsOf(agent: string, action: string): Promise<Seeds>
  /** Whose approvals of a time say anything; everybody's where it is not given. */
  trusted?(): Promise<(userId: string, at: number) => boolean>
  policy: Pick<Policy, 'autonomy'>
  clock: Clock
}

export function createSurvey(parts: SurveyParts): Survey {
  const { trust, book, registry, actions, seedsOf, policy, clock } = parts
  const judges = new Set(registry.filter(({ kind }) => kind === 'agent').map(({ name }) => name))

  return async (query = {}) => {
    const now = clock()
    const [rows, book_, volumes] = await Promise.all([trust.evidence(query), book.now(), trust.volumes(now - PACE_MS)])
    const trustedBy = await parts.trusted?.()
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
    const standings = [...groups.values()].map(async ({ scope, rows: own }): Promise<Surveyed> => {
      const volume = volumes.find((each) => scopeKey(each) === scopeKey(scope))
      const standing = standingOf({
        trust: book_.get(scopeKey(scope)) ?? fresh(scope),
        rows: own,
        risk: riskOf(scope.action),
        attempt: attemptOf(rows, scope),
        seeds: await seedsOf(scope.agent, scope.action),
        skill: skillOf(rows.filter(({ agent, version }) => agent === scope.agent && version === scope.version)),
        needsSkill: own.some(({ departs }) => departs),
        ...(trustedBy ? { trustedBy } : {}),
        policy: policy.autonomy,
        now,
      })
      return {
        ...standing,
        per_week: (volume?.proposed ?? 0) / (PACE_MS / (7 * DAY)),
        usual_amount:
          volume?.usual_amount != null && volume.currency !== null
            ? { amount: Math.round(volume.usual_amount), currency: volume.currency }
            : null,
      }
    })
    return (await Promise.all(standings)).sort((a, b) => (scopeKey(a.scope) < scopeKey(b.scope) ? -1 : 1))
  }

  function riskOf(action: string): Risk {
    return actions[action]?.spec.risk ?? 'D'
  }
}

/** Versions of the scope that were judged before this one, and this one. */
function attemptOf(rows: readonly EvidenceRow[], { agent, version, action, segment }: Scope): number {
  const tried = rows.filter(
    (row) => row.agent === agent && row.action === action && row.segment === segment && row.verdict !== null,
  )
  const versions = [...new Set(tried.map((row) => row.version))]
  const at = versions.indexOf(version)
  return at === -1 ? versions.length + 1 : at + 1
}

/** Departing from the usual and being right is an improvement; being wrong a harm. */
export function skillOf(rows: readonly EvidenceRow[]): Discordant {
  const discordant = rows.filter(
    ({ departs, status }) => departs && ['approved', 'edited', 'rejected'].includes(status),
  )
  const harms = discordant.filter(
    ({ status, corrected_at, outcome }) => status === 'rejected' || corrected_at !== null || outcome !== null,
  ).length
  return { improvements: discordant.length - harms, harms }
}
