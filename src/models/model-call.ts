// One call of the Messages API within a deadline, tried once more when the service asks for patience and there is time left.
import { setTimeout as sleep } from 'node:timers/promises'
import Anthropic from '@anthropic-ai/sdk'
import { AppError } from '../contracts/app-error.ts'
import { MINUTE } from '../contracts/clock.ts'
import { type CallFailure, callFailure } from './call-failure.ts'

export type ModelClientOptions = {
  apiKey: string
  baseURL?: string | undefined
  fetch?: typeof fetch | undefined
  /** Wait before the second try when the service names none. */
  retryAfterMs: number
}

export type ModelCall = {
  params: Anthropic.MessageCreateParamsNonStreaming
  /** Names the call towards the service: run, version, agent. */
  key: string
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export type Answered =
  | { status: 'answered'; body: unknown; request_id: string | null }
  | { status: 'failed'; failure: CallFailure; request_id: string | null }

export function createModelClient({ apiKey, baseURL, fetch, retryAfterMs }: ModelClientOptions) {
  const client = new Anthropic({
    apiKey,
    // Set, so that the SDK reads neither from the environment.
    authToken: null,
    baseURL: baseURL ?? 'https://api.anthropic.com',
    maxRetries: 0,
    // The deadline below is what ends a call; the SDK's own limit covers a single try and stays out of the way.
    timeout: 10 * MINUTE,
    logLevel: 'off',
    ...(fetch ? { fetch } : {}),
  })

  return async function call({ params, key, timeoutMs, signal }: ModelCall): Promise<Answered> {
    const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)))
    const endsAt = performance.now() + timeoutMs
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline

    const attempt = async (afterMs: number): Promise<Answered> => {
      try {
        if (afterMs > 0) await sleep(afterMs, undefined, { signal: either })
        const options = { signal: either, headers: { 'idempotency-key': key } }
        const { data, request_id } = await client.messages.create(params, options).withResponse()
        return { status: 'answered', body: data, request_id: request_id ?? null }
      } catch (thrown) {
        const request_id = thrown instanceof Anthropic.APIError ? (thrown.requestID ?? null) : null
        if (signal?.aborted) return { status: 'failed', failure: gaveUp(thrown), request_id }
        return { status: 'failed', failure: deadline.aborted ? tooSlow(thrown) : callFailure(thrown), request_id }
      }
    }

    const first = await attempt(0)
    if (first.status === 'answered' || !first.failure.retry) return first
    const wait = first.failure.retry.afterMs ?? retryAfterMs
    // A second try that would begin in the last half of what is left could hardly end in time.
    return wait > (endsAt - performance.now()) / 2 ? first : attempt(wait)
  }
}

function tooSlow(cause: unknown): CallFailure {
  const error = new AppError('model.timeout', 'the model did not answer in time', { cause })
  return { error, retry: null, mayBeBilled: true }
}

function gaveUp(cause: unknown): CallFailure {
  return { error: new AppError('model.cancelled', 'the call was given up', { cause }), retry: null, mayBeBilled: true }
}
