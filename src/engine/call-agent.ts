// One step's turn: gather, judge, fall back where that fails, ask the gate. Never throws: whatever happens is a result.
import type { AnyAgent } from '../contracts/agent.ts'
import { agentKey } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { contentHash, type JsonObject } from '../contracts/json.ts'
import { fingerprint, Proposal } from '../contracts/proposal.ts'
import type { Fallback } from '../contracts/topology.ts'
import { drawFor } from '../gate/draw.ts'
import { gate } from '../gate/gate.ts'
import { segmentOf } from '../gate/segment.ts'
import type { StepResult } from '../workflow/input.ts'
import type { RunState, StepState } from '../workflow/state.ts'
import type { Gather } from './gather.ts'
import { byRules, isModelAtRest, type JudgeCall, type Judgement } from './judge.ts'
import type { EngineParts } from './parts.ts'

type Spoken = Omit<Judgement, 'source'> & {
  source: Judgement['source'] | 'fallback'
  fallback: { used: Fallback; because: string } | null
}

export type CallAgent = (
  state: RunState,
  call: { step: string; ahead: boolean },
  onLate: (afterMs: number) => void,
) => Promise<StepResult>

export function createCallAgent(
  parts: EngineParts,
  { gather, judge }: { gather: Gather; judge: (call: JudgeCall) => Promise<Judgement> },
): CallAgent {
  return async (state, { step, ahead }, onLate) => {
    const planned = state.steps[step]
    if (!planned) return { status: 'skipped', step, because: 'this step is not in the plan' }
    const { plan } = planned
    const agent = parts.agents.get(agentKey({ name: plan.agent, version: plan.version }))
    if (!agent)
      return completed(state, planned, ahead, fallen(state, planned, `${plan.agent} ${plan.version} is not loaded`), {
        facts: {},
        input: {},
        stale: [],
        agent: null,
      })
    const gathered = await gather(agent, state).catch((error: unknown) => ({
      status: 'failed' as const,
      because: reasonOf(error),
    }))
    if (gathered.status === 'hold') {
      // Looking ahead never holds a run: the question can be put without that row.
      if (ahead)
        return completed(state, planned, ahead, fallen(state, planned, gathered.because), {
          facts: {},
          input: {},
          stale: [],
          agent,
        })
      return {
        status: 'waiting',
        step,
        facts: gathered.facts,
        because: gathered.because,
        retry_at: parts.clock() + state.config.policy.freshness.retry_every,
      }
    }
    if (gathered.status === 'failed')
      return completed(state, planned, ahead, fallen(state, planned, gathered.because), {
        facts: {},
        input: {},
        stale: [],
        agent,
      })
    const call: JudgeCall = {
      agent,
      plan,
      input: gathered.input,
      runId: state.run_id,
      runVersion: state.version,
      onLate,
    }
    const spoken = await judge(call).then(
      (judgement): Spoken => ({ ...judgement, fallback: null }),
      (error: unknown) => afterFailure(call, state, planned, error),
    )
    if (spoken === null) return { status: 'skipped', step, because: 'it failed, and its fallback is to skip it' }
    return completed(state, planned, ahead, spoken, { ...gathered, agent })
  }

  function afterFailure(call: JudgeCall, state: RunState, planned: StepState, error: unknown): Spoken | null {
    const because = reasonOf(error)
    if (isModelAtRest(error))
      return attempt(call, state, planned, because, (judged) => ({
        ...judged,
        proposal: notAsked(judged.proposal, because),
        fallback: null,
      }))
    if (!(error instanceof AppError))
      parts.log.error({ err: error, step: planned.plan.step }, 'an agent failed unexpectedly')
    const isModel = call.agent.model !== undefined && parts.model !== null && planned.plan.kind === 'local'
    if (planned.plan.fallback === 'rules' || isModel)
      return attempt(call, state, planned, because, (judged) => ({ ...judged, fallback: { used: 'rules', because } }))
    return planned.plan.fallback === 'skip' ? null : fallen(state, planned, because)
  }

  /** The rules in place of what failed; where they cannot judge either, a person. */
  function attempt(
    call: JudgeCall,
    state: RunState,
    planned: StepState,
    because: string,
    spoken: (judged: Judgement) => Spoken,
  ): Spoken {
    try {
      return spoken(byRules(call, parts.clock()))
    } catch (second) {
      return fallen(state, planned, `${because}; its rules could not judge either: ${reasonOf(second)}`)
    }
  }

  async function completed(
    state: RunState,
    { plan }: StepState,
    ahead: boolean,
    spoken: Spoken,
    seen: { facts: JsonObject; input: JsonObject; stale: string[]; agent: AnyAgent | null },
  ): Promise<StepResult> {
    const { proposal, fallback } = spoken
    const { policy, actions } = state.config
    const segment = segmentOf({ market: state.market, total: state.order?.total ?? null, policy })
    const scope = { agent: plan.agent, version: plan.version, action: proposal.action, segment }
    const { stops } = await parts.inForce()
    const stop = stops.all ?? stops[plan.agent]
    const payload = fingerprint(proposal)
    const departs = departsFrom(seen.agent, seen.input, payload)
    const answer = gate({
      kind: state.kind,
      runs: plan.runs,
      scope,
      level: parts.levelOf(scope),
      risk: actions[proposal.action]?.risk ?? 'D',
      approval: plan.actions[proposal.action]?.approval ?? 'strict',
      confidence: proposal.confidence,
      departs,
      amount: proposal.amount,
      fallback,
      stale: seen.stale,
      stoppedBy: stop ? `<@${stop.by}>` : null,
      draw: drawFor({ secret: parts.drawSecret, runId: state.run_id, step: plan.step }),
      policy,
    })
    return {
      status: 'completed',
      step: plan.step,
      ahead,
      params: proposal.params,
      input: seen.facts,
      measured: spoken.measured,
      body: {
        agent: plan.agent,
        version: plan.version,
        source: spoken.source,
        decision: proposal.action,
        confidence: proposal.confidence,
        flags: proposal.flags,
        reasons: proposal.reasons,
        against: proposal.against,
        unchecked: proposal.unchecked,
        amount: proposal.amount,
        departs,
        fingerprint: payload,
        input_hash: contentHash(seen.input),
        fallback,
        gate: answer,
      },
    }
  }
}

