// Test files run in processes of their own and end in many ways; the servers they ask for belong to the process that
// outlives them all. This is the counter where they ask: a local HTTP server in the Vitest main process.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { FoundServices } from './found-services.ts'
import { startPostgres } from './postgres-server.ts'
import { type RunningService, startRedis } from './redis-server.ts'

export type ServiceBroker = { url: string; stop(): Promise<void> }

/** POST /postgres: one cluster for the run. POST /redis: a server of one's own. DELETE /redis?url=: done with it. */
export async function openBroker(found: FoundServices): Promise<ServiceBroker> {
  const redis = new Map<string, RunningService>()
  let postgres: Promise<RunningService> | undefined

  async function answer(method: string, target: URL): Promise<string> {
    switch (`${method} ${target.pathname}`) {
      case 'POST /postgres':
        if (found.PostgreSQL.status === 'url') return found.PostgreSQL.url
        if (found.PostgreSQL.status === 'missing') throw new Error('PostgreSQL was not found')
        postgres ??= startPostgres(found.PostgreSQL.path)
        return (await postgres).url
      case 'POST /redis': {
        if (found.Redis.status === 'url') return found.Redis.url
        if (found.Redis.status === 'missing') throw new Error('redis-server was not found')
        const started = await startRedis(found.Redis.path)
        redis.set(started.url, started)
        return started.url
      }
      case 'DELETE /redis': {
        const url = target.searchParams.get('url') ?? ''
        await redis.get(url)?.stop()
        redis.delete(url)
        return url
      }
      default:
        throw new Error(`nothing is served at ${method} ${target.pathname}`)
    }
  }

  const server = createServer((request, response) => {
    answer(request.method ?? '', new URL(request.url ?? '/', 'http://broker')).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the broker has no TCP port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await Promise.all([...redis.values()].map((service) => service.stop()))
      await (await postgres)?.stop()
    },
  }
}
