// .env.example is the list of the app's settings: the same names that src/config.ts reads, each with a word on it.

import { describe, expect, it } from 'vitest'
import { read } from './tree.ts'

const example = read('.env.example').split('\n')
const variables = example.flatMap((line) => line.match(/^#? ?([A-Z][A-Z0-9_]+)=/)?.[1] ?? [])

describe('.env.example', () => {
  it('names what src/config.ts reads, no more and no less', () => {
    expect([...variables].sort()).toEqual(settingsIn(read('src/config.ts')))
  })

  it('explains every variable in the line above it', () => {
    const unexplained = example.filter(
      (line, index) => /^#? ?[A-Z0-9_]+=/.test(line) && !/^# [A-Z]/.test(example[index - 1] ?? ''),
    )
    expect(unexplained).toEqual([])
  })

  it('holds no value that could be a real secret', () => {
    expect(example.filter((line) => /=.*[A-Za-z0-9]{20,}/.test(line))).toEqual([])
  })
})

describe('reading the settings of a schema', () => {
  it('takes the upper-case keys, once each, and not the words in comments or values', () => {
    const text =
      "// PORT: a comment\nz.object({\n  PORT: z.coerce.number(),\n  LOG_LEVEL: z.enum(['INFO']),\n})\n  x: { PORT: 1 }\n"
    expect(settingsIn(text)).toEqual(['LOG_LEVEL', 'PORT'])
  })
})

function settingsIn(schema: string): string[] {
  const keys = [...schema.matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].flatMap(([, key]) => key ?? [])
  return [...new Set(keys)].sort()
}
