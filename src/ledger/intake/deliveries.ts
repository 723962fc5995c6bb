// Raw deliveries: stored before they are answered, read back to be taken in. Stored in groups like everything else.
import { z } from 'zod'
import { AppError } from '../../contracts/app-error.ts'
import { createGroupCommit } from '../append/group-commit.ts'
import { dataErrorText } from '../data-error.ts'
import type { Db, Tx } from '../db.ts'
import type { Delivery } from '../ledger.ts'
import { arrayLiteral, rowSet, timestamp } from '../row-set.ts'
import { storable, storableText } from '../storable.ts'

const input = rowSet({
  key: 'text',
  channel: 'text',
  topic: 'text',
  received_at: 'timestamptz',
  headers: 'jsonb',
  body: 'bytea',
})
const INSERT = `
  INSERT INTO deliveries (${input.names}) SELECT ${input.names} FROM ${input.unnest('input')} ORDER BY key
  ON CONFLICT (key) DO NOTHING RETURNING key`

const COLUMNS = 'key, channel, topic, received_at, headers, body'
const PENDING = `SELECT ${COLUMNS} FROM deliveries WHERE taken_at IS NULL ORDER BY received_at LIMIT $1`
const PENDING_KEYS = 'SELECT key FROM deliveries WHERE taken_at IS NULL ORDER BY received_at LIMIT $1'
const BY_KEY = `SELECT ${COLUMNS} FROM deliveries WHERE key = ANY($1::text[]) ORDER BY received_at`

const MAX_BATCH = 64

const DeliveryRow = z.object({
  key: z.string(),
  channel: z.string(),
  topic: z.string(),
  received_at: z.number(),
  headers: z.record(z.string(), z.string()),
  /** Empty once erased. */
  body: z
    .instanceof(Uint8Array)
    .nullable()
    .transform((body) => body ?? new Uint8Array()),
})

export type Deliveries = {
  store(delivery: Delivery): Promise<boolean>
  pending(limit: number): Promise<Delivery[]>
  pendingKeys(limit: number): Promise<string[]>
  byKeys(keys: readonly string[]): Promise<Delivery[]>
  idle(): Promise<void>
}

export function createDeliveries(db: Db): Deliveries {
  const group = createGroupCommit<Delivery, boolean | AppError>({
    maxBatch: MAX_BATCH,
    keysOf: ({ key }) => [storableText(key)],
    attempt: (batch) => db.tx('work', (tx) => insert(tx, batch)),
    refuse: (_delivery, error) => new AppError('delivery.unstorable', dataErrorText(error), { cause: error }),
  })
  return {
    async store(delivery) {
      const stored = await group.submit(delivery)
      if (stored instanceof AppError) throw stored
      return stored
    },
    async pending(limit) {
      return (await db.query(PENDING, [limit])).map((row) => DeliveryRow.parse(row))
    },
    async pendingKeys(limit) {
      return (await db.query<{ key: string }>(PENDING_KEYS, [limit])).map(({ key }) => key)
    },
    async byKeys(keys) {
      return (await db.query(BY_KEY, [arrayLiteral(keys.map(storableText))])).map((row) => DeliveryRow.parse(row))
    },
    idle: () => group.idle(),
  }
}

async function insert(tx: Tx, batch: readonly Delivery[]): Promise<boolean[]> {
  const rows = batch.map(({ key, channel, topic, received_at, headers, body }) => ({
    key: storableText(key),
    channel,
    topic: storableText(topic),
    received_at: timestamp(received_at),
    headers: storable(headers).text,
    body: `\\x${Buffer.from(body).toString('hex')}`,
  }))
  const added = await tx.query<{ key: string }>(INSERT, input.values(rows))
  const keys = new Set(added.map((row) => row.key))
  return rows.map(({ key }) => keys.has(key))
}
