// What the app calls: /api/<method>, /respond/<id> (response_url), /upload/<id>.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Counters } from '../counters.ts'
import { AppPost, postForApp } from '../interactivity/posted-by-app.ts'
import { ONE_PER_SECOND, type RateLimits } from '../rate-limits.ts'
import type { MethodContext } from '../web-api/method.ts'
import { SlackError } from '../web-api/slack-error.ts'
import { type ApiReply, tooMany, type WebApi } from '../web-api/web-api.ts'
import { contentType, fileBytes, jsonObject, readBody } from './body.ts'
import { sendJson, sendText } from './reply.ts'

export interface AppRoutes {
  /** False: not one of these paths. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}

const RESPOND = 'response_url'

export function createAppRoutes(parts: {
  api: WebApi
  context: MethodContext
  limits: RateLimits
  counters: Counters
}): AppRoutes {
  const { api, context, limits, counters } = parts

  async function callApi(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const text = (await readBody(request)).toString('utf8')
    const isJson = contentType(request) === 'application/json'
    const args = isJson ? jsonObject(text) : Object.fromEntries(new URLSearchParams(text))
    if (args === undefined) return sendJson(response, { ok: false, error: 'invalid_json' })
    const { token, ...rest } = args
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const given = bearer ?? (typeof token === 'string' ? token : undefined)
    await write(response, await api.call({ method, token: given, args: rest }))
  }

  async function respond(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    counters.called(RESPOND)
    const text = (await readBody(request)).toString('utf8')
    if (context.faults.outage()) return sendText(response, 'service unavailable', 503)
    const fault = context.faults.next(RESPOND)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'server_error') return sendText(response, 'internal server error', 500)
    if (fault?.kind === 'ratelimited') return await write(response, tooMany(fault.retryAfterSeconds))
    const wait = limits.take(`${RESPOND} ${id}`, ONE_PER_SECOND)
    if (wait !== null) {
      counters.limited(RESPOND)
      return await write(response, tooMany(wait))
    }
    const refusal = takePost(id, text)
    if (fault?.kind === 'drop_after_effect') {
      response.destroy()
      return
    }
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (refusal === undefined) return sendText(response, 'ok')
    counters.failed(RESPOND, refusal.error)
    sendJson(response, { ok: false, error: refusal.error, ...refusal.details }, refusal.status)
  }

  function takePost(id: string, text: string): { status: number; error: string; details?: object } | undefined {
    const post = AppPost.safeParse(jsonObject(text))
    if (!post.success) return { status: 400, error: 'invalid_payload' }
    const used = context.workspace.responseUrls.use(id)
    if (used.status !== 'ok') return { status: 404, error: used.status }
    try {
      postForApp(context, used.target, post.data)
      return undefined
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      return { status: error.code === 'message_not_found' ? 404 : 400, error: error.code, details: error.details }
    }
  }

  return {
    async handle(request, response, path) {
      if (request.method !== 'POST') return false
      const [, area, name, ...rest] = path.split('/')
      if (name === undefined || rest.length > 0) return false
      if (area === 'api') await callApi(request, response, name)
      else if (area === 'respond') await respond(request, response, name)
      else if (area === 'upload') {
        const bytes = await fileBytes(request, await readBody(request))
        if (context.files.receive(name, bytes)) sendText(response, `OK - ${bytes.length}`)
        else sendText(response, 'no such upload', 400)
      } else return false
      return true
    },
  }
}

async function write(response: ServerResponse, reply: ApiReply): Promise<void> {
  if (reply.status === 'lost') {
    // A hanging call stays open until the app gives up or the server stops.
    if (reply.how === 'cut') response.destroy()
    return
  }
  if (reply.afterMs > 0) await new Promise((resolve) => setTimeout(resolve, reply.afterMs))
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value)
  if (typeof reply.body === 'string') sendText(response, reply.body, reply.httpStatus)
  else sendJson(response, reply.body, reply.httpStatus)
}
