// The gate: act, act unless vetoed, or ask - and why, in words. Pure. Nothing an agent says about itself can open it.
import type { Risk } from '../contracts/action.ts'
import type { GateAnswer, Level, Scope } from '../contracts/gate.ts'
import { formatMoney, type Money, usdCents } from '../contracts/money.ts'
import type { RunPolicy } from '../contracts/policy.ts'
import type { RunKind } from '../contracts/run.ts'
import type { Fallback } from '../contracts/topology.ts'

export type GateInput = {
  kind: RunKind
  runs: 'agent' | 'automation'
  /** Set in a case whose answer is known: it asks like a real one, at one step and nowhere else. */
  check?: { asks: boolean } | null
  scope: Scope
  level: Level
  /** What judged this, where more than the level was earned here, but by something else. */
  unearned?: string | null
  risk: Risk
  confidence: number
  /** Differs from what would happen without us. */
  departs: boolean
  amount: Money | null
  fallback: { used: Fallback; because: string } | null
  /** Facts older than the agent allows, in words. */
  stale: string[]
  /** Who pressed a stop button that covers this agent; null when none did. */
  stoppedBy: string | null
  /** Drawn for this proposal, uniform in [0, 1). */
  draw: number
  policy: RunPolicy
}

export function gate(input: GateInput): GateAnswer {
  const must = withUnearned(mustAsk(input), input)
  const common = { level: input.level, scope: input.scope, four_eyes: needsTwo(input) }
  if (input.check) return known(input.check, input, { ...common, level: 'L1', four_eyes: false })
  if (must.length > 0) return { ...common, answer: 'ask', must_ask: true, p_ask: 1, reasons: must }
  if (input.runs === 'automation')
    return {
      ...common,
      four_eyes: false,
      answer: 'act',
      must_ask: false,
      p_ask: 0,
      reasons: ['An automation: it carries out, and is only asked about when it fails'],
    }
  if (input.level === 'L3')
    return {
      ...common,
      answer: 'act',
      must_ask: false,
      p_ask: 0,
      reasons: [`${input.scope.agent} acts alone on this here (level L3)`],
    }
  if (input.level === 'L2')
    return {
      ...common,
      answer: 'act_unless_vetoed',
      must_ask: false,
      p_ask: 0,
      reasons: [`${input.scope.agent} acts on this here unless vetoed (level L2)`],
    }
  const p = input.policy.ask.sample
  const share = `${Number((p * 100).toFixed(1))} % of usual proposals are asked`
  return input.draw < p
    ? {
        ...common,
        answer: 'ask',
        must_ask: false,
        p_ask: p,
        reasons: withUnearned([`A spot check: equal to what happens anyway, and ${share}`], input),
      }
    : {
        ...common,
        answer: 'act',
        must_ask: false,
        p_ask: p,
        reasons: [`Equal to what happens anyway, and not drawn for a check (${share})`],
      }
}

/** Said beside why it is asked: on its own it asks for nothing that a suggestion is not asked for anyway. */
function withUnearned(reasons: string[], { unearned, scope }: GateInput): string[] {
  if (reasons.length === 0 || !unearned) return reasons
  const judge = unearned === 'rules' ? 'its rules' : unearned === 'remote' ? 'the agent elsewhere' : `the ${unearned}`
  return [...reasons, `${scope.agent} may act alone here, but not on what ${judge} judged: that was not what earned it`]
}

const UNDRAWN = 'Equal to what happens anyway, and not drawn for a check'

/** As a real one would be asked; where no rule would, as one that was drawn. */
function known(
  { asks }: { asks: boolean },
  input: GateInput,
  common: Pick<GateAnswer, 'level' | 'scope' | 'four_eyes'>,
): GateAnswer {
  const usual = { ...input, check: null, kind: 'live' as const, runs: 'agent' as const, level: 'L1' as const }
  if (!asks) return { ...common, answer: 'act', must_ask: false, p_ask: 0, reasons: [UNDRAWN] }
  const real = gate({ ...usual, draw: 0 })
  const reasons = real.answer === 'ask' ? real.reasons : ['A spot check: equal to what happens anyway']
  return { ...common, answer: 'ask', must_ask: real.must_ask, p_ask: real.p_ask, reasons }
}

function mustAsk(input: GateInput): string[] {
  const { policy, scope } = input
  const isCarriedOut = input.runs === 'automation' && input.fallback === null
  const reasons: string[] = []
  if (input.stoppedBy !== null)
    reasons.push(`${scope.agent} was stopped by ${input.stoppedBy}: everything it proposes is asked`)
  if (input.fallback)
    reasons.push(
      `${scope.agent} gave no usable answer (${input.fallback.because}); its fallback is ${input.fallback.used.replaceAll('_', ' ')}`,
    )
  if (isCarriedOut) return [...reasons, ...input.stale]
  if (input.kind !== 'live' && input.kind !== 'backtest')
    reasons.push('A practice case: nothing is executed and nothing is counted')
  if (input.confidence < policy.ask.below_confidence && !input.fallback)
    reasons.push(`Confidence ${input.confidence.toFixed(2)} is below ${policy.ask.below_confidence.toFixed(2)}`)
  reasons.push(...amountReasons(input), ...input.stale)
  if (input.risk === 'D') reasons.push('This is never done without a person (risk D)')
  // What is hard to undo may earn a veto window, in which a person can stop it, and no more than that.
  if (input.risk === 'C' && input.level !== 'L2') reasons.push('This is hard to undo (risk C)')
  if (input.level === 'P') reasons.push(`${scope.agent} is on probation here: everything is asked`)
  const isEarned = input.level === 'L2' || input.level === 'L3'
  if (input.departs && !isEarned && !input.fallback) reasons.push('This departs from what would happen anyway')
  return reasons
}

function amountReasons({ amount, policy }: GateInput): string[] {
  if (!amount) return []
  const cents = usdCents(amount, policy.rates)
  if (cents === null)
    return [`${formatMoney(amount)}: the rate table of ${day(policy.rates.as_of)} does not know ${amount.currency}`]
  const limit = policy.ask.above_usd
  if (cents <= limit * 100) return []
  const usd = (cents / 100).toLocaleString('en-US', { maximumFractionDigits: 0 })
  return [
    amount.currency === 'USD'
      ? `${formatMoney(amount)}, limit US$ ${limit}`
      : `${formatMoney(amount)} = US$ ${usd}, limit US$ ${limit}, rate of ${day(policy.rates.as_of)}`,
  ]
}

function needsTwo({ amount, policy, runs, fallback }: GateInput): boolean {
  const limit = policy.ask.four_eyes_above_usd
  if (limit === null || !amount || (runs === 'automation' && fallback === null)) return false
  const cents = usdCents(amount, policy.rates)
  return cents === null || cents > limit * 100
}

/** "18 Nov" */
function day(isoDate: string): string {
  return new Date(`${isoDate}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
}
