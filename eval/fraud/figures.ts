// What a stream came to, as figures: per action, over time, and every change of level with what was done under it.
import { logSkill, skillGateOpen, targetError } from '../../src/autonomy/skill.ts'
import { DAY } from '../../src/contracts/clock.ts'
import type { StoredTrustEvent } from '../../src/contracts/trust.ts'
import { scopeKey } from '../../src/trust/grants.ts'
import { type Surveyed, skillOf } from '../../src/trust/survey.ts'
import { MANAGER } from '../stream/installation.ts'
import { whyNever } from './never-promoted.ts'
import { count, share } from './shares.ts'
import { statedConfidence } from './stated-confidence.ts'
import type { Judgement, Streamed } from './stream.ts'

export type Actions = Awaited<ReturnType<typeof actionFigures>>

/** The moment of the order in the middle. */
export function middleOf(orders: readonly { at: number }[]): number {
  return orders[Math.floor(orders.length / 2)]?.at ?? 0
}

/** Each recommended action by itself: what it is worth, what was asked, what acted on an earned level and how wrong that was. */
export async function actionFigures({ installation, judgements }: Streamed, middle = middleOf(judgements)) {
  const standings = await installation.survey()
  const rows = await installation.record.trust.evidence({})
  const events = await installation.record.trust.all()
  const grants = events.flatMap(({ event }) => (event.type === 'granted' ? [event] : []))
  const names = [...new Set([...judgements.map(({ action }) => action), 'hold', 'release'])].sort()
  return names.map((action) => {
    const own = judgements.filter((judgement) => judgement.action === action)
    const alone = own.filter(({ is_alone }) => is_alone)
    const wanted = count(judgements, ({ is_fraud }) => is_fraud === (action !== 'release'))
    const right = count(own, ({ is_right }) => is_right)
    const scopes = standings.filter(({ scope }) => scope.action === action)
    const granted = grants.filter(({ scope }) => scope.action === action)
    const [first] = scopes
    const policyAlpha = first ? (first.relative?.policy_alpha ?? first.alpha) : null
    // The strictest that a grant was given at.
    const alpha = granted.length === 0 ? policyAlpha : Math.min(...granted.map((grant) => grant.alpha))
    const aloneWrong = count(alone, ({ is_right }) => !is_right)
    const error = share(aloneWrong, alone.length)
    const discordant = skillOf(rows.filter((row) => row.action === action))
    return {
      ...{ action, n: own.length, right, precision: share(right, own.length), recall: share(right, wanted) },
      asked: count(own, ({ answer }) => answer === 'ask'),
      as_usual: ofUsual(own, {
        alpha: policyAlpha,
        baseError: share(
          count(judgements, ({ is_fraud }) => is_fraud),
          judgements.length,
        ),
      }),
      alone: {
        ...{ n: alone.length, wrong: aloneWrong, error, alpha, audited: count(alone, ({ is_audited }) => is_audited) },
        precision: share(alone.length - aloneWrong, alone.length),
        ...{ coverage: share(alone.length, own.length), recall: share(alone.length - aloneWrong, wanted) },
        ok: error === null || alpha === null || error <= alpha,
      },
      skill:
        action === 'release'
          ? { needed: false as const }
          : {
              needed: true as const,
              ...{ ...discordant, log_evidence: logSkill(discordant), open: skillGateOpen(discordant) },
            },
      confidence: statedConfidence(own, middle),
      seeds: installation.seedsOf(action),
      scopes: scopes.map((scope) => scopeFigures(scope, own)),
      never_promoted: scopes
        .filter(({ scope }) => !granted.some((grant) => scopeKey(grant.scope) === scopeKey(scope)))
        .map((scope) => whyNever(scope, own)),
    }
  })
}

/** What acted without a question because it equals what happens anyway. Its target is relative to doing nothing. */
function ofUsual(own: readonly Judgement[], { alpha, baseError }: { alpha: number | null; baseError: number | null }) {
  const usual = own.filter(({ answer, is_alone }) => answer !== 'ask' && !is_alone)
  const wrong = count(usual, ({ is_right }) => !is_right)
  const target = alpha === null ? null : targetError({ policyAlpha: alpha, baseError })
  return { n: usual.length, wrong, error: share(wrong, usual.length), error_of_doing_nothing: baseError, target }
}

/** What became of the orders, agent and people together. */
export function ended(judgements: readonly Judgement[]) {
  const isHeld = ({ action, row }: Judgement): boolean => (action === 'release') === (row.status === 'rejected')
  const held = judgements.filter(isHeld)
  const stopped = count(held, ({ is_fraud }) => is_fraud)
  const frauds = count(judgements, ({ is_fraud }) => is_fraud)
  return {
    ...{ frauds, stopped, shipped: frauds - stopped, share_stopped: share(stopped, frauds) },
    ...{ good_customers_held: held.length - stopped, questions: count(judgements, ({ answer }) => answer === 'ask') },
  }
}

/** Where a scope stood at the end of the stream. */
function scopeFigures(standing: Surveyed, own: readonly Judgement[]) {
  const { scope, level, offer, attempt, tally, evidence, futile, from_confidence, unmet } = standing
  const all = own.filter(({ segment }) => segment === scope.segment)
  return {
    ...{ segment: scope.segment, level, offer, attempt, from_confidence, ...tally, at_worst: evidence.at_worst },
    true_error: share(
      count(all, ({ is_right }) => !is_right),
      all.length,
    ),
    ...{ alpha_eff: evidence.alpha_eff, catch_rate: evidence.catch_rate, futile },
    unmet: unmet.map(({ condition, have, need }) => ({ condition, have, need })),
  }
}

/** Every grant and every end of one, in order; each end with what was done under its grant. */
export async function changes({ installation, judgements }: Streamed) {
  const events = await installation.record.trust.all()
  return events.map((stored, index) => {
    const { at, by, event } = stored
    const { action, segment } = event.scope
    const decided = count(judgements, (judgement) => judgement.at < at)
    const common = { at: new Date(at).toISOString(), orders: decided, action, segment, type: event.type }
    if (event.type === 'granted') {
      const { level, from_confidence, alpha, attempt, evidence } = event
      return { ...common, by: by === MANAGER ? 'manager' : by, level, from_confidence, alpha, attempt, evidence }
    }
    if (event.type !== 'demoted') return common
    const since = grantedAt(events.slice(0, index), stored)
    const under = judgements.filter(
      (each) =>
        each.is_alone && each.action === action && each.segment === segment && each.at >= since && each.at <= at,
    )
    const wrong = count(under, ({ is_right }) => !is_right)
    return {
      ...{ ...common, from: event.from, cause: event.cause, because: event.because },
      under_grant: { n: under.length, wrong, error: share(wrong, under.length), days: (at - since) / DAY },
    }
  })
}

function grantedAt(before: readonly StoredTrustEvent[], { event }: StoredTrustEvent): number {
  const isOwn = ({ event: { type, scope } }: StoredTrustEvent) =>
    type === 'granted' && scope.action === event.scope.action && scope.segment === event.scope.segment
  return before.findLast(isOwn)?.at ?? 0
}
