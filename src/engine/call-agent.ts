// One step's turn: gather, judge, fall back where that fails, ask the gate. Never throws: whatever happens is a result.
import { type AnyAgent, agentKey, NOT_NEEDED } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { Json } from '../contracts/json.ts'
import { withoutPersonalWords } from '../models/without-personal-data.ts'
import { nextDecisionId } from '../workflow/decision-id.ts'
import type { StepResult } from '../workflow/input.ts'
import type { RunState, StepState } from '../workflow/state.ts'
import type { Gather } from './gather.ts'
import { isModelAtRest, type JudgeCall, type Judgement } from './judge.ts'
import type { EngineParts } from './parts.ts'
import type { PutToGate, Seen } from './put-to-gate.ts'
import { fallenBack, rulesForFailed, rulesForResting, type Spoken, sameAgain } from './spoken.ts'

export type CallAgent = (
  state: RunState,
  call: { step: string; ahead: boolean },
  onLate: (afterMs: number) => void,
) => Promise<StepResult>

type Parts = Pick<EngineParts, 'agents' | 'model' | 'clock' | 'log' | 'overhear'> & {
  gather: Gather
  judge: (call: JudgeCall) => Promise<Judgement>
  putToGate: PutToGate
}

export function createCallAgent({ gather, judge, putToGate, ...parts }: Parts): CallAgent {
  return async (state, { step, ahead }, onLate) => {
    const planned = state.steps[step]
    if (!planned) return { status: 'skipped', step, because: 'this step is not in the plan' }
    const { plan } = planned
    const agent = parts.agents.get(agentKey({ name: plan.agent, version: plan.version })) ?? null
    /** What others say of a failure is published: not the customer's words. */
    const plainly = (text: string): string => withoutPersonalWords(text, state.order)
    const unseen: Seen = { agent, input: {}, facts: {}, stale: [] }
    /** No judgement: skipped where the plan says so, else a question. Looking ahead skips nothing for good. */
    const without = (because: string): Promise<StepResult> | StepResult => {
      const same = ahead ? null : sameAgain(state, planned, because)
      if (same) return putToGate(state, planned, { ahead, spoken: same, seen: unseen })
      return plan.fallback === 'skip' && !ahead
        ? { status: 'skipped', step, because: plainly(because) }
        : putToGate(state, planned, { ahead, spoken: fallenBack(state, planned, because), seen: unseen })
    }

    if (state.check) return fromScript(state, planned, { agent, ahead })
    if (!agent) return without(`${plan.agent} ${plan.version} is not loaded`)
    const gathered = await gather(agent, state).catch((error: unknown) => ({
      status: 'failed' as const,
      because: reasonOf(error),
    }))
    if (gathered.status === 'failed') return without(gathered.because)
    if (gathered.status === 'hold') {
      // A question can be put without a row that shows what would follow.
      if (ahead) return without(gathered.because)
      const retry_at = parts.clock() + state.config.policy.freshness.retry_every
      return { status: 'waiting', step, facts: gathered.facts, because: plainly(gathered.because), retry_at }
    }
    const { input } = gathered
    const feedback = planned.feedback.map(({ note, draft }) => ({ note, draft }))
    const call: JudgeCall = { agent, plan, input, feedback, runId: state.run_id, runVersion: state.version, onLate }
    const seen: Seen = { ...gathered, agent }
    try {
      const result = await putToGate(state, planned, {
        ahead,
        spoken: { ...(await judge(call)), fallback: null },
        seen,
      })
      overheard(call, { state, ahead, result })
      return result
    } catch (error) {
      const because = reasonOf(error)
      if (error instanceof AppError && error.code === NOT_NEEDED) return { status: 'skipped', step, because }
      const spoken = instead(call, { state, planned, error })
      return spoken ? putToGate(state, planned, { ahead, spoken, seen }) : without(because)
    }
  }

  /** A case whose answer is known: everybody says what was written for it, and no model is paid for that. */
  async function fromScript(
    state: RunState,
    planned: StepState,
    { agent, ahead }: { agent: AnyAgent | null; ahead: boolean },
  ): Promise<StepResult> {
    const { step } = planned.plan
    const proposal = state.scripted[step]
    if (!proposal) return { status: 'skipped', step, because: 'this case needs no decision of its kind' }
    const read = Object.keys(agent?.reads ?? {})
    const facts = Object.fromEntries(Object.entries(state.given).filter(([name]) => read.includes(name)))
    const input = { ...Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])) }
    const seen: Seen = { agent, facts, stale: [], input: { ...input, order: state.order as Json } }
    const spoken: Spoken = { proposal, source: 'rules', measured: {}, fallback: null }
    return putToGate(state, planned, { ahead, spoken, seen })
  }

  /** Only what an agent said itself, for real: a version on trial is compared with nothing else. */
  function overheard(
    { agent, plan, input, feedback, runId }: JudgeCall,
    { state, ahead, result }: { state: RunState; ahead: boolean; result: StepResult },
  ): void {
    if (!parts.overhear || ahead || state.kind !== 'live' || plan.runs !== 'agent' || result.status !== 'completed')
      return
    parts.overhear({
      ...{ run_id: runId, decision_id: nextDecisionId(state, plan.step), agent: plan.agent, input, feedback },
      ...{ live_version: agent.version, fingerprint: result.body.fingerprint, timeoutMs: plan.timeout_ms },
    })
  }

  /** The rules, where they may speak in place of what failed. */
  function instead(call: JudgeCall, at: { state: RunState; planned: StepState; error: unknown }): Spoken | null {
    const { planned, error } = at
    if (!(error instanceof AppError))
      parts.log.error({ err: error, step: planned.plan.step }, 'an agent failed unexpectedly')
    const now = parts.clock()
    if (isModelAtRest(error)) return rulesForResting(call, { ...at, now }, reasonOf(error))
    const isModel = call.agent.model !== undefined && parts.model !== null && planned.plan.kind === 'local'
    return planned.plan.fallback === 'rules' || isModel ? rulesForFailed(call, { ...at, now }, reasonOf(error)) : null
  }
}
