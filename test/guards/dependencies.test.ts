// Every dependency is used, was chosen on record, and is declared where it is used.

import { describe, expect, it } from 'vitest'
import { importGraph, importsIn, packageOf } from './import-graph.ts'
import { packageJson } from './package-json.ts'
import { filesUnder, read } from './tree.ts'

/** Dependencies that no file imports, and why they are there all the same. */
const usedWithoutImport: Record<string, string> = {
  '@biomejs/biome': 'the lint and the formatter of npm run check',
  typescript: 'the type check of npm run check',
  tsx: 'runs the TypeScript sources in every script',
  undici: 'a peer of @slack/socket-mode that it does not bring along',
}

const { dependencies, devDependencies } = packageJson
const isTypes = (name: string) => name.startsWith('@types/')
const declared = [...Object.keys(dependencies), ...Object.keys(devDependencies)]
const product = packagesImportedBy('src', 'blocks', 'agents')
const config = importsIn('vitest.config.ts', read('vitest.config.ts')).flatMap((edge) => packageOf(edge) ?? [])
const imported = new Set([...product, ...packagesImportedBy('dev', 'test', 'bench'), ...config])

describe('a dependency', () => {
  it('is imported somewhere, or this file says why not', () => {
    const unused = declared.filter((name) => !isTypes(name) && !imported.has(name) && !(name in usedWithoutImport))
    expect(unused).toEqual([])
  })

  it('is excused here only while it needs to be', () => {
    expect(Object.keys(usedWithoutImport).filter((name) => !declared.includes(name) || imported.has(name))).toEqual([])
  })

  it('of types belongs to Node or to a package that is used', () => {
    const subjects = declared.filter(isTypes).map((name) => name.replace('@types/', ''))
    expect(subjects.filter((name) => name !== 'node' && !imported.has(name))).toEqual([])
  })

  it('is named with its reason in a decision record', () => {
    const records = filesUnder('docs/adr').map(read).join('\n')
    expect(declared.filter((name) => !isTypes(name) && !names(records, name))).toEqual([])
  })

  it('has one exact version', () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
})

describe('an imported package', () => {
  it('is a dependency', () => {
    expect([...imported].filter((name) => !declared.includes(name))).toEqual([])
  })

  it('is not a development dependency when the product imports it', () => {
    expect([...product].filter((name) => !(name in dependencies))).toEqual([])
  })
})

describe('finding a name in a decision record', () => {
  it('does not take a part of a longer name for it', () => {
    expect(names('we chose `pg` because', 'pg')).toBe(true)
    expect(names('pglite, pg-mem and @types/pg', 'pg')).toBe(false)
    expect(names('react-dom', 'react')).toBe(false)
  })
})

function packagesImportedBy(...folders: string[]): Set<string> {
  return new Set(importGraph(...folders).flatMap((edge) => packageOf(edge) ?? []))
}

function names(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w@/-])${name.replaceAll('.', '\\.')}(?![\\w-])`).test(text)
}
