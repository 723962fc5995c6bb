// Many rows in one statement: a column list that becomes `unnest($1::uuid[], ...)`, and rows that become its arrays.

type Cell = string | number | boolean | null | undefined
export type Columns = Readonly<Record<string, string>>
export type RowOf<C extends Columns> = { readonly [K in keyof C]?: Cell }

export type RowSet<C extends Columns> = {
  /** "run_id, version, ..." */
  names: string
  /** "unnest($1::uuid[], $2::int[], ...) AS alias(run_id, version, ...)" */
  unnest(alias: string): string
  /** One bound value per column, in order; leave-outs are NULL. */
  values(rows: readonly RowOf<C>[]): string[]
}

/** JSON text never holds a bare control character, so one can stand between documents and nothing needs quoting. */
const BETWEEN = '\u001f'
const BETWEEN_SQL = `E'\\x1f'`

/** Types whose cells need no quotes; ids are checked to be ids before they come here. */
const BARE = new Set(['uuid', 'int', 'bigint', 'float8', 'bool', 'timestamptz'])

/**
 * Column types are PostgreSQL type names; json and jsonb cells are JSON texts. Everything is bound as text,
 * so both drivers send the same.
 */
export function rowSet<const C extends Columns>(columns: C): RowSet<C> {
  const names = Object.keys(columns)
  const list = names.join(', ')
  const parameters = Object.values(columns).map((type, index) =>
    isJson(type) ? `string_to_array($${index + 1}::text, ${BETWEEN_SQL}, '')::${type}[]` : `$${index + 1}::${type}[]`,
  )
  return {
    names: list,
    unnest: (alias) => `unnest(${parameters.join(', ')}) AS ${alias}(${list})`,
    values: (rows) =>
      names.map((name) =>
        bound(
          columns[name] ?? 'text',
          rows.map((row) => row[name]),
        ),
      ),
  }
}

function bound(type: string, cells: readonly Cell[]): string {
  if (isJson(type)) return cells.map((cell) => cell ?? '').join(BETWEEN)
  return BARE.has(type) ? `{${cells.map((cell) => cell ?? 'NULL').join(',')}}` : arrayLiteral(cells)
}

function isJson(type: string): boolean {
  return type === 'json' || type === 'jsonb'
}

/** A PostgreSQL array literal of scalars; strings are quoted, so "NULL" and "" stay what they are. */
export function arrayLiteral(cells: readonly Cell[]): string {
  return `{${cells.map(element).join(',')}}`
}

function element(cell: Cell): string {
  if (cell === null || cell === undefined) return 'NULL'
  return typeof cell === 'string' ? `"${cell.replace(/["\\]/g, '\\$&')}"` : String(cell)
}

/** Epoch ms as bound to a timestamptz column; whole milliseconds. Throws RangeError beyond what a date can hold. */
export function timestamp(ms: number): string
export function timestamp(ms: number | null): string | null
export function timestamp(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
