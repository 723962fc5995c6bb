// The project's text speaks of the project alone: no place on anyone's machine, no test that is switched off.

import { describe, expect, it } from 'vitest'
import { filesUnder, isCode, read } from './tree.ts'

// Put together here, so that this file does not hold what it looks for.
const MACHINE_PATHS = [
  new RegExp(`\\.\\./${'shared'}/`),
  new RegExp(`/${'work'}/(main|shared|notes)\\b`),
  new RegExp(`/${'home'}/[a-z_][\\w-]*/`),
  new RegExp(`/${'Users'}/[A-Za-z][\\w.-]*/`),
  new RegExp(`/${'root'}/[\\w.-]`),
  new RegExp(`[A-Z]:\\\\${'Users'}\\\\`),
]
const SWITCHED_OFF = new RegExp(
  `\\b(it|test|describe|suite|context|ctx)(\\.\\w+)*\\.(${'only|skip|todo|skipIf|runIf|fails'})\\b`,
)
const MAY_SKIP = 'test/setup/suites.ts'

describe('the text of the project', () => {
  it('holds no path of a machine', () => {
    expect(linesMatching(filesUnder().filter(isText), (line) => MACHINE_PATHS.some((path) => path.test(line)))).toEqual(
      [],
    )
  })

  it.each([
    `see ..${'/shared/'}DESIGN.md`,
    `/wor${'k/main'}/src`,
    `/hom${'e/ana'}/countersign`,
    `/User${'s/ana'}/countersign`,
    `/roo${'t/.npm'}`,
  ])('would show %s', (line) => {
    expect(MACHINE_PATHS.some((path) => path.test(line))).toBe(true)
  })

  it.each(['https://example.com/home/', 'src/shared.ts', '/usr/lib/postgresql', 'the work/life balance'])(
    'has nothing against %s',
    (line) => {
      expect(MACHINE_PATHS.some((path) => path.test(line))).toBe(false)
    },
  )
})

describe('the tests', () => {
  it('are all switched on', () => {
    const tests = filesUnder('test').filter((file) => isCode(file) && file !== MAY_SKIP)
    expect(tests.length).toBeGreaterThan(0)
    expect(linesMatching(tests, (line) => SWITCHED_OFF.test(line))).toEqual([])
  })

  it.each([
    `it.${'only'}('x')`,
    `describe.${'skip'}('x')`,
    `test.each([]).${'todo'}('x')`,
    `it.concurrent.${'skipIf'}(true)`,
  ])('would be found out by %s', (line) => {
    expect(SWITCHED_OFF.test(line.replace('([])', ''))).toBe(true)
  })
})

function isText(file: string): boolean {
  return !/\.(png|jpe?g|gif|ico|woff2?|gz|zip)$/.test(file) && file !== 'package-lock.json'
}

function linesMatching(files: string[], matches: (line: string) => boolean): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (matches(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
}
