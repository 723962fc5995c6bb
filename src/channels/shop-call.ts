// One signed call to a shop and what became of it. Returns the JSON, null for 404 to a question, or throws the port's errors.
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Json } from '../contracts/json.ts'
import { storable } from '../ledger/storable.ts'
import { clip } from './lenient-fields.ts'
import { RefusalReply, shopPayload } from './shop-protocol.ts'
import { SIGNATURE_HEADER, signWithTime } from './signature.ts'

export type ShopCall = {
  base: string
  secret: string
  clock: Clock
  timeoutMs: number
  method: 'GET' | 'PUT'
  path: string
  body: string | null
  signal: AbortSignal | null
}

/** Failures that happen before a byte of the request is sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
])

/** Answers of somebody who did not do it: not let in, too many at once, not now. */
const NOT_DONE = new Set([401, 403, 407, 421, 425, 429, 503])

export async function callShop(call: ShopCall): Promise<unknown> {
  const question = call.method === 'GET'
  const unclear = question ? 'shop.unreachable' : 'shop.timeout'
  if (call.signal?.aborted) throw new AppError('shop.unreachable', 'stopped before the shop was called')
  const { status, text } = await send(call, unclear)
  if (status >= 200 && status < 300) return json(text, unclear)
  if (question && status === 404) return null
  if (NOT_DONE.has(status) || (status >= 300 && status < 400)) {
    throw new AppError(
      'shop.unreachable',
      `the shop answered ${status}${status === 401 ? ': check the shop secret' : ''}`,
    )
  }
  if (status >= 500 || status === 408) throw new AppError(unclear, `the shop answered ${status}`)
  throw new AppError('shop.refused', refusal(text) ?? `the shop answered ${status}`)
}

async function send(
  call: ShopCall,
  unclear: string,
  mayAskAgain = call.method === 'GET',
): Promise<{ status: number; text: string }> {
  const { base, method, path, body, secret, clock, timeoutMs, signal } = call
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const url = new URL(`${base.replace(/\/+$/, '')}${path}`)
    const headers: Record<string, string> = {
      accept: 'application/json',
      [SIGNATURE_HEADER]: signWithTime(
        shopPayload(method, `${url.pathname}${url.search}`, body ?? ''),
        secret,
        clock(),
      ),
    }
    if (body !== null) headers['content-type'] = 'application/json'
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return { status: response.status, text: await response.text() }
  } catch (cause) {
    // A line that was kept for reuse may be closed by the other side just then. Asking twice does no harm.
    if (mayAskAgain && !limit.aborted && !signal?.aborted && !neverSent(cause)) return send(call, unclear, false)
    if (neverSent(cause)) throw new AppError('shop.unreachable', 'the shop cannot be reached', { cause })
    const because = limit.aborted
      ? `no answer from the shop in ${timeoutMs} ms`
      : signal?.aborted
        ? 'stopped while the shop was working on it'
        : 'the connection to the shop broke'
    throw new AppError(unclear, because, { cause })
  }
}

function neverSent(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(neverSent)
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && NEVER_SENT.has(cause.code)
}

function json(text: string, code: string): unknown {
  try {
    // As the record will hold it, so that fingerprints of it stay the same when it is read back.
    return storable(JSON.parse(text) as Json).value
  } catch (cause) {
    throw new AppError(code, 'the shop gave an answer that is not JSON', { cause })
  }
}

function refusal(text: string): string | null {
  try {
    const reply = RefusalReply.safeParse(JSON.parse(text))
    return reply.success ? clip(reply.data.error.message, 300) : null
  } catch {
    return null
  }
}
