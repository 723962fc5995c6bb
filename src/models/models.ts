// Claude as a judge: routes by need, keeps to the budget, parses what comes back. Every failure is an AppError `model.*`, upon
// which the engine falls back to the agent's rules and says so.

import type { z } from 'zod'
import { type AnyAgent, agentKey, type Wish } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Proposal } from '../contracts/proposal.ts'
import { createBreaker } from './breaker.ts'
import { type BudgetOptions, createBudget } from './budget.ts'
import { connect, createPaidCalls, type Spend } from './paid-call.ts'
import { bandsOf, LIST_PRICES, type ModelUsage, type PriceTable } from './prices.ts'
import { promptFor, questionPrompt } from './prompt.ts'
import { restrained } from './restrained.ts'

export type { Spend } from './paid-call.ts'

export type Need = 'judge' | 'draft'

export const DEFAULT_MODELS: Readonly<Record<Need, string>> = { judge: 'claude-haiku-5-5', draft: 'claude-sonnet-5-5' }

export type JudgeRequest = {
  agent: AnyAgent
  /** Parsed by the agent's `input`. */
  input: Readonly<Record<string, unknown>>
  /** What people asked to have changed in earlier versions. */
  feedback?: readonly Wish[]
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

/** A question of one of our own parts, in the words of a person: only what is in `output` comes back. */
export type AskRequest<T> = {
  /** Who asks, as it stands in the account. */
  name: string
  instructions: string
  /** What the person wrote. Whoever asks takes out what identifies anybody. */
  text: string
  output: z.ZodType<T>
  max_tokens: number
  key: string
  timeoutMs: number
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

/** Every call is a new one: that a run decided twice is not paid twice is the engine's part. */
export type Models = {
  judge(request: JudgeRequest): Promise<Judged>
  /** `at` and what it cost are told to `onSpend`, as for a judgement. */
  ask<T>(request: AskRequest<T>): Promise<T>
}

/** Throws `model.unpriced` when a configured model has no price. */
export function createModels(options: ModelsOptions): Models {
  const { apiKey, baseURL, clock, onSpend, fetch, prices = LIST_PRICES, retryAfterMs = 500 } = options
  const models = { ...DEFAULT_MODELS, ...options.models }
  for (const model of Object.values(models)) bandsOf(prices, model)
  const budget = createBudget({ ...options.budget, clock })
  const breaker = createBreaker({ ...options.breaker, clock })
  const service = apiKey === null ? null : connect({ apiKey, baseURL, fetch, retryAfterMs })
  const paid = service && createPaidCalls({ service, budget, breaker, prices, onSpend, clock })

  return {
    async judge({ agent, input, feedback = [], runId, runVersion, timeoutMs, signal }) {
      if (!paid) throw new AppError('model.off', 'no model key is set')
      if (!agent.model) throw new AppError('model.none', `${agent.name} judges by rules alone`)
      // First, since it costs nothing: what the rules cannot judge, a model is not asked about.
      const byRules = agent.rules(input, { now: clock(), feedback })
      const spender = agentKey(agent)
      const { answer, ...counted } = await paid({
        model: models[agent.model.need],
        prompt: promptFor(agent, agent.model.instructions, { input, feedback }),
        max_tokens: agent.model.max_tokens,
        ...{ output: agent.output, what: 'proposal', name: agent.name, spender },
        run: { id: runId, version: runVersion },
        key: `${runId}/${runVersion}/${spender}`,
        ...{ timeoutMs, signal },
      })
      return { proposal: restrained(answer, byRules), ...counted }
    },
    async ask({ name, instructions, text, output, max_tokens, key, timeoutMs }) {
      if (!paid) throw new AppError('model.off', 'no model key is set')
      const { answer } = await paid({
        model: models.judge,
        prompt: questionPrompt(instructions, text),
        ...{ max_tokens, output, what: 'answer', name, spender: name, run: null, key, timeoutMs },
      })
      return answer
    },
  }
}
