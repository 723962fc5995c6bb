// One way to answer: JSON, never cached, with the reason in words.
import type { ServerResponse } from 'node:http'

export type Answer = { status: number; body: Record<string, unknown>; headers?: Record<string, string> }

export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (response.headersSent || response.destroyed) return
  const text = `${JSON.stringify(body)}\n`
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}

export function refused(status: number, error: string, headers: Record<string, string> = {}): Answer {
  return { status, body: { error }, headers }
}
