// Reads a model's message: what it cost whatever it says, then what was asked for in it, or why there is none.
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import type { CallOutcome } from './breaker.ts'
import type { Answered } from './model-call.ts'
import type { ModelUsage } from './prices.ts'

const Tokens = z
  .int()
  .nonnegative()
  .nullish()
  .transform((tokens) => tokens ?? 0)

/** Only what is used here; new kinds of blocks and stop reasons must not break reading. */
const Message = z.object({
  model: z.string().min(1),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullable(),
  stop_details: z.looseObject({ category: z.string().nullish() }).nullish(),
  usage: z.object({
    input_tokens: z.int().nonnegative(),
    output_tokens: z.int().nonnegative(),
    cache_read_input_tokens: Tokens,
    cache_creation_input_tokens: Tokens,
  }),
})
type Message = z.infer<typeof Message>

/** `usage` is null when the service's own count never arrived; `mayBeBilled` says whether it counts all the same. */
export type Reading<T> = {
  usage: ModelUsage | null
  model_version: string | null
  mayBeBilled: boolean
  /** What the call says about the model's health. */
  health: CallOutcome
  result: ({ status: 'answer'; answer: T } & Counted) | { status: 'failed'; error: AppError }
}

type Counted = { usage: ModelUsage; model_version: string }

/** What is asked for, and who asks: an agent for a proposal, or another part for something else. */
export type Wanted<T> = { name: string; output: z.ZodType<T>; what: string }

export function readingOf<T>(answered: Answered, wanted: Wanted<T>): Reading<T> {
  if (answered.status === 'failed') {
    const { error, mayBeBilled } = answered.failure
    const health = error.code === 'model.cancelled' ? 'neither' : 'failed'
    return { usage: null, model_version: null, mayBeBilled, health, result: { status: 'failed', error } }
  }
  const message = Message.safeParse(answered.body)
  if (!message.success) {
    const error = new AppError('model.unreadable', 'the model’s answer is not a message', { cause: message.error })
    return {
      usage: null,
      model_version: null,
      mayBeBilled: true,
      health: 'failed',
      result: { status: 'failed', error },
    }
  }
  const { usage: tokens, model: model_version } = message.data
  const usage: ModelUsage = {
    input_tokens: tokens.input_tokens,
    output_tokens: tokens.output_tokens,
    cache_read_tokens: tokens.cache_read_input_tokens,
    cache_write_tokens: tokens.cache_creation_input_tokens,
  }
  const answer = answerIn(message.data, wanted)
  if (!(answer instanceof AppError)) {
    const result = { status: 'answer' as const, answer, usage, model_version }
    return { usage, model_version, mayBeBilled: true, health: 'worked', result }
  }
  // A refusal is about this one input; any other answer that cannot be used is about the model.
  const health = answer.code === 'model.refused' ? 'worked' : 'failed'
  return { usage, model_version, mayBeBilled: true, health, result: { status: 'failed', error: answer } }
}

function answerIn<T>({ content, stop_reason, stop_details }: Message, { name, output, what }: Wanted<T>): T | AppError {
  const failed = (code: string, sentence: string, cause?: unknown) => new AppError(`model.${code}`, sentence, { cause })
  if (stop_reason === 'refusal') {
    const category = stop_details?.category ?? 'no category given'
    return failed('refused', `the model refused to answer (${category})`)
  }
  if (stop_reason === 'max_tokens' || stop_reason === 'model_context_window_exceeded')
    return failed('truncated', 'the model’s answer was cut off')
  // The first block may be thinking, so blocks are chosen by their type.
  const text = content
    .flatMap((block) => (block.type === 'text' && block.text !== undefined ? [block.text] : []))
    .join('')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    return failed('unreadable', 'the model’s answer is not JSON', cause)
  }
  const answer = output.safeParse(json)
  return answer.success ? answer.data : failed('mismatch', `the model’s answer is no ${what} of ${name}`, answer.error)
}
