// What went wrong with a call, as the short code and the sentence a card can show; and what it may have cost.
import Anthropic from '@anthropic-ai/sdk'
import { AppError } from '../contracts/app-error.ts'

export type CallFailure = {
  error: AppError
  /** Worth trying once more, after this many milliseconds if the service said so. Never after what may be billed. */
  retry: { afterMs: number | null } | null
  /** False when it is certain that nothing was billed. */
  mayBeBilled: boolean
}

export function callFailure(thrown: unknown): CallFailure {
  if (thrown instanceof AppError) return { error: thrown, retry: null, mayBeBilled: true }
  if (thrown instanceof Anthropic.APIConnectionTimeoutError)
    return { error: failed('timeout', 'the model did not answer in time', thrown), retry: null, mayBeBilled: true }
  if (thrown instanceof Anthropic.APIConnectionError) {
    const error = failed('unreachable', 'the model could not be reached', thrown)
    return neverArrived(thrown)
      ? { error, retry: { afterMs: null }, mayBeBilled: false }
      : { error, retry: null, mayBeBilled: true }
  }
  if (thrown instanceof Anthropic.APIError && thrown.status !== undefined)
    return { ...byStatus(thrown, thrown.status), mayBeBilled: false }
  return { error: failed('unreadable', 'the model’s answer could not be read', thrown), retry: null, mayBeBilled: true }
}

function byStatus(thrown: InstanceType<typeof Anthropic.APIError>, status: number): Omit<CallFailure, 'mayBeBilled'> {
  const retry = { afterMs: retryAfterMs(thrown.headers) }
  if (status === 429) return { error: failed('rate_limited', 'the model’s rate limit is reached', thrown), retry }
  if (status === 529) return { error: failed('overloaded', 'the model is overloaded', thrown), retry }
  if (status === 408 || status >= 500)
    return { error: failed('unavailable', `the model service failed (${status})`, thrown), retry }
  const error =
    status === 401 || status === 403
      ? failed('denied', 'the model service does not accept the key', thrown)
      : failed('rejected', `the model service rejected the request (${status})`, thrown)
  return { error, retry: null }
}

function failed(code: string, sentence: string, cause: unknown): AppError {
  return new AppError(`model.${code}`, sentence, { cause })
}

function retryAfterMs(headers: Headers | undefined): number | null {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (Number.isFinite(exact)) return exact
  const seconds = Number.parseFloat(headers?.get('retry-after') ?? '')
  return Number.isFinite(seconds) ? seconds * 1000 : null
}

function neverArrived(thrown: unknown): boolean {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
  for (let error = thrown; error instanceof Error; error = error.cause)
    if ('code' in error && codes.includes(String(error.code))) return true
  return false
}
