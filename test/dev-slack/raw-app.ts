// An app without Bolt: raw Web API calls and raw sockets, for asking the workspace what Bolt would never ask.
import { WebSocket } from 'ws'
import type { LocalSlack } from '../../dev/slack/local-slack.ts'

export interface RawAnswer {
  status: number
  retryAfter: string | null
  body: Record<string, unknown>
}

export interface RawOptions {
  token?: string | null
  json?: boolean
}

export async function callApi(
  slack: LocalSlack,
  method: string,
  args: Record<string, unknown> = {},
  options: RawOptions = {},
): Promise<RawAnswer> {
  const token = options.token === undefined ? slack.botToken : options.token
  const fields = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      'content-type': options.json === true ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body: options.json === true ? JSON.stringify(args) : new URLSearchParams(fields).toString(),
  })
  const text = await response.text()
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: text.startsWith('{') ? JSON.parse(text) : { text },
  }
}

/** The error of a call, or "ok". */
export async function errorOf(
  slack: LocalSlack,
  method: string,
  args: Record<string, unknown> = {},
  options: RawOptions = {},
): Promise<unknown> {
  const { body } = await callApi(slack, method, args, options)
  return body['ok'] === true ? 'ok' : body['error']
}

export interface RawSocket {
  frames: Record<string, unknown>[]
  /** The first frame that fits, now or later. */
  frame(fits: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
  ack(frame: Record<string, unknown>, payload?: Record<string, unknown>): void
  /** Resolves once everything sent so far has been read by the workspace. */
  flushed(): Promise<void>
  closed: Promise<void>
  close(): void
}

export async function socketUrl(slack: LocalSlack): Promise<string> {
  const { body } = await callApi(slack, 'apps.connections.open', {}, { token: slack.appToken })
  return String(body['url'])
}

/** Resolves with the first frame received: `hello`, or the refusal. */
export async function openSocket(slack: LocalSlack, url?: string): Promise<RawSocket> {
  const socket = new WebSocket(url ?? (await socketUrl(slack)))
  const frames: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)))
    for (const look of [...waiting]) look()
  })
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const frame: RawSocket['frame'] = (fits) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = frames.find(fits)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve())
    socket.once('error', reject)
  })
  return {
    frames,
    frame,
    ack: (envelope, payload = {}) => socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload })),
    flushed: () =>
      new Promise((resolve) => {
        socket.once('pong', () => resolve())
        socket.ping()
      }),
    closed,
    close: () => socket.close(),
  }
}
