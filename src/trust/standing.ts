// Where a scope stands: what its evidence says, which floors it has reached, what keeps it from more, and what may be offered.
// Pure: the same decisions and the same moment give the same answer.
import { correctedGate, type Seeds } from '../autonomy/catch-rate.ts'
import { climb, seenFrom, startLadder } from '../autonomy/confidence-ladder.ts'
import { designEffect } from '../autonomy/design-effect.ts'
import type { Tally } from '../autonomy/evidence.ts'
import { type Discordant, targetError } from '../autonomy/skill.ts'
import { rungsFrom, startRung } from '../autonomy/start-rung.ts'
import { DELTA, logThreshold } from '../autonomy/threshold.ts'
import type { Risk } from '../contracts/action.ts'
import { DAY } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import type { Policy } from '../contracts/policy.ts'
import type { EvidenceSummary } from '../contracts/trust.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { allCasesOf, auditsOf, type Case } from './cases.ts'
import { type Condition, mostBinding, nextLevel, toL2, toL3 } from './conditions.ts'
import { cusumOf, recencyOf } from './cusum-of.ts'
import { exposureOf } from './exposure-of.ts'
import type { ScopeTrust } from './grants.ts'
import { lastSevere } from './learned.ts'
import { estimateOf } from './standing-estimate.ts'

export type StandingInput = {
  trust: ScopeTrust
  /** Every row of the scope, oldest first. */
  rows: readonly EvidenceRow[]
  /** When an error of severity 3 was last learned of any version; that of `rows` where it is not given. */
  severeAt?: number | null
  risk: Risk
  /** Which attempt this is, by versions and what judged in them: 1 for the first. */
  attempt: number
  /** Known-wrong cases the reviewers of this agent and action answered. */
  seeds: Seeds
  /** The agent against doing nothing, over all its actions. */
  skill: Discordant
  /** False for actions equal to what would happen anyway: there is nothing to be better than. */
  needsSkill: boolean
  /** Decided without asking since its first grant after it last slipped; what was looked at stands for it where it is not given. */
  alone?: number
  /** How often doing nothing would have been wrong; null where too little is known. */
  baseError?: number | null
  trustedBy?: (userId: string, at: number) => boolean
  policy: Policy['autonomy']
  now: number
}

export type Standing = {
  scope: Scope
  level: Level
  /** The last thing that was decided about it, 0 before the first: a click that was made on what is not true any more changes nothing. */
  last_seq: number
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

export function standingOf(input: StandingInput): Standing {
  const { trust, risk, policy, seeds, now } = input
  const since = trust.probation_since ?? 0
  const rows = input.rows.filter((row) => (row.closed_at ?? row.audited_at ?? row.proposed_at) > since)
  const { trustedBy } = input
  const cases = allCasesOf(rows, { ...(trustedBy ? { trustedBy } : {}), mustOpen: mustOpen(risk) })
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
  const grant = trust.grant !== null && trust.grant.expires_at > now ? trust.grant : null
  // An admin's exception has earned nothing: the first gate is still the one to pass.
  const earned = grant?.override === null ? grant : null
  const standsFrom = alpha === null ? null : seenFrom(ladder)
  // While no rung stands, the first one is what is spoken of. More is never granted from lower than what it rests on.
  const spoken = Math.max(standsFrom ?? start ?? 0, earned?.from_confidence ?? 0)
  const slice = cases.filter(({ confidence }) => confidence >= spoken)
  const tally = tallyOf(slice)
  const gate = gateOf(tally)
  const audits = auditsOf(rows)
  const heldAgainst = grant === null ? audits : audits.filter(({ at }) => at >= grant.granted_at)
  // Of all that its grant covers.
  const covered = Math.min(spoken, grant?.from_confidence ?? spoken)
  const isCovered = ({ confidence }: { confidence: number }): boolean => confidence >= covered
  const estimate = estimateOf({
    cases: cases.filter(isCovered),
    rows: rows.filter(isCovered),
    granted: trust.watched !== null,
    alone: input.alone ?? null,
  })
  // A version, a probation or a break does not make this kind of error older than it is.
  const severeAt = input.severeAt === undefined ? lastSevere(input.rows) : input.severeAt
  const exposure = exposureOf(rows, cases, { now, severeAt })
  const watch = cusumOf(audits, trust.watched, grant?.alpha ?? (alpha || null))
  const recency = recencyOf(slice, alpha || 0.05)
  const about = { ...input, policy, seeds, alpha, tally, gate, effect, attempt, exposure, strict, recency }
  const last = slice.at(-1)
  const unmet: Condition[] =
    earned?.level === 'L2'
      ? toL3({ ...about, scope: trust.scope, grant: earned, watch, audits: heldAgainst.length })
      : toL2({
          ...{ ...about, estimate, hadGrant: trust.watched !== null },
          lastCase: last === undefined ? null : (now - last.at) / DAY,
        })
  const offer =
    alpha === null || (standsFrom ?? earned) === null || unmet.length > 0
      ? null
      : nextLevel(earned?.level ?? null, { risk, policy, scope: trust.scope })
  return {
    scope: trust.scope,
    level: grant?.level ?? (trust.probation_since === null ? 'L1' : 'P'),
    now,
    last_seq: trust.last?.seq ?? 0,
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

export function byDay(cases: readonly Case[]): Tally[] {
  const days = new Map<number, Tally>()
  for (const { at, loss } of cases) {
    const day = Math.floor(at / DAY)
    const before = days.get(day) ?? { errors: 0, decisions: 0 }
    days.set(day, { errors: before.errors + loss, decisions: before.decisions + 1 })
  }
  return [...days.values()]
}
