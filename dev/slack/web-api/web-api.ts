// POST /api/<method>: token, scope, rate limit, faults, then the method itself. The order is Slack's, as far as it can be seen.
import type { Counters } from '../counters.ts'
import type { RateLimits } from '../rate-limits.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { extraMethods } from './extras.ts'
import type { ApiMethod, MethodContext } from './method.ts'
import { peopleMethods } from './people.ts'
import { SlackError } from './slack-error.ts'
import { viewMethods } from './views.ts'

const METHODS: Readonly<Record<string, ApiMethod>> = {
  ...chatMethods,
  ...conversationMethods,
  ...extraMethods,
  ...peopleMethods,
  ...viewMethods,
}

/** `lost`: the caller must never hear back; the connection is held or cut. */
export type ApiReply =
  | { status: 'answered'; httpStatus: number; headers: Record<string, string>; body: unknown; afterMs: number }
  | { status: 'lost'; how: 'hang' | 'cut' }

export interface WebApi {
  call(request: { method: string; token: string | undefined; args: Record<string, unknown> }): Promise<ApiReply>
}

const answered = (body: unknown, more: { httpStatus?: number; headers?: Record<string, string> } = {}): ApiReply => ({
  status: 'answered',
  httpStatus: more.httpStatus ?? 200,
  headers: more.headers ?? {},
  body,
  afterMs: 0,
})

export const tooMany = (seconds: number): ApiReply =>
  answered({ ok: false, error: 'ratelimited' }, { httpStatus: 429, headers: { 'retry-after': String(seconds) } })

export function createWebApi(parts: {
  context: MethodContext
  limits: RateLimits
  counters: Counters
  botToken: string
  appToken: string
}): WebApi {
  const { context, limits, counters, botToken, appToken } = parts

  function checkToken(method: ApiMethod, token: string | undefined): void {
    if (token === undefined || token === '') throw new SlackError('not_authed')
    if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth')
    if (token !== (method.token === 'app' ? appToken : botToken)) throw new SlackError('not_allowed_token_type')
  }

  function checkScope(method: ApiMethod): void {
    const enough = method.scopes.length === 0 || method.scopes.some((scope) => context.hasScope(scope))
    if (!enough) {
      const provided = [...(context.workspace.manifest.scopes ?? [])].join(',')
      throw new SlackError('missing_scope', { needed: method.scopes[0], provided })
    }
  }

  /** One budget per channel, by whichever of its names it is called. */
  function roomOf(given: string | undefined): string {
    const { channels, members, app } = context.workspace
    const person = members.get(given ?? '')
    if (person !== undefined) return channels.openIm(app.botUserId, person.id).channel.id
    return channels.byName((given ?? '').replace(/^#/, ''))?.id ?? given ?? ''
  }

  async function run(name: string, token: string | undefined, args: Record<string, unknown>): Promise<ApiReply> {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (method === undefined) throw new SlackError('unknown_method', { req_method: name })
    checkToken(method, token)
    checkScope(method)
    const prepared = method.prepare(args, context)
    const key = method.limit.per === 'channel' ? `${name} ${roomOf(prepared.channel)}` : name
    const wait = limits.take(key, method.limit)
    if (wait !== null) {
      counters.limited(name)
      return tooMany(wait)
    }
    const scopes = context.workspace.manifest.scopes
    const headers = scopes && method.token !== 'app' ? { 'x-oauth-scopes': [...scopes].join(',') } : {}
    return answered({ ok: true, ...(await prepared.run()) }, { headers })
  }

  async function runOrRefuse(
    name: string,
    token: string | undefined,
    args: Record<string, unknown>,
  ): Promise<ApiReply> {
    try {
      return await run(name, token, args)
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      counters.failed(name, error.code)
      return answered({ ok: false, error: error.code, ...error.details })
    }
  }

  return {
    async call({ method: name, token, args }) {
      counters.called(name)
      if (context.faults.outage()) return answered('service unavailable', { httpStatus: 503 })
      const fault = context.faults.next(name)
      switch (fault?.kind) {
        case undefined:
          return await runOrRefuse(name, token, args)
        case 'ratelimited':
          counters.limited(name)
          return tooMany(fault.retryAfterSeconds)
        case 'server_error':
          return answered('internal server error', { httpStatus: 500 })
        case 'refuse':
          counters.failed(name, fault.code)
          return answered({ ok: false, error: fault.code })
        case 'timeout':
          return { status: 'lost', how: 'hang' }
        case 'drop_after_effect':
          await runOrRefuse(name, token, args)
          return { status: 'lost', how: 'cut' }
        case 'delay': {
          const reply = await runOrRefuse(name, token, args)
          return reply.status === 'answered' ? { ...reply, afterMs: fault.ms } : reply
        }
      }
    },
  }
}
