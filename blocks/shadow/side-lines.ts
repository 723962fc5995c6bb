// What two sides would do, so that nobody has to guess where they part: what differs comes first and uncut, the rest short.

import { canonicalJson, type Json, type JsonObject } from '../../src/contracts/json.ts'
import type { Seat } from '../../src/contracts/shadow.ts'
import { flat, inWords, say } from '../kit/text.ts'

export type Side = {
  /** In words: "Hold it · US$ 40.00". */
  what: string
  /** Told where the words do not tell two sides apart. Null: nothing to decide. */
  action: string | null
  params: JsonObject
}

/** Of what is the same on both sides. */
const REST = { shown: 3, each: 220 }
const WHAT = 120
const HEADING = 800
const NAME = 60
/** Characters as Slack counts them. A value beyond its room is shown from shortly before the two part. */
const VALUE_ROOM = 5_000
const SIDE_ROOM = 10_000
const LINE_ROOM = 2_600
const BEFORE = 60
const INDENT = '      '

/** One answer on both sides. */
export function bothLines(side: Side): string[] {
  return [heading('Both', side.what), ...short(side, Object.keys(side.params))]
}

export function sideLines({ A, B }: Record<Seat, Side>): string[] {
  const names = [...new Set([...Object.keys(A.params), ...Object.keys(B.params)])]
  const apart = names.filter((name) => textOf(A, name) !== textOf(B, name))
  const rest = names.filter((name) => !apart.includes(name))
  const [whatA, whatB] = whats(A, B)
  const values = apart.map((name) => ({ name, shown: valuesOf(own(A, name), own(B, name)) }))
  const of = (seat: 0 | 1): string[] => roomy(values.map(({ name, shown }) => ({ name, value: shown[seat] })))
  const same = (side: Side): string[] => short(side, rest, ', the same on both')
  return [heading('A', whatA), ...of(0), ...same(A), heading('B', whatB), ...of(1), ...same(B)]
}

function heading(name: string, what: string): string {
  return `*${name}* · ${say(what, HEADING)}`
}

function short({ params }: Side, names: readonly string[], where = ''): string[] {
  const shown = names.slice(0, REST.shown)
  const left = names.length - shown.length
  return [
    ...shown.map((name) => `${INDENT}${say(`${inWords(name)}: ${words(params[name] ?? null)}`, REST.each)}`),
    left === 0 ? '' : `${INDENT}_${left} more${where}_`,
  ]
}

function whats(a: Side, b: Side): [string, string] {
  const [first, second] = [cut(a.what), cut(b.what)]
  if (a.action === b.action || !looksAlike(first, second)) return [first, second]
  const [one, other] = [exact(a.action), exact(b.action)]
  const from = Math.max(0, partsAt(one, other) - BEFORE)
  const part = (text: string): string => `${from > 0 ? '…' : ''}${text.slice(from, from + WHAT)}`
  return [`${part(one)} · ${first}`, `${part(other)} · ${second}`]
}

function cut(text: string): string {
  return [...flat(text)].slice(0, WHAT).join('')
}

/** Undefined where a side does not say it; never what every object has by birth. */
function own({ params }: Side, name: string): Json | undefined {
  return Object.hasOwn(params, name) ? params[name] : undefined
}

function textOf(side: Side, name: string): string | null {
  const value = own(side, name)
  return value === undefined ? null : canonicalJson(value)
}

function words(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Two values that differ, so that they look different. Null: not said. */
function valuesOf(a: Json | undefined, b: Json | undefined): [string | null, string | null] {
  if (a === undefined || b === undefined)
    return [a === undefined ? null : shownFrom(words(a), 0), b === undefined ? null : shownFrom(words(b), 0)]
  const [first, second] = looksAlike(words(a), words(b)) ? [exact(a), exact(b)] : [flat(words(a)), flat(words(b))]
  const isLong = Math.max(costOf(first), costOf(second)) > VALUE_ROOM
  const from = isLong ? Math.max(0, partsAt(first, second) - BEFORE) : 0
  return [shownFrom(first, from), shownFrom(second, from)]
}

/** Nothing that meets the eye tells them apart: spaces, direction marks, broken or invisible characters, a number and its text. */
function looksAlike(one: string, other: string): boolean {
  const seen = (text: string): string =>
    flat(text)
      .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim()
  return seen(one) === seen(other)
}

/** With everything visible that usually is not. */
function exact(value: Json): string {
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return canonicalJson(value)
    .replace(/[^\x20-\x7e]/g, code)
    .replace(/ {2,}/g, (run) => code(' ').repeat(run.length))
}

/** Whole characters that are the same at the start. */
function partsAt(one: string, other: string): number {
  const [first, second] = [[...one], [...other]]
  const at = first.findIndex((character, index) => character !== second[index])
  return at === -1 ? first.length : at
}

function shownFrom(text: string, from: number): string {
  const all = [...text]
  const [shown = ''] = pieces(all.slice(from).join(''), VALUE_ROOM)
  const to = from + [...shown].length
  if (from === 0 && to === all.length) return shown
  const place = `characters ${(from + 1).toLocaleString('en-US')} to ${to.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')}`
  return `${from > 0 ? '…' : ''}${shown}${to < all.length ? '…' : ''} (${place})`
}

/** As many as there is room for, and how many there are besides. */
function roomy(values: readonly { name: string; value: string | null }[]): string[] {
  const lines: string[] = []
  let room = SIDE_ROOM
  for (const [index, { name, value }] of values.entries()) {
    const cost = NAME + (value === null ? 0 : costOf(value))
    if (cost > room) return [...lines, `${INDENT}_${values.length - index} more differ_`]
    room -= cost
    const [first = '', ...more] =
      value === null ? ['_not said_'] : pieces(value, LINE_ROOM).map((each) => say(each, 2_800))
    lines.push(`${INDENT}${say(inWords(name), NAME)}: ${first}`, ...more)
  }
  return lines
}

function pieces(text: string, room: number): string[] {
  const all: string[] = []
  let piece = ''
  let cost = 0
  for (const character of text) {
    const next = costOfOne(character)
    if (cost + next > room) {
      all.push(piece)
      piece = ''
      cost = 0
    }
    piece += character
    cost += next
  }
  return [...all, piece]
}

function costOf(text: string): number {
  let cost = 0
  for (const character of text) cost += costOfOne(character)
  return cost
}

/** At most what it takes once it is escaped and its formatting taken away. */
function costOfOne(character: string): number {
  if (character === '&') return 5
  if (character === '<' || character === '>') return 4
  return '*_~`'.includes(character) ? 3 : character.length
}
