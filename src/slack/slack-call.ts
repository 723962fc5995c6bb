// A call to Slack and what came of it, told apart by what has to happen next.
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import { reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

export type Failed =
  /** Ask again after this many milliseconds. */
  | { status: 'rate_limited'; waitMs: number }
  /** Slack does not take these blocks, ever. */
  | { status: 'bad_blocks'; problems: string[] }
  /** The message is not there any more. */
  | { status: 'gone' }
  /** Nothing can be posted to this channel until a person does something. */
  | { status: 'channel'; code: string }
  /** Slack or the network is not well; it may have happened all the same. */
  | { status: 'unreachable'; because: string }

export type Called<T> = { status: 'ok'; result: T } | Failed

const BAD_BLOCKS = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_attachments',
])
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed'])
const FLEETING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

/** Codes with which Slack says that it is not well: the same call may work later. */
export function isFleeting(code: string): boolean {
  return code === 'ratelimited' || FLEETING.has(code)
}

export async function called<T>(call: Promise<T>): Promise<Called<T>> {
  try {
    return { status: 'ok', result: await call }
  } catch (error) {
    return failureOf(error)
  }
}

function failureOf(error: unknown): Failed {
  if (error instanceof WebAPIRateLimitedError)
    return { status: 'rate_limited', waitMs: Math.max(1, error.retryAfter) * SECOND }
  if (error instanceof WebAPIHTTPError) return { status: 'unreachable', because: `Slack answered ${error.statusCode}` }
  if (!(error instanceof WebAPIPlatformError)) return { status: 'unreachable', because: reasonOf(error) }
  const { error: code, response_metadata: metadata } = error.data
  if (code === 'ratelimited') return { status: 'rate_limited', waitMs: SECOND }
  if (BAD_BLOCKS.has(code)) return { status: 'bad_blocks', problems: metadata?.messages ?? [code] }
  if (GONE.has(code)) return { status: 'gone' }
  if (FLEETING.has(code)) return { status: 'unreachable', because: code }
  return { status: 'channel', code }
}
