// Socket Mode: one-time tickets, up to ten connections, each envelope to one of them in turn, three seconds to answer.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { HOUR, SECOND } from '../../../src/contracts/clock.ts'
import type { Counters } from '../counters.ts'
import type { Faults } from '../faults.ts'
import type { Timings } from '../options.ts'
import type { Ids } from '../workspace/ids.ts'
import type { Ack, Delivery } from './delivery.ts'

const MAX_CONNECTIONS = 10
const KIB = 1024

const Answer = z.object({ envelope_id: z.string(), payload: z.record(z.string(), z.unknown()).optional() })

export interface SocketDelivery extends Delivery {
  /** A ws:// path good for one connection. */
  newTicket(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  connections(): number
  /** Asks the app to reconnect, as Slack does every few hours. Answers how many connections were asked. */
  refresh(options?: { count?: number; reason?: string }): number
  /** Cuts connections without a word. */
  drop(options?: { count?: number }): number
  stop(): void
}

interface Pending {
  socket: WebSocket
  settle(ack: Ack): void
}

export function createSocketDelivery(parts: {
  ids: Ids
  faults: Faults
  counters: Counters
  timings: Timings
  appId: string
  /** Called whenever a connection comes or goes. */
  onlineChanged: (online: boolean) => void
}): SocketDelivery {
  const { ids, faults, counters, timings, appId, onlineChanged } = parts
  const server = new WebSocketServer({ noServer: true, maxPayload: 256 * KIB })
  const tickets = new Set<string>()
  /** Connections that still get envelopes; one that was told to leave is no longer here. */
  const live: WebSocket[] = []
  const pending = new Map<string, Pending>()
  const graceTimers = new Set<NodeJS.Timeout>()
  let turn = 0

  function retire(socket: WebSocket): void {
    const index = live.indexOf(socket)
    if (index === -1) return
    live.splice(index, 1)
    onlineChanged(live.length > 0)
  }

  function say(socket: WebSocket, frame: Record<string, unknown>): void {
    socket.send(JSON.stringify(frame))
  }

  function accept(socket: WebSocket): void {
    socket.on('error', () => socket.terminate())
    if (live.length >= MAX_CONNECTIONS) {
      say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'local' } })
      socket.close()
      return
    }
    socket.on('message', (data) => answered(String(data)))
    socket.on('close', () => {
      retire(socket)
      for (const each of [...pending.values()]) if (each.socket === socket) each.settle({ status: 'late' })
    })
    say(socket, {
      type: 'hello',
      num_connections: live.length + 1,
      debug_info: { host: 'local', approximate_connection_time: (4 * HOUR) / SECOND },
      connection_info: { app_id: appId },
    })
    live.push(socket)
    onlineChanged(true)
  }

  function answered(text: string): void {
    const frame = Answer.safeParse(parseJson(text))
    if (!frame.success) return
    pending.get(frame.data.envelope_id)?.settle({ status: 'acked', payload: frame.data.payload ?? {} })
  }

  function some(count: number | undefined): WebSocket[] {
    return live.slice(0, count ?? live.length)
  }

  return {
    newTicket() {
      const ticket = ids.secret()
      tickets.add(ticket)
      return `/link/?ticket=${ticket}&app_id=${appId}`
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? ''
      const known = tickets.delete(ticket)
      if (!known || faults.refusesSockets()) {
        socket.end(`HTTP/1.1 ${known ? '503 Service Unavailable' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`)
        return
      }
      server.handleUpgrade(request, socket, head, accept)
    },
    connections: () => live.length,
    online: () => live.length > 0,
    send(parcel) {
      const socket = live[turn % Math.max(1, live.length)]
      turn += 1
      if (socket === undefined) return Promise.resolve({ status: 'unreachable' })
      counters.delivered(parcel.kind)
      const envelopeId = ids.next('env')
      return new Promise<Ack>((resolve) => {
        const timer = setTimeout(() => settle({ status: 'late' }), timings.ackMs)
        const settle = (ack: Ack): void => {
          if (!pending.delete(envelopeId)) return
          clearTimeout(timer)
          if (ack.status === 'late') counters.missedAck()
          resolve(ack)
        }
        pending.set(envelopeId, { socket, settle })
        say(socket, {
          envelope_id: envelopeId,
          type: parcel.kind,
          accepts_response_payload: parcel.kind !== 'events_api',
          payload: parcel.payload,
          ...(parcel.retry === undefined
            ? {}
            : { retry_attempt: parcel.retry.attempt, retry_reason: socketReason(parcel.retry.reason) }),
        })
      })
    },
    refresh(options = {}) {
      const asked = some(options.count)
      for (const socket of asked) {
        retire(socket)
        say(socket, {
          type: 'disconnect',
          reason: options.reason ?? 'refresh_requested',
          debug_info: { host: 'local' },
        })
        const timer = setTimeout(() => {
          graceTimers.delete(timer)
          socket.close()
        }, timings.refreshGraceMs)
        graceTimers.add(timer)
        socket.once('close', () => {
          clearTimeout(timer)
          graceTimers.delete(timer)
        })
      }
      return asked.length
    },
    drop(options = {}) {
      const cut = some(options.count)
      for (const socket of cut) {
        retire(socket)
        socket.terminate()
      }
      return cut.length
    },
    stop() {
      for (const timer of graceTimers) clearTimeout(timer)
      for (const each of [...pending.values()]) each.settle({ status: 'late' })
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

const socketReason = (reason: string): string => (reason === 'http_timeout' ? 'timeout' : reason)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
