// The database port: the two SQL engines we run on (PostgreSQL through pg, PGlite in process) behind the same few calls.

export type Row = Record<string, unknown>

export type Query = {
  /** Values are always bound ($1, $2 ...). int8 and numeric come back as numbers, bytea as Uint8Array, json parsed, timestamptz as epoch ms. */
  query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<R[]>
}

export type Tx = Query & {
  /** Several statements without values, for migrations. */
  script(text: string): Promise<void>
}

/** `verdict` never waits behind `work`; `read` is for people looking things up. */
export type Lane = 'work' | 'verdict' | 'read'

/** Its own `query` and `script` run in the work lane. */
export type Db = Tx & {
  kind: 'pglite' | 'postgres'
  /** Single statements, each its own transaction, on the lane's own connections. */
  lane(lane: Lane): Query
  /**
   * One transaction on the lane's own connections; commits when the callback returns, rolls back when it throws.
   * Inside, only the given `tx` may be used: PGlite has one connection, and asking for it again never returns.
   */
  tx<T>(lane: Lane, body: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}
