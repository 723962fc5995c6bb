// Keeps other web pages away from /ui and /control: our own host name, our own origin, JSON bodies only.
import type { IncomingMessage } from 'node:http'
import { contentType } from './body.ts'

const ownNames = (port: number, host: string): string[] =>
  [host, '127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)

/** Browsers always name the origin of a cross-site POST; apps never send one. */
export function fromOtherOrigin(request: IncomingMessage, port: number, host: string): boolean {
  const { origin } = request.headers
  return origin !== undefined && !ownNames(port, host).some((name) => origin === `http://${name}`)
}

/** undefined: fine. Otherwise why it is refused. */
export function foreign(request: IncomingMessage, port: number, host: string): string | undefined {
  if (!ownNames(port, host).includes(request.headers.host ?? '')) {
    return 'this workspace does not answer to that host name'
  }
  if (fromOtherOrigin(request, port, host)) return 'this workspace takes calls from its own page only'
  if (request.method === 'POST' && contentType(request) !== 'application/json') return 'send JSON'
  return undefined
}
