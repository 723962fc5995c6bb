// Claude as a judge: routes by need, keeps to the budget, parses what comes back. Every failure is an AppError `model.*`, upon
// which the engine falls back to the agent's rules and says so.
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { type AnyAgent, agentKey } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import { contentHash } from '../contracts/json.ts'
import type { Proposal } from '../contracts/proposal.ts'
import { createBreaker } from './breaker.ts'
import { type BudgetOptions, createBudget } from './budget.ts'
import { createModelClient } from './model-call.ts'
import { createOnce } from './once.ts'
import { bandsOf, costOf, LIST_PRICES, type ModelUsage, type PriceTable, worstCost } from './prices.ts'
import { promptFor } from './prompt.ts'
import { readingOf } from './reply.ts'
import { restrained } from './restrained.ts'

export type Need = 'judge' | 'draft'

export const DEFAULT_MODELS: Readonly<Record<Need, string>> = { judge: 'claude-haiku-5-5', draft: 'claude-sonnet-5-5' }

export type JudgeRequest = {
  agent: AnyAgent
  /** Parsed by the agent's `input`. */
  input: Readonly<Record<string, unknown>>
  runId: string
  runVersion: number
  /** The step's own limit: no call lasts longer, retries included. */
  timeoutMs: number
  signal?: AbortSignal
}

export type Judged = {
  proposal: Proposal
  model_version: string
  cost_usd: number
  usage: ModelUsage
  request_id: string | null
}

/** One entry per call that may have cost something, whatever came of it. */
export type Spend = {
  at: number
  run_id: string
  run_version: number
  /** `name@version`. */
  agent: string
  model_version: string
  cost_usd: number
  /** True when the service's own count never arrived: `cost_usd` is then the most it can have been. */
  estimated: boolean
  usage: ModelUsage | null
  request_id: string | null
  /** "proposal", or the code of the error. */
  outcome: string
  took_ms: number
}

export type ModelsOptions = {
  /** Null: no call is ever made, every judgement fails with `model.off`. */
  apiKey: string | null
  baseURL?: string
  clock: Clock
  budget: Omit<BudgetOptions, 'clock'>
  onSpend: (spend: Spend) => void
  fetch?: typeof fetch
  models?: Partial<Record<Need, string>>
  prices?: PriceTable
  breaker?: { failures?: number; pauseMs?: number }
  retryAfterMs?: number
}

export type Models = { judge(request: JudgeRequest): Promise<Judged> }

const REMEMBERED = 500

/** Throws `model.unpriced` when a configured model has no price. */
export function createModels(options: ModelsOptions): Models {
  const { apiKey, baseURL, clock, onSpend, fetch, prices = LIST_PRICES, retryAfterMs = 500 } = options
  const models = { ...DEFAULT_MODELS, ...options.models }
  for (const model of Object.values(models)) bandsOf(prices, model)
  const budget = createBudget({ ...options.budget, clock })
  const breaker = createBreaker({ ...options.breaker, clock })
  const call = apiKey === null ? null : createModelClient({ apiKey, baseURL, fetch, retryAfterMs })
  const once = createOnce<Judged>(REMEMBERED)

  async function paid(request: JudgeRequest): Promise<Judged> {
    const { agent, input, runId, runVersion, timeoutMs, signal } = request
    if (!call) throw new AppError('model.off', 'no model key is set')
    if (!agent.model) throw new AppError('model.none', `${agent.name} judges by rules alone`)
    // First, since it costs nothing: what the rules cannot judge, a model is not asked about.
    const byRules = agent.rules(input, { now: clock() })
    const model = models[agent.model.need]
    const format = zodOutputFormat(agent.output)
    const params = {
      model,
      max_tokens: agent.model.max_tokens,
      ...promptFor(agent, agent.model.instructions, input),
      output_config: { format },
      metadata: { user_id: `run:${runId}:${runVersion}` },
    }
    const bands = bandsOf(prices, model)
    const worst = worstCost(bands, Buffer.byteLength(JSON.stringify(params)), params.max_tokens)
    const settle = await budget.reserve(worst)
    const report = entered(breaker, settle)
    const startedAt = clock()
    const key = `${runId}/${runVersion}/${agentKey(agent)}`
    const answered = await call({ params, key, timeoutMs, signal })

    const { usage, model_version, mayBeBilled, health, result } = readingOf(answered, agent)
    const cost_usd = usage ? costOf(bands, usage) : mayBeBilled ? worst : 0
    settle(cost_usd)
    report(health)
    if (mayBeBilled)
      onSpend({
        at: clock(),
        run_id: runId,
        run_version: runVersion,
        agent: agentKey(agent),
        model_version: model_version ?? model,
        cost_usd,
        estimated: usage === null,
        usage,
        request_id: answered.request_id,
        outcome: result.status === 'proposal' ? 'proposal' : result.error.code,
        took_ms: clock() - startedAt,
      })
    if (result.status === 'failed') throw result.error
    const proposal = restrained(result.proposal, byRules)
    return {
      ...{ proposal, cost_usd, request_id: answered.request_id },
      ...{ model_version: result.model_version, usage: result.usage },
    }
  }

  return {
    judge: (request) =>
      once(`${request.runId}/${agentKey(request.agent)}/${contentHash(request.input)}`, () => paid(request)),
  }
}

function entered(breaker: ReturnType<typeof createBreaker>, settle: (usd: number) => void) {
  try {
    return breaker.enter()
  } catch (error) {
    settle(0)
    throw error
  }
}
