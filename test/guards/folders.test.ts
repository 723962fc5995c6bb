// A stranger opens a folder and knows in a minute what it is for; a file that grows too long is two files.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesUnder, foldersUnder, isCode, lineCount, read, repository } from './tree.ts'

const ROOMS = ['src', 'blocks', 'agents', 'dev', 'eval']
const README_LINES = 25
const CODE_LINES = 250

describe('every folder of the product', () => {
  const folders = foldersUnder(...ROOMS).filter((folder) => folder !== 'src')

  it('is found by this guard', () => {
    expect(folders).toContain('src/contracts')
  })

  it('has a README', () => {
    expect(folders.filter((folder) => !existsSync(join(repository, folder, 'README.md')))).toEqual([])
  })

  it('has a README that names only files that are there', () => {
    const files = filesUnder()
    const isThere = (name: string): boolean => files.some((file) => `/${file}`.endsWith(`/${name}`))
    const named = files
      .filter((file) => file.endsWith('README.md') || file.startsWith('docs/'))
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/`([\w./-]+\.(?:ts|tsx|mjs|yml))`/g)].map(([, name = '']) => ({ file, name })),
      )
    expect(named.length).toBeGreaterThan(300)
    expect(named.filter(({ name }) => !isThere(name.replace(/^(?:\.\.?\/)+/, '')))).toEqual([])
  })

  it(`has a README of at most ${README_LINES} lines`, () => {
    const readmes = filesUnder(...ROOMS).filter((file) => file.endsWith('/README.md'))
    expect(longerThan(README_LINES, readmes)).toEqual([])
  })
})

describe('every file of code', () => {
  it(`has at most ${CODE_LINES} lines, styles and pages included`, () => {
    const code = filesUnder(...ROOMS).filter((file) => isCode(file) || /\.(js|mjs|css|html|sql)$/.test(file))
    expect(longerThan(CODE_LINES, code)).toEqual([])
  })
})

describe('counting lines', () => {
  it('does not take a final newline for another line', () => {
    expect([lineCount('a'), lineCount('a\n'), lineCount('a\n\n'), lineCount('a\nb')]).toEqual([1, 1, 2, 2])
  })
})

function longerThan(limit: number, files: string[]): string[] {
  const counted = files.map((file) => ({ file, lines: lineCount(read(file)) }))
  return counted.filter(({ lines }) => lines > limit).map(({ file, lines }) => `${file}: ${lines} lines`)
}
