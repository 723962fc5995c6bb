import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/web/metrics.ts'
import { type RunningWeb, startWeb } from './running-web.ts'

const open: RunningWeb[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ web }) => web.close(0)))
})
async function serve(...changes: Parameters<typeof startWeb>): Promise<RunningWeb> {
  const running = await startWeb(...changes)
  open.push(running)
  return running
}

/** Sends raw text over a socket and gives back what came until the other side closed. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    let heard = ''
    socket.on('data', (piece) => {
      heard += String(piece)
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

describe('the server', () => {
  it('says it is well while the record answers', async () => {
    const { url } = await serve()
    const response = await fetch(new URL('/healthz', url))
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', record: 'ok' }])
    expect((await fetch(new URL('/healthz', url), { method: 'HEAD' })).status).toBe(200)
  })

  it('says it is degraded when the record does not', async () => {
    const { url } = await serve({ recordAlive: () => Promise.reject(new Error('gone')) })
    const response = await fetch(new URL('/healthz', url))
    expect([response.status, await response.json()]).toEqual([503, { status: 'degraded', record: 'down' }])
  })

  it('hands a mounted path over, with any method, and nothing beside it', async () => {
    const { url } = await serve({
      routes: { '/slack/events': (request, response) => response.writeHead(218).end(request.method) },
    })
    expect((await fetch(new URL('/slack/events', url), { method: 'POST', body: 'x' })).status).toBe(218)
    expect((await fetch(new URL('/slack/events?a=1', url))).status).toBe(218)
    expect((await fetch(new URL('/slack/events/more', url))).status).toBe(404)
    expect((await fetch(new URL('/constructor', url))).status).toBe(404)
  })

  it('a mounted listener that throws is answered 503, and the server lives on', async () => {
    const { url } = await serve({
      routes: {
        '/slack/events': () => {
          throw new Error('boom')
        },
      },
    })
    expect((await fetch(new URL('/slack/events', url))).status).toBe(503)
    expect((await fetch(new URL('/healthz', url))).status).toBe(200)
  })

  it('answers any path and method with a 4xx at worst, never a 500', async () => {
    const { port } = await serve()
    const path = fc.stringMatching(/^\/[!-~]{0,40}$/)
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'), async (target, method) => {
        const heard = await talk(
          port,
          `${method} ${target} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
        )
        expect(heard).toMatch(/^HTTP\/1\.1 (200|4\d\d) /)
      }),
      { numRuns: 60 },
    )
  })

  it('survives a sender that leaves in the middle of its body', async () => {
    const { port, url } = await serve()
    const socket = connect(port, '127.0.0.1')
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve())
      socket.write('POST /webhooks/shopify/orders/create HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"id"', () =>
        socket.destroy(),
      )
    })
    expect((await fetch(new URL('/healthz', url))).status).toBe(200)
  })

  it('says which port is taken', async () => {
    const { port } = await serve()
    await expect(startWeb({ port })).rejects.toThrow(`port ${port} is taken`)
  })

  it('closes while a request hangs', async () => {
    const { web, url } = await serve({ routes: { '/hang': () => {} } })
    const asked = fetch(new URL('/hang', url)).catch((error: Error) => error.message)
    await fetch(new URL('/healthz', url))
    await web.close(20)
    expect(await asked).toBe('fetch failed')
  })
})

describe('the numbers', () => {
  it('come in Prometheus’ text format', async () => {
    const metrics = createMetrics()
    const counter = metrics.counter('a_total', 'Things.')
    counter.add({ kind: 'plain' })
    counter.add({ kind: 'plain' }, 2)
    counter.add({ kind: 'with "quotes" \\ and\nlines', also: 'x' })
    metrics.gauge('depth', 'How deep.', async () => [{ value: 4 }, { labels: { queue: 'work' }, value: 0.5 }])
    metrics.gauge('broken', 'Never read.', () => Promise.reject(new Error('no')))
    expect(await metrics.render()).toBe(
      [
        '# HELP a_total Things.',
        '# TYPE a_total counter',
        'a_total{kind="plain"} 3',
        'a_total{also="x",kind="with \\"quotes\\" \\\\ and\\nlines"} 1',
        '# HELP depth How deep.',
        '# TYPE depth gauge',
        'depth 4',
        'depth{queue="work"} 0.5',
        '# broken could not be read',
        '',
      ].join('\n'),
    )
  })

  it('have one meaning per name', () => {
    const metrics = createMetrics()
    metrics.counter('a_total', 'Things.')
    expect(() => metrics.counter('a_total', 'Other things.')).toThrow('registered twice')
  })
})