function notAsked(proposal: Proposal, because: string): Proposal {
  return { ...proposal, unchecked: [`The model was not asked: ${because}`, ...proposal.unchecked].slice(0, 3) }
}

function departsFrom(agent: AnyAgent | null, input: JsonObject, payload: string): boolean {
  const read = agent?.input.safeParse(input)
  if (!agent || !read?.success) return true
  const usual = agent.statusQuo(read.data)
  return usual === null || fingerprint(usual) !== payload
}

/** What stands in for an agent that gave no answer: the careful action, with no confidence, for a person to decide. */
function fallen(state: RunState, { plan }: StepState, because: string): Spoken {
  const used = plan.fallback === 'backorder_flag' ? 'backorder_flag' : 'manual_review_queue'
  const proposal = Proposal.parse({
    action: used === 'backorder_flag' ? 'backorder' : 'hold',
    params:
      used === 'backorder_flag'
        ? { skus: [...new Set(state.order?.lines.map((line) => line.sku) ?? [])] }
        : { reason_code: 'manual_review' },
    confidence: 0,
    reasons: [{ text: because.slice(0, 300), source: plan.agent }],
  })
  return {
    proposal,
    source: 'fallback',
    measured: {},
    fallback: {
      used: plan.fallback === 'rules' || plan.fallback === 'skip' ? 'manual_review_queue' : plan.fallback,
      because,
    },
  }
}
