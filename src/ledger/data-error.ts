// Which database errors are about the data (nobody can store it), which about the moment (try again), which about the server.

/** 21 cardinality · 22 data exception · 23 integrity constraint · 54 program limit, such as a value too long for its index. */
const DATA_CLASSES = ['21', '22', '23', '54']
const DEADLOCK = '40P01'
const SERIALIZATION = '40001'

export function isDataError(error: unknown): boolean {
  const code = sqlState(error)
  return error instanceof RangeError || (code !== null && DATA_CLASSES.includes(code.slice(0, 2)))
}

export function isRetryable(error: unknown): boolean {
  const code = sqlState(error)
  return code === DEADLOCK || code === SERIALIZATION
}

/** For a result a person may read: the code and the place, never the value. */
export function dataErrorText(error: unknown): string {
  const column = (error as { column?: string }).column
  return `the record cannot store it (${sqlState(error) ?? 'out of range'}${column ? `, ${column}` : ''})`
}

function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null
}
