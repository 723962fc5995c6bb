// The arrows between the rooms, held against the real import graph and against the lint's own verdict.

import { dirname, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, importGraph, importsIn, isRelative, packageOf, target } from './import-graph.ts'
import { lint } from './lint-fixture.ts'
import { fileIn, ioPackages, isPure, mayImport, roomOf, rooms } from './rooms.ts'
import { filesUnder, isCode } from './tree.ts'

const graph = importGraph('src', 'blocks', 'agents', 'dev', 'test', 'eval')

describe('the import graph', () => {
  it('has a room for every file', () => {
    const homeless = filesUnder('src', 'blocks', 'agents', 'dev', 'test', 'eval').filter(
      (file) => isCode(file) && !roomOf(file),
    )
    expect(homeless, 'give the folder a place in test/guards/rooms.ts and biome.json').toEqual([])
  })

  it('follows the arrows', () => {
    expect(wrongWay(graph)).toEqual([])
  })

  it('reaches the outside world from no pure room', () => {
    expect(impure(graph)).toEqual([])
  })

  it('is not empty', () => {
    expect(graph.filter(({ from }) => from.startsWith('src/')).length).toBeGreaterThan(0)
  })

  it.each(rooms)('would show a file of %s that imports from a room it may not', (from) => {
    const caught = rooms.filter((to) => {
      const { file, text } = plant(fileIn(from, 'deeper/one.ts'), fileIn(to, 'two.ts'))
      return wrongWay(importsIn(file, text)).length > 0
    })
    expect(caught).toEqual(rooms.filter((to) => !mayImport(from, to)))
  })
})

describe('the arrows of the layout', () => {
  it.each([
    ['contracts', 'gate'],
    ['workflow', 'gate'],
    ['agents', 'slack'],
    ['blocks', 'agents'],
    ['gate', 'config'],
    ['engine', 'app'],
    ['slack', 'main'],
    ['app', 'main'],
    ['config', 'ledger'],
    ['engine', 'dev'],
    ['contracts', 'test'],
    ['agents', 'dev'],
    ['blocks', 'test'],
  ])('%s never imports from %s', (from, to) => {
    expect(mayImport(from, to)).toBe(false)
  })

  it.each([
    ['gate', 'contracts'],
    ['blocks', 'contracts'],
    ['engine', 'workflow'],
    ['slack', 'blocks'],
    ['engine', 'ledger'],
    ['app', 'engine'],
    ['main', 'app'],
    ['test', 'app'],
    ['dev', 'slack'],
  ])('%s may import from %s', (from, to) => {
    expect(mayImport(from, to)).toBe(true)
  })
})

describe('the lint', () => {
  it('gives the same answer for every pair of rooms, from a file at the top of a room and from one further down', () => {
    const others = (from: string) => rooms.filter((to) => to !== from)
    const probes = rooms.flatMap((from) =>
      [...new Set([fileIn(from, 'probe.ts'), fileIn(from, 'deeper/probe.ts')])].map((file) => ({
        file,
        imports: others(from).map((to) => ({ to, text: plant(file, fileIn(to, 'two.ts')).text })),
        from,
      })),
    )
    const found = lint(
      Object.fromEntries(probes.map(({ file, imports }) => [file, imports.map(({ text }) => text).join('')])),
    )
    const restricted = found
      .filter(({ rule }) => rule === 'noRestrictedImports')
      .map(({ file, line }) => `${file}:${line}`)
    const expected = probes.flatMap(({ file, imports, from }) =>
      imports.flatMap(({ to }, index) => (mayImport(from, to) ? [] : [`${file}:${index + 1}`])),
    )
    expect(restricted.sort()).toEqual(expected.sort())
  })
})

describe('reading imports from text', () => {
  it.each([
    ["import { a } from './a.ts'", './a.ts', false],
    ["import {\n  a,\n  type B,\n} from './a.ts'", './a.ts', false],
    ["import type { A } from './a.ts'", './a.ts', true],
    ["import * as a from './a.ts'", './a.ts', false],
    ["import pg, { Pool } from 'pg'", 'pg', false],
    ["import './a.ts'", './a.ts', false],
    ["export * from './a.ts'", './a.ts', false],
    ["export type { A } from './a.ts'", './a.ts', true],
    ["const a = await import('./a.ts')", './a.ts', false],
    ["type A = import('./a.ts').A", './a.ts', false],
  ])('%j', (text, specifier, typeOnly) => {
    expect(importsIn('src/x/y.ts', text)).toEqual([{ from: 'src/x/y.ts', specifier, typeOnly }])
  })

  it.each(["// import { a } from './a.ts'", "/*\nimport { a } from './a.ts'\n*/", "const sql = `select * from 'a'`"])(
    '%j imports nothing',
    (text) => {
      expect(importsIn('src/x/y.ts', text)).toEqual([])
    },
  )

  it('finds the package of a deep import, and a pure room that takes more than a type from one', () => {
    const edges = importsIn('src/gate/x.ts', "import type { A } from '@slack/web-api/dist/a.js'\nimport pg from 'pg'")
    expect(edges.map(packageOf)).toEqual(['@slack/web-api', 'pg'])
    expect(impure(edges)).toEqual(['src/gate/x.ts -> pg'])
  })
})

function wrongWay(edges: Import[]): string[] {
  return edges.filter(isRelative).flatMap((edge) => {
    const [from, to] = [roomOf(edge.from), roomOf(target(edge))]
    const fine = from !== null && (to === null ? !isProduct(from) : mayImport(from, to))
    return fine ? [] : [`${edge.from} -> ${target(edge)}`]
  })
}

/** Only dev/ and test/ may read files that are in no room, such as package.json. */
function isProduct(room: string): boolean {
  return !['dev', 'test', 'bench'].includes(room)
}

function impure(edges: Import[]): string[] {
  return edges
    .filter((edge) => isPure(roomOf(edge.from) ?? '') && !edge.typeOnly)
    .filter((edge) => ioPackages.includes(packageOf(edge) ?? edge.specifier))
    .map((edge) => `${edge.from} -> ${edge.specifier}`)
}

function plant(file: string, imported: string): { file: string; text: string } {
  const path = relative(dirname(file), imported)
  return { file, text: `import '${path.startsWith('.') ? path : `./${path}`}'\n` }
}
