// An agent that a retailer already has, kept where it is: its own small server, which Countersign calls over a signed request.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/contracts/clock.ts'
import { SIGNATURE_HEADER, verifyRemoteSignature } from '../../src/models/remote-signature.ts'

export type Vendor = { url: string; calls(): number; setSilent(silent: boolean): void; stop(): Promise<void> }

/** `judge` gives the answer to a call, or null for one it does not understand. */
export async function startVendor({
  secret,
  clock,
  judge,
}: {
  secret: string
  clock: Clock
  judge(call: unknown): object | null
}): Promise<Vendor> {
  let calls = 0
  let silent = false
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8')
      const header = request.headers[SIGNATURE_HEADER]
      const isOurs = verifyRemoteSignature({
        secret,
        body,
        header: typeof header === 'string' ? header : undefined,
        clock,
      })
      if (!isOurs) return void response.writeHead(401).end()
      calls += 1
      if (silent) return
      const answer = judge(safeJson(body))
      if (!answer) return void response.writeHead(400).end()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/judge`,
    calls: () => calls,
    setSilent: (next) => {
      silent = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
