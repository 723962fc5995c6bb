// Reads the YAML files of config/: every problem with its file and line, so that one look fixes them all.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { AppError, reasonOf } from '../contracts/app-error.ts'

export type FileProblem = { file: string; line: number | null; message: string }

export type ReadFile<T> = {
  value: T | null
  problems: FileProblem[]
  lineOf(path: readonly PropertyKey[]): number | null
}

/** Reads and parses one file. Never throws: what is wrong is in `problems`. */
export function readConfigFile<T>(folder: string, name: string, schema: z.ZodType<T>): ReadFile<T> {
  const file = join(folder, name)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return {
      value: null,
      problems: [{ file, line: null, message: `cannot be read: ${reasonOf(error)}` }],
      lineOf: () => null,
    }
  }
  return parseConfigText(file, text, schema)
}

export function parseConfigText<T>(file: string, text: string, schema: z.ZodType<T>): ReadFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineOf = (path: readonly PropertyKey[]): number | null => lineAt(document, lines, path)
  if (document.errors.length > 0) {
    return {
      value: null,
      lineOf,
      problems: document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: error.message.split('\n')[0] ?? 'not YAML',
      })),
    }
  }
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { value: parsed.data, problems: [], lineOf }
  return {
    value: null,
    lineOf,
    problems: parsed.error.issues.map((issue) => ({
      file,
      line: lineOf(issue.path),
      message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
    })),
  }
}

/** The line of the node at the path, or of the nearest parent that exists. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth) as (string | number)[], true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return null
}

export function describeProblem({ file, line, message }: FileProblem): string {
  return `${file}${line === null ? '' : `:${line}`}  ${message}`
}

export function problemsError(problems: readonly FileProblem[]): AppError {
  return new AppError(
    'config.files',
    `${problems.length} problem${problems.length === 1 ? '' : 's'} in the configuration:\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`,
  )
}
