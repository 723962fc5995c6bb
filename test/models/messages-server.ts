// A local server that speaks the Messages API from a script: each request takes the next entry, and is kept for the test.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Scripted =
  | { status: number; body: unknown; headers?: Record<string, string> }
  /** Accepts the request and never answers; `headers` sends the start of an answer first. */
  | { hang: 'before' | 'after headers' }
  /** Closes the connection without an answer. */
  | { drop: true }

export type Received = { headers: IncomingHttpHeaders; body: Record<string, unknown> }

export type MessagesServer = {
  url: string
  received: Received[]
  script(...entries: Scripted[]): void
  /** Resolves when the next request has arrived. */
  arrival(): Promise<unknown>
  /** Forgets what was received and what is left of the script. */
  reset(): void
  close(): Promise<void>
}

export async function startMessagesServer(): Promise<MessagesServer> {
  const received: Received[] = []
  const script: Scripted[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
      server.emit('arrived')
      answer(response, script.shift() ?? { status: 500, body: { type: 'error', error: { type: 'unscripted' } } })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    script: (...entries) => void script.push(...entries),
    arrival: () => once(server, 'arrived'),
    reset() {
      received.length = 0
      script.length = 0
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(response: ServerResponse, scripted: Scripted): void {
  if ('drop' in scripted) {
    response.socket?.destroy()
    return
  }
  if ('hang' in scripted) {
    if (scripted.hang === 'after headers') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"model":')
    }
    return
  }
  const text = typeof scripted.body === 'string' ? scripted.body : JSON.stringify(scripted.body)
  const headers = { 'content-type': 'application/json', 'request-id': 'req_test', ...scripted.headers }
  response.writeHead(scripted.status, headers).end(text)
}

export const USAGE = {
  input_tokens: 200,
  output_tokens: 300,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 1_000,
}

/** A complete answer: the text in one block, after whatever blocks come first. */
export function message(text: unknown, change: Record<string, unknown> = {}): Scripted {
  const content = [{ type: 'text', text: typeof text === 'string' ? text : JSON.stringify(text), citations: null }]
  const body = {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-haiku-5-5-20261001', content },
    ...{ stop_reason: 'end_turn', stop_sequence: null, usage: USAGE },
    ...change,
  }
  return { status: 200, body }
}

export function failure(status: number, type: string, headers: Record<string, string> = {}): Scripted {
  return { status, body: { type: 'error', error: { type, message: type } }, headers }
}
