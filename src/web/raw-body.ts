// The request's bytes exactly as they came, since signatures cover those and nothing else. Bounded in size.
import type { IncomingMessage } from 'node:http'

export type RawBody = { status: 'read'; body: Buffer } | { status: 'too_large' } | { status: 'broken' }

/** What an oversized request may still send after its 413, so that it can read the answer; then its line is cut. */
const DRAIN_FACTOR = 4

export function readRawBody(request: IncomingMessage, limitBytes: number): Promise<RawBody> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    drain(request, limitBytes * DRAIN_FACTOR)
    return Promise.resolve({ status: 'too_large' })
  }
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let length = 0
    const take = (piece: Buffer): void => {
      length += piece.length
      pieces.push(piece)
      if (length <= limitBytes) return
      request.off('data', take)
      drain(request, limitBytes * DRAIN_FACTOR)
      resolve({ status: 'too_large' })
    }
    request.on('data', take)
    request.once('end', () => resolve({ status: 'read', body: Buffer.concat(pieces) }))
    request.once('close', () => resolve({ status: 'broken' }))
    request.once('error', () => resolve({ status: 'broken' }))
  })
}

/** Reads on without keeping anything, and gives up on a sender that does not stop. */
export function drain(request: IncomingMessage, limitBytes: number): void {
  let length = 0
  request.on('data', (piece: Buffer) => {
    length += piece.length
    if (length > limitBytes) request.destroy()
  })
  request.on('error', () => request.destroy())
}
