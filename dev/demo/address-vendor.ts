// An address checker as a retailer might already have one: its own small server, which Countersign calls over a signed request.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Clock } from '../../src/contracts/clock.ts'
import { SIGNATURE_HEADER, verifyRemoteSignature } from '../../src/models/remote-signature.ts'

export type AddressVendor = { url: string; calls(): number; setSilent(silent: boolean): void; stop(): Promise<void> }

const Call = z.object({
  input: z.object({
    order: z.object({
      shipping_address: z
        .object({ country: z.string().nullable(), postcode: z.string().nullable(), city: z.string().nullable() })
        .nullable(),
    }),
  }),
})

/** Countries whose parcels need a postcode; Hong Kong and others have none. */
const NEED_POSTCODE = new Set(['SG', 'MY', 'JP', 'AU', 'US', 'NZ', 'TH', 'TW'])

export async function startAddressVendor({ secret, clock }: { secret: string; clock: Clock }): Promise<AddressVendor> {
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
      const call = Call.safeParse(safeJson(body))
      if (!call.success) return void response.writeHead(400).end()
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(judge(call.data.input.order.shipping_address)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/verify`,
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

function judge(address: z.infer<typeof Call>['input']['order']['shipping_address']): object {
  const gap = !address?.country
    ? 'no country'
    : !address.city
      ? 'no city'
      : NEED_POSTCODE.has(address.country) && !address.postcode
        ? 'no postcode'
        : null
  if (gap === null)
    return {
      action: 'clear',
      params: {},
      confidence: 0.95,
      reasons: [{ text: 'The address is complete and deliverable', source: 'address register' }],
      against: [],
      unchecked: ['Whether anybody lives there'],
      flags: [],
      amount: null,
    }
  return {
    action: 'hold',
    params: { reason_code: 'address_incomplete' },
    confidence: 0.8,
    reasons: [{ text: `The address cannot be delivered to: ${gap}`, source: 'address register' }],
    against: [],
    unchecked: [],
    flags: ['address'],
    amount: null,
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
