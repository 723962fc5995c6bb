// A command that the documents promise can be typed, and a script of package.json starts a file that is there.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageJson } from './package-json.ts'
import { filesUnder, read, repository } from './tree.ts'

const documents = filesUnder().filter((file) => file.endsWith('.md') && !file.startsWith('test/'))

describe('a command in a document', () => {
  it('is a script of package.json', () => {
    const unknown = documents.flatMap((file) =>
      commandsIn(read(file)).flatMap((name) => (name in packageJson.scripts ? [] : [`${file}: npm run ${name}`])),
    )
    expect(unknown).toEqual([])
  })

  it('is looked for in the README and in docs/', () => {
    expect(documents).toContain('README.md')
    expect(documents.some((file) => file.startsWith('docs/'))).toBe(true)
  })

  it('is read with its arguments left aside', () => {
    const text = 'Run `npm run demo -- --once` or `npm test`, then `npm run check && npm start`, or npm run build:all.'
    expect(commandsIn(text)).toEqual(['demo', 'test', 'check', 'start', 'build:all'])
  })
})

describe('a script of package.json', () => {
  it('starts a file that exists', () => {
    const missing = Object.entries(packageJson.scripts).flatMap(([name, command]) =>
      [...command.matchAll(/\b(?:tsx|node|bash)\s+([\w./-]+\.\w+)/g)].flatMap(([, file]) =>
        file && existsSync(join(repository, file)) ? [] : [`${name}: ${file}`],
      ),
    )
    expect(missing).toEqual([])
  })
})

function commandsIn(text: string): string[] {
  const commands = text.matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(test|start)\b)/g)
  return [...commands].flatMap(([, run, short]) => run ?? short ?? [])
}
