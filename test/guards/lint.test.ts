// Every rule of the house that the lint should hold is broken once here, and the lint must notice.

import { describe, expect, it } from 'vitest'
import { lint } from './lint-fixture.ts'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `export const line${n} = ${n}\n`).join('')

const broken: Record<string, { rule: string; file: string; text: string }> = {
  'a file of more than 250 lines': { rule: 'noExcessiveLinesPerFile', file: 'src/engine/long.ts', text: lines(251) },
  'a file name that is not kebab-case': {
    rule: 'useFilenamingConvention',
    file: 'src/engine/camelCase.ts',
    text: lines(1),
  },
  'a default export': { rule: 'noDefaultExport', file: 'blocks/card.ts', text: 'export default 1\n' },
  'an enum': { rule: 'noEnum', file: 'src/contracts/colour.ts', text: 'export enum Colour { Red }\n' },
  'process.env outside the config': {
    rule: 'noProcessEnv',
    file: 'src/engine/reads-env.ts',
    text: 'export const home = process.env.HOME\n',
  },
  'the environment under another name': {
    rule: 'noProcessEnv',
    file: 'dev/reads-env.ts',
    text: "import { env } from 'node:process'\nexport const home = env.HOME\n",
  },
  'the console': { rule: 'noConsole', file: 'dev/talks.ts', text: "console.log('hello')\n" },
  'the any type': { rule: 'noExplicitAny', file: 'src/engine/loose.ts', text: 'export const loose: any = 1\n' },
  'a promise that nobody waits for': {
    rule: 'noFloatingPromises',
    file: 'src/engine/floating.ts',
    text: 'async function work(): Promise<void> {}\nexport function start(): void {\n  work()\n}\n',
  },
  'a promise that nobody waits for, from another file': {
    rule: 'noFloatingPromises',
    file: 'src/engine/floating-import.ts',
    text: "import { work } from './work.ts'\nexport function start(): void {\n  work()\n}\n",
  },
  'a promise used as a condition': {
    rule: 'noMisusedPromises',
    file: 'src/engine/condition.ts',
    text: 'async function ok(): Promise<boolean> {\n  return true\n}\nexport const word = ok() ? 1 : 2\n',
  },
  'an import without its extension': {
    rule: 'useImportExtensions',
    file: 'src/engine/no-extension.ts',
    text: "export { work } from './work'\n",
  },
  'a package that is not declared': {
    rule: 'noUndeclaredDependencies',
    file: 'src/engine/undeclared.ts',
    text: "export { chunk } from 'lodash'\n",
  },
  'a type imported as a value': {
    rule: 'useImportType',
    file: 'src/engine/type-import.ts',
    text: "import { Money } from './money.ts'\nexport const price = (money: Money): Money => money\n",
  },
  'a parameter property': {
    rule: 'noParameterProperties',
    file: 'src/engine/property.ts',
    text: 'export class Holder {\n  constructor(readonly held: number) {}\n}\n',
  },
  'an import cycle': {
    rule: 'noImportCycles',
    file: 'src/engine/one.ts',
    text: "import { two } from './two.ts'\nexport const one = () => two\n",
  },
  'a focused test': {
    rule: 'noFocusedTests',
    file: 'test/engine/focused.test.ts',
    text: `it.${'only'}('works', () => {})\n`,
  },
  'a skipped test': {
    rule: 'noSkippedTests',
    file: 'test/engine/skipped.test.ts',
    text: `it.${'skip'}('works', () => {})\n`,
  },
  'a skipped test next to the helper that may': {
    rule: 'noSkippedTests',
    file: 'test/setup/other.ts',
    text: `it.${'skip'}('works', () => {})\n`,
  },
}

const allowed: Record<string, { rule: string; file: string; text: string }> = {
  'a file of exactly 250 lines': { rule: 'noExcessiveLinesPerFile', file: 'src/engine/full.ts', text: lines(250) },
  'process.env in the config': {
    rule: 'noProcessEnv',
    file: 'src/config.ts',
    text: 'export const home = process.env.HOME\n',
  },
  'a default export where a tool wants one': {
    rule: 'noDefaultExport',
    file: 'vitest.config.ts',
    text: 'export default 1\n',
  },
  'a conditional suite in the helper for it': {
    rule: 'noSkippedTests',
    file: 'test/setup/suites.ts',
    text: `describe.${'skip'}('works', () => {})\n`,
  },
}

const surroundings = {
  'src/engine/two.ts': "import { one } from './one.ts'\nexport const two = () => one\n",
  'src/engine/work.ts': 'export async function work(): Promise<void> {}\n',
  'src/engine/money.ts': 'export type Money = { amount: number }\n',
}

describe('the lint', () => {
  const texts = [...Object.values(broken), ...Object.values(allowed)].map(({ file, text }) => [file, text])
  const found = lint({ ...surroundings, ...Object.fromEntries(texts) })
  const rulesIn = (file: string) => found.filter((finding) => finding.file === file).map(({ rule }) => rule)

  it.each(Object.entries(broken))('catches %s', (_, { rule, file }) => {
    expect(rulesIn(file)).toContain(rule)
  })

  it.each(Object.entries(allowed))('accepts %s', (_, { rule, file }) => {
    expect(rulesIn(file)).not.toContain(rule)
  })
})
