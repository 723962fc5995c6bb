// The one HTTP server: the app's API, the page and its calls, file downloads, and the WebSocket upgrade.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { AppError, reasonOf } from '../../../src/contracts/app-error.ts'
import type { Page } from '../options.ts'
import { type FileStore, mimetypeOf } from '../web-api/file-store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { AppRoutes } from './app-routes.ts'
import { jsonObject, readBody } from './body.ts'
import { foreign, fromOtherOrigin } from './guard.ts'
import { sendJson, sendText } from './reply.ts'
import { type Get, type Post, uiEvents } from './ui-routes.ts'

/** What a demo serves beside the page, under /demo/; false where it has nothing. Called for requests of our own origin only. */
export type BesidePage = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>

export interface ServerParts {
  workspace: Workspace
  appRoutes: AppRoutes
  posts: Readonly<Record<string, Post>>
  gets: Readonly<Record<string, Get>>
  files: FileStore
  page: () => Page | undefined
  besidePage: () => BesidePage | undefined
  host: string
  port: () => number
}

export function createSlackServer(parts: ServerParts): Server {
  const { workspace, appRoutes, posts, gets, files, page, besidePage, host, port } = parts

  async function handleInside(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const refusal = foreign(request, port(), host)
    if (refusal !== undefined) return sendJson(response, { error: 'forbidden', message: refusal }, 403)
    if (request.method === 'GET' && url.pathname === '/ui/events') return uiEvents(workspace, request, response)
    const get = request.method === 'GET' && Object.hasOwn(gets, url.pathname) ? gets[url.pathname] : undefined
    if (get !== undefined) return sendJson(response, (await get(url.searchParams)) ?? {})
    const post = request.method === 'POST' && Object.hasOwn(posts, url.pathname) ? posts[url.pathname] : undefined
    if (post === undefined) return sendJson(response, { error: 'not_found', message: 'No such call.' }, 404)
    const body = (await readBody(request)).toString('utf8')
    sendJson(response, (await post(body === '' ? {} : jsonObject(body))) ?? {})
  }

  async function handleBeside(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const refusal = foreign(request, port(), host)
    if (refusal !== undefined) return sendJson(response, { error: 'forbidden', message: refusal }, 403)
    if ((await besidePage()?.(request, response, url)) !== true)
      sendJson(response, { error: 'not_found', message: 'No such call.' }, 404)
  }

  function handlePage(response: ServerResponse, path: string): void {
    const current = page()
    const asset = current?.assets.get(path)
    if (asset !== undefined) {
      response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'no-cache' })
      response.end(asset.body)
    } else if (current !== undefined && (path === '/' || path.startsWith('/archives/'))) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
      response.end(current.html)
    } else sendText(response, 'not found', 404)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local')
    const path = url.pathname
    if (path.startsWith('/ui/') || path.startsWith('/control/')) return await handleInside(request, response, url)
    if (path.startsWith('/demo/')) return await handleBeside(request, response, url)
    if (request.method === 'POST' && fromOtherOrigin(request, port(), host)) return sendText(response, 'forbidden', 403)
    if (await appRoutes.handle(request, response, path)) return
    if (request.method !== 'GET') return sendText(response, 'not found', 404)
    const file = path.startsWith('/files/') ? files.read(path.split('/')[2] ?? '') : undefined
    if (file === undefined) return handlePage(response, path)
    // Never rendered in our own origin: an uploaded page must not act as the workspace's.
    response.writeHead(200, {
      'content-type': mimetypeOf(file.name),
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    })
    response.end(file.bytes)
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => answerError(response, error))
  })
}

function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
  } else if (error instanceof z.ZodError) {
    sendJson(response, { error: 'bad_call', message: z.prettifyError(error) }, 400)
  } else if (error instanceof AppError) {
    sendJson(response, { error: error.code, message: error.message }, 400)
  } else {
    sendJson(response, { error: 'internal', message: reasonOf(error) }, 500)
  }
}
