// What a call costs: list prices by model with the day they were written down. A model that is not here is not called.
import { AppError } from '../contracts/app-error.ts'

/** Tokens as billed. The prompt of a call is input, cache reads and cache writes together. */
export type ModelUsage = {
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
}

/** US dollars per million tokens, for prompts of at most `up_to_tokens`. Cache writes are of the five-minute kind. */
type Band = { up_to_tokens: number; input: number; output: number; cache_read: number; cache_write: number }

export type PriceTable = { as_of: string; models: Readonly<Record<string, readonly Band[]>> }

const ANY_SIZE = Number.POSITIVE_INFINITY

export const LIST_PRICES: PriceTable = {
  as_of: '2026-11-10',
  models: {
    'claude-haiku-5-5': [
      { up_to_tokens: 100_000, input: 0.1, output: 0.5, cache_read: 0.01, cache_write: 0.125 },
      { up_to_tokens: ANY_SIZE, input: 0.5, output: 2.5, cache_read: 0.05, cache_write: 0.625 },
    ],
    'claude-sonnet-5-5': [{ up_to_tokens: ANY_SIZE, input: 2, output: 10, cache_read: 0.1, cache_write: 2.5 }],
    'claude-opus-5-5': [{ up_to_tokens: ANY_SIZE, input: 4, output: 20, cache_read: 0.2, cache_write: 5 }],
  },
}

/** Dated names ("claude-haiku-5-5-20261001") cost what their model costs. Throws `model.unpriced`. */
export function bandsOf(table: PriceTable, model: string): readonly Band[] {
  const name = Object.keys(table.models)
    .filter((known) => model === known || model.startsWith(`${known}-`))
    .sort((a, b) => b.length - a.length)[0]
  const bands = name === undefined ? undefined : table.models[name]
  if (!bands) throw new AppError('model.unpriced', `there is no price for ${model} in the table of ${table.as_of}`)
  return bands
}

/** US dollars. */
export function costOf(bands: readonly Band[], usage: ModelUsage): number {
  const prompt = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
  const band = bands.find(({ up_to_tokens }) => prompt <= up_to_tokens)
  if (!band) throw new AppError('model.unpriced', `there is no price for a prompt of ${prompt} tokens`)
  const micros =
    usage.input_tokens * band.input +
    usage.output_tokens * band.output +
    usage.cache_read_tokens * band.cache_read +
    usage.cache_write_tokens * band.cache_write
  return micros / 1_000_000
}

/** The most a call can cost: no token is shorter than a byte of the prompt, all of it written to the cache, every allowed token used. */
export function worstCost(bands: readonly Band[], promptBytes: number, maxTokens: number): number {
  return costOf(bands, {
    input_tokens: 0,
    output_tokens: maxTokens,
    cache_read_tokens: 0,
    cache_write_tokens: promptBytes,
  })
}
