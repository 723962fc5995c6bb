// The evaluation as a table for people.
import type { Row, Section } from './row.ts'

const NAME_WIDTH = 66
const WIDTH = 14

export function table(sections: readonly Section[]): string {
  return sections.map(sectionTable).join('\n\n')
}

export function misses(sections: readonly Section[]): Row[] {
  return sections.flatMap(({ rows }) => rows.filter(({ ok }) => !ok))
}

function sectionTable({ name, note, rows }: Section): string {
  const head = ['', 'expected', 'got', '+/-', 'exact'].map((word, column) => cell(word, column)).join('')
  return [`${name} (${note})`, head, ...rows.map(line)].join('\n')
}

function line({ name, expected, got, se, exact, ok, rule }: Row): string {
  const limit = expected === null ? '' : `${rule === 'at_most' ? '<= ' : ''}${figure(expected)}`
  const cells = [name, limit, figure(got), se === undefined ? '' : figure(se), exact === undefined ? '' : figure(exact)]
  return `${cells.map((text, column) => cell(text, column)).join('')}  ${ok ? 'ok' : 'MISS'}`
}

function cell(text: string, column: number): string {
  return column === 0 ? text.padEnd(NAME_WIDTH) : text.padStart(WIDTH)
}

function figure(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) < 1e-4 ? value.toExponential(2) : Number(value.toPrecision(7)).toString()
}
