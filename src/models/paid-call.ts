// One call that may cost something: within the budget, past the breaker, and accounted for whatever comes of it.
import type Anthropic from '@anthropic-ai/sdk'
import type { z } from 'zod'
import type { Clock } from '../contracts/clock.ts'
import type { Breaker } from './breaker.ts'
import type { Budget } from './budget.ts'
import type { ModelClientOptions } from './model-call.ts'
import { bandsOf, costOf, type ModelUsage, type PriceTable, worstCost } from './prices.ts'
import { readingOf } from './reply.ts'

/** One entry per call that may have cost something, whatever came of it. */
export type Spend = {
  at: number
  /** Null for a call that belongs to no run. */
  run_id: string | null
  run_version: number
  /** `name@version`. */
  agent: string
  model_version: string
  cost_usd: number
  /** True when the service's own count never arrived: `cost_usd` is then the most it can have been. */
  estimated: boolean
  usage: ModelUsage | null
  request_id: string | null
  /** What was asked for ("proposal"), or the code of the error. */
  outcome: string
  took_ms: number
}

export type PaidCall<T> = {
  model: string
  prompt: Pick<Anthropic.MessageCreateParamsNonStreaming, 'system' | 'messages'>
  max_tokens: number
  output: z.ZodType<T>
  /** "proposal": for the account and for what is said when it is none. */
  what: string
  name: string
  /** Who pays: as it stands in the account. */
  spender: string
  run: { id: string; version: number } | null
  /** Names the call towards the service. */
  key: string
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export type Paid<T> = {
  answer: T
  model_version: string
  cost_usd: number
  usage: ModelUsage
  request_id: string | null
}

/** Throws an AppError `model.*`. */
export type MakePaidCall = <T>(call: PaidCall<T>) => Promise<Paid<T>>

export function createPaidCalls(parts: {
  /** The SDK is loaded where there is a key: without one it would only lengthen the start. */
  service: ReturnType<typeof connect>
  budget: Budget
  breaker: Breaker
  prices: PriceTable
  onSpend: (spend: Spend) => void
  clock: Clock
}): MakePaidCall {
  const { service, budget, breaker, prices, onSpend, clock } = parts
  return async ({ model, prompt, max_tokens, output, what, name, spender, run, key, timeoutMs, signal }) => {
    const { call, zodOutputFormat } = await service
    const params = {
      ...{ model, max_tokens, ...prompt },
      output_config: { format: zodOutputFormat(output) },
      metadata: { user_id: run ? `run:${run.id}:${run.version}` : spender },
    }
    const bands = bandsOf(prices, model)
    const worst = worstCost(bands, Buffer.byteLength(JSON.stringify(params)), params.max_tokens)
    const settle = await budget.reserve(worst)
    const report = entered(breaker, settle)
    const startedAt = clock()
    const answered = await call({ params, key, timeoutMs, signal })

    const { usage, model_version, mayBeBilled, health, result } = readingOf(answered, { name, output, what })
    const cost_usd = usage ? costOf(bands, usage) : mayBeBilled ? worst : 0
    settle(cost_usd)
    report(health)
    if (mayBeBilled)
      onSpend({
        at: clock(),
        run_id: run?.id ?? null,
        run_version: run?.version ?? 0,
        agent: spender,
        model_version: model_version ?? model,
        cost_usd,
        estimated: usage === null,
        usage,
        request_id: answered.request_id,
        outcome: result.status === 'answer' ? what : result.error.code,
        took_ms: clock() - startedAt,
      })
    if (result.status === 'failed') throw result.error
    const { answer, usage: counted, model_version: version } = result
    return { answer, cost_usd, usage: counted, model_version: version, request_id: answered.request_id }
  }
}

export async function connect(options: ModelClientOptions) {
  const [{ createModelClient }, { zodOutputFormat }] = await Promise.all([
    import('./model-call.ts'),
    import('@anthropic-ai/sdk/helpers/zod'),
  ])
  return { call: createModelClient(options), zodOutputFormat }
}

function entered(breaker: Breaker, settle: (usd: number) => void) {
  try {
    return breaker.enter()
  } catch (error) {
    settle(0)
    throw error
  }
}
