// Where a scope stands: what its evidence says, which floors it has reached, what keeps it from more, and what may be offered.
// Pure: the same decisions and the same moment give the same answer.
import { rungsFrom, startRung } from '../autonomy/batch-ladder.ts'
import { correctedGate, type Seeds } from '../autonomy/catch-rate.ts'
import { climb, standingFrom, startLadder } from '../autonomy/confidence-ladder.ts'
import { designEffect } from '../autonomy/design-effect.ts'
import type { Tally } from '../autonomy/evidence.ts'
import { type Discordant, targetError } from '../autonomy/skill.ts'
import { DELTA, logThreshold } from '../autonomy/threshold.ts'
import { hajek } from '../autonomy/weighted-error.ts'
import type { Risk } from '../contracts/action.ts'
import { DAY } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { EvidenceSummary } from '../contracts/trust.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { auditsOf, type Case, casesOf } from './cases.ts'
import { type Condition, mostBinding, nextLevel, toL2, toL3 } from './conditions.ts'
import { cusumOf } from './cusum-of.ts'
import { exposureOf } from './exposure-of.ts'
import type { ScopeTrust } from './grants.ts'

export type StandingInput = {
  trust: ScopeTrust
  /** Every row of the scope, oldest first. */
  rows: readonly EvidenceRow[]
  risk: Risk
  /** Which attempt this is, by versions: 1 for the first. */
  attempt: number
  /** Known-wrong cases the reviewers of this agent and action answered. */
  seeds: Seeds
  /** The agent against doing nothing, over all its actions. */
  skill: Discordant
  /** False for actions equal to what would happen anyway: there is nothing to be better than. */
  needsSkill: boolean
  /** How often doing nothing would have been wrong; null where too little is known. */
  baseError?: number | null
  trustedBy?: (userId: string, at: number) => boolean
  policy: Policy['autonomy']
  now: number
}

export type Standing = {
  scope: Scope
  level: Level
  grant: ScopeTrust['grant']
  risk: Risk
  attempt: number
  alpha: number
  /** Set where the target follows doing nothing: how often that is wrong, and the policy's own target. */
  relative: { base_error: number; policy_alpha: number } | null
  /** The slice spoken of: decisions with at least this confidence. */
  from_confidence: number
  tally: Tally
  evidence: EvidenceSummary
  /** Every error of the scope, newest last. */
  wrong: Case[]
  cases: Case[]
  /** True when the numbers alone would do. */
  open: boolean
  /** Proven to be below target: fix it, do not wait. */
  futile: boolean
  coverage: number | null
  /** The error rate of everything done, by how likely each case was to be looked at. */
  estimate: number | null
  /** By lot, since its grant where there is one. */
  audits: { done: number; wrong: number }
  cusum: number
  unmet: Condition[]
  binding: Condition | null
  /** The moment this was true. */
  now: number
  /** What a manager could grant now; null while something keeps it. */
  offer: 'L2' | 'L3' | null
}

/** Cases a percentage is worth saying of. */
export const WORTH_SAYING = 20

