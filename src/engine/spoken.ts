// What a step has to say: an agent's judgement, or what stands in for one that gave none.
import { reasonOf } from '../contracts/app-error.ts'
import { Proposal } from '../contracts/proposal.ts'
import type { Fallback } from '../contracts/topology.ts'
import type { RunState, StepState } from '../workflow/state.ts'
import { byRules, type JudgeCall, type Judgement } from './judge.ts'

export type Spoken = Omit<Judgement, 'source'> & {
  source: Judgement['source'] | 'fallback'
  fallback: { used: Fallback; because: string } | null
}

/** The rules in place of a model that is at rest on purpose (no key, no budget): not a fallback, but said on the card. */
export function rulesForResting(
  call: JudgeCall,
  at: { now: number; state: RunState; planned: StepState },
  because: string,
): Spoken {
  return byRulesOr(at, because, () => {
    const judged = byRules(call, at.now)
    const unchecked = [`The model was not asked: ${because}`, ...judged.proposal.unchecked].slice(0, 3)
    return { ...judged, proposal: { ...judged.proposal, unchecked }, fallback: null }
  })
}

/** The rules in place of a model or a remote agent that failed: a fallback, so a person is asked. */
export function rulesForFailed(
  call: JudgeCall,
  at: { now: number; state: RunState; planned: StepState },
  because: string,
): Spoken {
  return byRulesOr(at, because, () => ({ ...byRules(call, at.now), fallback: { used: 'rules', because } }))
}

function byRulesOr(
  { state, planned }: { state: RunState; planned: StepState },
  because: string,
  judge: () => Spoken,
): Spoken {
  try {
    return judge()
  } catch (second) {
    return fallenBack(state, planned, `${because}; its rules could not judge either: ${reasonOf(second)}`)
  }
}

/** No new version could be made: the one that was sent back stands again, and says why. Null where none was sent back. */
export function sameAgain(state: RunState, { revising }: StepState, because: string): Spoken | null {
  const before = state.decisions[revising?.decision_id ?? '']
  if (!before) return null
  const { source, decision, confidence, reasons, against, unchecked, flags, amount, fallback } = before.record
  const missing = [`There is no new version: ${because}`.slice(0, 300), ...unchecked].slice(0, 3)
  const proposal = { action: decision, params: before.params, confidence, reasons, against, unchecked: missing, flags }
  return { source, measured: {}, fallback, proposal: Proposal.parse({ ...proposal, amount }) }
}

/** The careful action, with no confidence, for a person to decide. */
export function fallenBack(state: RunState, { plan }: StepState, because: string): Spoken {
  const isBackorder = plan.fallback === 'backorder_flag'
  const proposal = Proposal.parse({
    action: isBackorder ? 'backorder' : 'hold',
    params: isBackorder
      ? { skus: [...new Set(state.order?.lines.map((line) => line.sku) ?? [])] }
      : { reason_code: 'manual_review' },
    confidence: 0,
    amount: state.order?.total ?? null,
    reasons: [{ text: because.slice(0, 300), source: plan.agent }],
  })
  const used = isBackorder ? 'backorder_flag' : 'manual_review_queue'
  return { proposal, source: 'fallback', measured: {}, fallback: { used, because } }
}
