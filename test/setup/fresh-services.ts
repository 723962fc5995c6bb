// State that no other test file can see: a database of one's own on the shared server, or a Redis of one's own.

import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import pg from 'pg'
import { inject } from 'vitest'

/** Creates an empty database on the server at `url`; `drop` also ends connections that are still open. */
export async function freshDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await execute(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => execute(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A new empty Redis server; with TEST_REDIS_URL it is that one, which `empty` clears. */
export async function freshRedis(): Promise<{ url: string; empty(): Promise<void>; stop(): Promise<void> }> {
  const url = await askBroker('POST', '/redis')
  return {
    url,
    empty: () => flush(url),
    async stop() {
      await askBroker('DELETE', `/redis?url=${encodeURIComponent(url)}`)
    },
  }
}

async function flush(url: string): Promise<void> {
  const client = new Redis(url)
  await client.flushall()
  await client.quit()
}

export async function askBroker(method: 'POST' | 'DELETE', path: string): Promise<string> {
  const response = await fetch(`${inject('services').brokerUrl}${path}`, { method })
  const text = await response.text()
  if (!response.ok) throw new Error(`the test services answered ${response.status}: ${text}`)
  return text
}