export function standingOf(input: StandingInput): Standing {
  const { trust, risk, policy, seeds, now } = input
  const since = trust.probation_since ?? 0
  const rows = input.rows.filter((row) => (row.closed_at ?? row.audited_at ?? row.proposed_at) > since)
  const { trustedBy } = input
  const cases = casesOf(rows, { ...(trustedBy ? { trustedBy } : {}), mustOpen: mustOpen(risk) })
  const attempt = input.attempt + trust.demotions
  const policyAlpha = alphaOf(policy, risk)
  const baseError = input.baseError ?? null
  const alpha = policyAlpha === null ? null : targetError({ policyAlpha, baseError })
  const effect = designEffect(byDay(cases))
  const strict = policy.strict
  const gateOf = (tally: Tally) =>
    correctedGate({ tally, seeds, alpha: alpha ?? 0, designEffect: effect, k: attempt, strict })
  const whole = gateOf(tallyOf(cases))
  // Chosen by how sure the agent is of its cases, never by how right it was.
  const start = startRung(cases.map(({ confidence }) => confidence))
  const ladder = cases.reduce(
    (climbed, { confidence, loss }) => climb(climbed, { confidence, loss }, effect),
    startLadder({
      rungs: rungsFrom(start),
      alpha: whole.alphaEff,
      logThreshold: logThreshold({ k: attempt, delta: DELTA / 2, strict }),
    }),
  )
  const from_confidence = alpha === null ? null : standingFrom(ladder)
  // While no rung stands, the first one is what is spoken of.
  const spoken = from_confidence ?? start ?? 0
  const slice = cases.filter(({ confidence }) => confidence >= spoken)
  const tally = tallyOf(slice)
  const gate = gateOf(tally)
  const audits = auditsOf(rows)
  const grant = trust.grant !== null && trust.grant.expires_at > now ? trust.grant : null
  const heldAgainst = grant === null ? audits : audits.filter(({ at }) => at >= grant.granted_at)
  const estimate = hajek(slice.map(({ loss, pi }) => ({ loss, pi })))
  const exposure = exposureOf(rows, cases, now)
  const watch = cusumOf(audits, grant, grant?.alpha ?? (alpha || null))
  // An admin's exception has earned nothing: the first gate is still the one to pass.
  const earned = grant?.override === null ? grant : null
  const unmet: Condition[] =
    earned?.level === 'L2'
      ? toL3({
          ...{ scope: trust.scope, grant: earned, watch, policy, now, days: exposure.days },
          audits: heldAgainst.length,
        })
      : toL2({ ...input, policy, seeds, alpha, tally, gate, effect, attempt, exposure, estimate, strict })
  const offer =
    alpha === null || from_confidence === null || unmet.length > 0
      ? null
      : nextLevel(earned?.level ?? null, { risk, policy, scope: trust.scope })
  return {
    scope: trust.scope,
    level: grant?.level ?? (trust.probation_since === null ? 'L1' : 'P'),
    now,
    ...{ grant, risk, attempt, alpha: alpha ?? 0, tally, cases, estimate, unmet, offer },
    relative:
      policyAlpha !== null && baseError !== null && alpha !== policyAlpha
        ? { base_error: baseError, policy_alpha: policyAlpha }
        : null,
    from_confidence: spoken,
    evidence: {
      ...{ decisions: tally.decisions, errors: tally.errors, at_worst: gate.atWorst },
      ...{ log_evidence: gate.logEvidence, log_threshold: gate.logThreshold },
      ...{ alpha_eff: gate.alphaEff, catch_rate: gate.catchRate },
    },
    wrong: slice.filter(({ loss }) => loss === 1),
    open: gate.open,
    futile: whole.futile,
    coverage:
      exposure.answered + exposure.expired === 0 ? null : exposure.answered / (exposure.answered + exposure.expired),
    audits: { done: heldAgainst.length, wrong: heldAgainst.filter(({ wrong }) => wrong).length },
    cusum: watch.value,
    binding: mostBinding(unmet),
  }
}

/** What costs something to undo is not approved unseen. */
export function mustOpen(risk: Risk): boolean {
  return risk === 'B' || risk === 'C'
}

/** Null for actions that never act without a person. */
export function alphaOf(policy: Policy['autonomy'], risk: Risk): number | null {
  return risk === 'D' ? null : policy.alpha[risk]
}

export function tallyOf(cases: readonly Pick<Case, 'loss'>[]): Tally {
  return { decisions: cases.length, errors: cases.filter(({ loss }) => loss === 1).length }
}

function byDay(cases: readonly Case[]): Tally[] {
  const days = new Map<number, Tally>()
  for (const { at, loss } of cases) {
    const day = Math.floor(at / DAY)
    const before = days.get(day) ?? { errors: 0, decisions: 0 }
    days.set(day, { errors: before.errors + loss, decisions: before.decisions + 1 })
  }
  return [...days.values()]
}
