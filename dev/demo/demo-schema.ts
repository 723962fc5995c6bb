// A demo on somebody's own PostgreSQL keeps to a schema of its own, and takes it away again.
import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type DemoSchema = { name: string; url: string; drop(): Promise<void> }

export async function demoSchema(databaseUrl: string): Promise<DemoSchema> {
  const name = `countersign_demo_${randomBytes(4).toString('hex')}`
  await once(databaseUrl, `CREATE SCHEMA ${name}`)
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c search_path=${name}`.trim())
  return { name, url: url.toString(), drop: () => once(databaseUrl, `DROP SCHEMA ${name} CASCADE`) }
}

async function once(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
