// The small language the block rules are written in: checks that collect every problem with the JSON pointer of its place.

export interface Problem {
  pointer: string
  message: string
}

export type Surface = 'message' | 'modal' | 'home'

/** What one validation run remembers across blocks. */
export interface Run {
  surface: Surface
  problems: Problem[]
  blockIds: Set<string>
  /** action_ids of the block being read; reset per block. */
  actionIds: Set<string>
  tables: number
  charts: number
  markdownCharacters: number
}

export interface At {
  run: Run
  pointer: string
}

export type Check = (value: unknown, at: At) => void
export type Fields = Record<string, { check: Check; required: boolean }>
export type Json = Record<string, unknown>

export const newRun = (surface: Surface): Run => ({
  surface,
  problems: [],
  blockIds: new Set(),
  actionIds: new Set(),
  tables: 0,
  charts: 0,
  markdownCharacters: 0,
})

export const under = (at: At, key: string | number): At => ({ run: at.run, pointer: `${at.pointer}/${key}` })

export function fail(at: At, message: string): void {
  at.run.problems.push({ pointer: at.pointer, message })
}

export const need = (check: Check) => ({ check, required: true })
export const may = (check: Check) => ({ check, required: false })

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with exactly these fields; `rule` sees it only when the fields themselves are right. */
export function shape(fields: Fields, rule?: (value: Json, at: At) => void): Check {
  return (value, at) => {
    if (!isJson(value)) return fail(at, 'must be an object')
    const before = at.run.problems.length
    for (const [name, field] of Object.entries(fields)) {
      const given = value[name]
      if (given === undefined || given === null) {
        if (field.required) fail(at, `missing required field: ${name}`)
      } else field.check(given, under(at, name))
    }
    for (const name of Object.keys(value)) {
      if (name !== 'type' && !(name in fields)) fail(at, `invalid additional property: ${name}`)
    }
    if (rule !== undefined && at.run.problems.length === before) rule(value, at)
  }
}

export function string(limits: { max: number; min?: number }): Check {
  const min = limits.min ?? 1
  return (value, at) => {
    if (typeof value !== 'string') return fail(at, 'must be a string')
    if (value.length < min) fail(at, `must be more than ${min - 1} characters`)
    if (value.length > limits.max) fail(at, `must be less than ${limits.max + 1} characters`)
  }
}

export const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') fail(at, 'must be a boolean')
}

export const anyText: Check = string({ max: Number.MAX_SAFE_INTEGER, min: 0 })

export function whole(limits: { min: number; max: number }): Check {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return fail(at, 'must be an integer')
    if (value < limits.min || value > limits.max) fail(at, `must be from ${limits.min} to ${limits.max}`)
  }
}

export function oneOf(...choices: readonly (string | number)[]): Check {
  return (value, at) => {
    if (!choices.includes(value as string)) fail(at, `must be one of ${choices.join(', ')}`)
  }
}

export function matching(pattern: RegExp, wanted: string): Check {
  return (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) fail(at, `must be ${wanted}`)
  }
}

export function listOf(check: Check, limits: { min?: number; max: number }): Check {
  const min = limits.min ?? 1
  return (value, at) => {
    if (!Array.isArray(value)) return fail(at, 'must be an array')
    if (value.length < min) fail(at, `no fewer than ${min} items allowed`)
    if (value.length > limits.max) fail(at, `no more than ${limits.max} items allowed [${value.length} given]`)
    for (const [index, item] of value.entries()) check(item, under(at, index))
  }
}

export const url = (max = 3000): Check => {
  const length = string({ max })
  return (value, at) => {
    length(value, at)
    if (typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(value)) fail(at, 'must be a valid URL')
  }
}

/** Objects told apart by `type`; anything not in the table does not exist. */
export function byType(table: Readonly<Record<string, Check>>, what: string): Check {
  return (value, at) => {
    if (!isJson(value)) return fail(at, 'must be an object')
    const type = value['type']
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined
    if (check === undefined) return fail(under(at, 'type'), `unsupported ${what} type: ${String(type)}`)
    check(value, at)
  }
}
