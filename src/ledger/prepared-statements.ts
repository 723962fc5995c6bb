// The embedded database's statements, each parsed once: the same few run for every order, and PGlite's own `query` plans every call anew.
import { type PGlite, protocol, types } from '@electric-sql/pglite'
import type { Row } from './db.ts'

const { serialize } = protocol

/** A kept plan is right for tables as large as they were: all are planned again after so many rows were written, then whenever those doubled. */
const FIRST_REPLAN = 256
/** More different texts than this program has. What comes beyond is run without being kept. */
const MOST_KEPT = 500

type Prepared = { name: string; parameters: readonly number[]; fields: readonly { name: string; dataTypeID: number }[] }

export type PreparedStatements = {
  /** As `Query.query`. Not to be called while another call is under way: there is one connection. */
  run<R extends Row>(text: string, values: readonly unknown[], where: 'alone' | 'in transaction'): Promise<R[]>
  /** After a change of the schema: what was prepared may return other columns than it promised. */
  forget(): Promise<void>
}

export function createPreparedStatements(pglite: PGlite): PreparedStatements {
  const kept = new Map<string, Prepared>()
  let written = 0
  let replanAt = FIRST_REPLAN

  /** Not by `exec`, which would wait for the transaction it is called in. */
  const plain = (text: string) => pglite.execProtocol(serialize.query(text), { syncToFs: false })

  async function prepare(text: string): Promise<Prepared> {
    const name = kept.size < MOST_KEPT ? `s${kept.size + 1}` : ''
    const { messages } = await pglite.execProtocol(
      Buffer.concat([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]),
      { syncToFs: false },
    )
    const prepared: Prepared = {
      name,
      parameters: messages.find(isParameters)?.dataTypeIDs ?? [],
      fields: messages.find(isFields)?.fields ?? [],
    }
    if (name) kept.set(text, prepared)
    return prepared
  }

  return {
    async run<R extends Row>(text: string, values: readonly unknown[], where: 'alone' | 'in transaction') {
      const { name, parameters, fields } = kept.get(text) ?? (await prepare(text))
      const bound = values.map((value, at) => toText(value, pglite.serializers[parameters[at] ?? types.TEXT]))
      const { messages } = await pglite.execProtocol(
        Buffer.concat([serialize.bind({ statement: name, values: bound }), serialize.execute({}), serialize.sync()]),
        { syncToFs: where === 'alone' },
      )
      written += rowsWritten(messages)
      if (written >= replanAt) {
        replanAt = 2 * written
        await plain('DISCARD PLANS')
      }
      return messages.filter(isRow).map((row) => toRow<R>(row.fields, fields))
    },
    async forget() {
      kept.clear()
      await plain('DEALLOCATE ALL')
    },
  }

  function toRow<R extends Row>(texts: readonly (string | null)[], fields: Prepared['fields']): R {
    return Object.fromEntries(
      fields.map(({ name, dataTypeID }, at) => [name, types.parseType(texts[at] ?? null, dataTypeID, pglite.parsers)]),
    ) as R
  }
}

function toText(value: unknown, serializer: ((value: unknown) => string) | undefined): string | null {
  if (value === null || value === undefined) return null
  return serializer ? serializer(value) : String(value)
}

/** Of "INSERT 0 3", "UPDATE 2" or "DELETE 1". */
function rowsWritten(messages: readonly Message[]): number {
  const tag = messages.find(isComplete)?.text ?? ''
  return tag.startsWith('SELECT') ? 0 : Number(/\d+$/.exec(tag)?.[0] ?? 0)
}

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number]
type Described = Message & { dataTypeIDs: number[] }
type Fields = Message & { fields: { name: string; dataTypeID: number }[] }
type DataRow = Message & { fields: (string | null)[] }

type Complete = Message & { text: string }

const isComplete = (message: Message): message is Complete => message.name === 'commandComplete'
const isParameters = (message: Message): message is Described => message.name === 'parameterDescription'
const isFields = (message: Message): message is Fields => message.name === 'rowDescription'
const isRow = (message: Message): message is DataRow => message.name === 'dataRow'
