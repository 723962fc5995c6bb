// A remote agent over the wire: signed out, checked on arrival, parsed on return.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addressVerification } from '../../agents/address-verification.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { callRemoteAgent, type RemoteCall } from '../../src/models/remote-agent.ts'
import { remoteSignature, verifyRemoteSignature } from '../../src/models/remote-signature.ts'
import { NOW, orderOf } from '../agents/order-fixture.ts'

const SECRET = 'a shared secret'
const clock = () => NOW

type Handler = (body: string, response: ServerResponse, request: IncomingMessage) => void
let handler: Handler
let url: string
let arrived: number

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    arrived += 1
    handler(Buffer.concat(chunks).toString('utf8'), response, request)
  })
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/countersign`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  arrived = 0
})

const PROPOSAL = {
  action: 'hold',
  params: { reason_code: 'postcode_mismatch' },
  confidence: 0.8,
  reasons: [{ text: 'The postcode belongs to another city', source: 'address register' }],
}

function call(change: Partial<RemoteCall> = {}) {
  const input = { order: orderOf() }
  const base = { url, secret: SECRET, agent: addressVerification, input, runId: 'run-1', timeoutMs: 10 * SECOND, clock }
  return callRemoteAgent({ ...base, ...change })
}

describe('a call to a remote agent', () => {
  it('is signed, carries the agent, its version, the run and the input, and brings back a whole proposal', async () => {
    let received: unknown
    handler = (body, response, request) => {
      const header = String(request.headers['x-countersign-signature'])
      const genuine = verifyRemoteSignature({ secret: SECRET, header, body, clock })
      received = JSON.parse(body)
      response.writeHead(genuine ? 200 : 401).end(JSON.stringify(PROPOSAL))
    }
    expect(await call()).toEqual({ ...PROPOSAL, against: [], unchecked: [], flags: [], amount: null })
    expect(received).toEqual({
      ...{ agent: 'address_verification', version: '1.0.0', run_id: 'run-1' },
      input: { order: orderOf() },
    })
  })

  it('with another secret is turned away by the receiver', async () => {
    handler = (body, response, request) => {
      const header = String(request.headers['x-countersign-signature'])
      const genuine = verifyRemoteSignature({ secret: 'another', header, body, clock })
      response.writeHead(genuine ? 200 : 401).end(JSON.stringify(PROPOSAL))
    }
    await expect(call()).rejects.toMatchObject({
      code: 'remote.refused',
      message: 'the remote agent address_verification@1.0.0 answered with 401',
    })
  })

  it.each<[string, Handler, string]>([
    ['bad JSON', (_, response) => response.end('{"action":'), 'remote.unreadable'],
    ['nothing', (_, response) => response.end(), 'remote.unreadable'],
    [
      'an action it does not have',
      (_, response) => response.end(JSON.stringify({ ...PROPOSAL, action: 'cancel' })),
      'remote.mismatch',
    ],
    ['no reasons', (_, response) => response.end(JSON.stringify({ ...PROPOSAL, reasons: [] })), 'remote.mismatch'],
    ['a failure', (_, response) => response.writeHead(500).end('oops'), 'remote.refused'],
    ['a huge body', (_, response) => response.end(' '.repeat(300 * 1024)), 'remote.too_large'],
  ])('that answers with %s fails, and is not asked again', async (_, answer, code) => {
    handler = answer
    await expect(call()).rejects.toMatchObject({ code })
    expect(arrived).toBe(1)
  })

  it('whose line breaks is asked once more, and then has not answered', async () => {
    handler = (_, response) => (arrived === 1 ? response.socket?.destroy() : response.end(JSON.stringify(PROPOSAL)))
    expect(await call()).toMatchObject({ action: 'hold' })
    expect(arrived).toBe(2)
    handler = (_, response) => response.socket?.destroy()
    await expect(call()).rejects.toMatchObject({ code: 'remote.unreachable' })
    expect(arrived).toBe(4)
  })

  it('stops reading an answer without end', async () => {
    handler = (_, response) => {
      const pour = (): void => {
        if (!response.destroyed) response.write('x'.repeat(64 * 1024), pour)
      }
      pour()
    }
    await expect(call()).rejects.toMatchObject({ code: 'remote.too_large' })
  })

  it('does not follow a redirect', async () => {
    handler = (_, response) => response.writeHead(307, { location: url }).end()
    await expect(call()).rejects.toMatchObject({ code: 'remote.refused' })
    expect(arrived).toBe(1)
  })

  it.each(['before', 'after'] as const)('that is silent %s its headers ends with the step', async (when) => {
    handler = (_, response) => {
      if (when === 'after') response.writeHead(200).write('{')
    }
    await expect(call({ timeoutMs: 200 })).rejects.toMatchObject({ code: 'remote.timeout' })
  })

  it('ends when the caller gives up', async () => {
    const controller = new AbortController()
    handler = () => controller.abort()
    await expect(call({ signal: controller.signal })).rejects.toMatchObject({ code: 'remote.cancelled' })
  })

  it.each(['http://addresses.example.com/x', 'http://127.0.0.1.example.com/', 'file:///etc/passwd', 'not a url', ''])(
    'is not made to %j',
    async (address) => {
      const sent: unknown[] = []
      const spy: typeof fetch = async (target) => {
        sent.push(target)
        return new Response('{}')
      }
      await expect(call({ url: address, fetch: spy })).rejects.toMatchObject({ code: 'remote.insecure' })
      expect(sent).toEqual([])
    },
  )

  it('is not made without a secret', async () => {
    await expect(call({ secret: '' })).rejects.toMatchObject({ code: 'remote.insecure' })
    expect(arrived).toBe(0)
  })
})

describe('a signature', () => {
  const body = '{"a":"ü"}'
  const header = remoteSignature(SECRET, body, NOW)
  const verify = (change: Partial<Parameters<typeof verifyRemoteSignature>[0]>) =>
    verifyRemoteSignature({ secret: SECRET, header, body, clock, ...change })

  it('fits text and bytes alike', () => {
    expect(verify({})).toBe(true)
    expect(verify({ body: Buffer.from(body) })).toBe(true)
  })

  it('is the HMAC of the second and the body, as another language would compute it', () => {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    expect(remoteSignature('key', '{}', 1_700_000_000_999)).toBe(`t=1700000000,v1=${HMAC_OF_EXAMPLE}`)
  })

  it('may come with an older one while the secret is being changed', () => {
    const [t, v1] = header.split(',')
    expect(verify({ header: `${t},v1=${'0'.repeat(64)},${v1}` })).toBe(true)
  })

  it.each<[string, Partial<Parameters<typeof verifyRemoteSignature>[0]>]>([
    ['of another body', { body: '{"a":"u"}' }],
    ['of another secret', { secret: 'other' }],
    ['checked with an empty secret', { secret: '', header: remoteSignature('', body, NOW) }],
    ['that is too old', { clock: () => NOW + 5 * MINUTE + 1_000 }],
    ['from the future', { clock: () => NOW - 5 * MINUTE - 1_000 }],
    ['that is missing', { header: null }],
    ['that is empty', { header: '' }],
    ['without a time', { header: header.split(',')[1] ?? '' }],
    ['with another time', { header: header.replace(/t=\d+/, (t) => `${t.slice(0, -1)}1`) }],
    ['that is cut', { header: header.slice(0, -1) }],
    ['that is no hex', { header: header.replace(/v1=.*/, `v1=${'z'.repeat(64)}`) }],
  ])('%s does not fit', (_, change) => {
    expect(verify(change)).toBe(false)
  })
})

const HMAC_OF_EXAMPLE = '9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae'
