// Everything a decision rests on, exactly: the payload, the order, earlier decisions, and every fact with the moment it was seen.
import type { KnownBlock, ModalView } from '@slack/web-api'
import type { Json, JsonObject } from '../src/contracts/json.ts'
import { header, sections, verbatim } from './kit/elements.ts'
import { flatten } from './kit/flatten.ts'
import { inWords, say } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { dayAndTime } from './kit/when.ts'

export type EvidenceData = {
  title: string
  action: string
  params: JsonObject
  agent: string
  version: string
  /** When the agent judged. */
  at: number
  model: string
  order: Json
  earlier: JsonObject
  facts: { name: string; value: Json; observed_at: number | null }[]
  flags: string[]
  /** Fingerprints by which the record can be searched. */
  fingerprint: string
  input_hash: string
}

/** Characters of exact text per block; bytes of it in the whole window, of the 250,000 that Slack takes. */
const CHUNK = 2_800
const WINDOW_BYTES = 160_000

export function evidenceModal(data: EvidenceData): ModalView {
  const contents: [string, Json][] = [
    [`What "${say(inWords(data.action), 60)}" would carry out`, data.params],
    ['The order', data.order],
    ['Decided before it', data.earlier],
    ...data.facts.map(({ name, value, observed_at }): [string, Json] => [
      `${say(inWords(name), 60)}${observed_at === null ? '' : `, seen ${dayAndTime(observed_at)}`}`,
      value,
    ]),
  ]
  const summary = [
    `*${say(data.agent, 60)} ${say(data.version, 20)}* judged ${dayAndTime(data.at)}${data.model ? `, ${say(data.model, 80)}` : ''}`,
    data.flags.length === 0 ? '' : `Flags: ${data.flags.map((flag) => say(inWords(flag), 60)).join(', ')}`,
    `Fingerprint ${say(data.fingerprint, 80)} · input ${say(data.input_hash, 80)}`,
  ]
  return modal({ title: 'Evidence', blocks: [header(data.title), ...sections(summary), ...parts(contents)] })
}

/** In order of weight: when the window is full, it is the last facts that are cut short, and they say so. */
function parts(contents: readonly [string, Json][]): KnownBlock[] {
  let left = WINDOW_BYTES
  return contents.flatMap(([title, value]) => {
    const text = flatten(value)
    const shown = within(text, left)
    left -= bytes(shown)
    const rest = text.length - shown.length
    return [
      ...sections([`*${title}*`]),
      ...chunks(shown).map(verbatim),
      ...(rest > 0
        ? sections([`_${rest.toLocaleString('en-US')} more characters do not fit into a Slack window._`])
        : []),
    ]
  })
}

function bytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text))
}

function within(text: string, limit: number): string {
  let shown = text
  for (let size = bytes(shown); size > limit; size = bytes(shown)) {
    shown = shown.slice(0, Math.floor((shown.length * Math.max(0, limit - 10)) / size))
    if (limit < 20) return ''
  }
  return shown
}

/** Cut at line ends where there are any, never inside a character. */
export function chunks(text: string): string[] {
  const result: string[] = []
  let rest = text
  while (rest.length > CHUNK) {
    const lineEnd = rest.lastIndexOf('\n', CHUNK)
    const at = lineEnd > 0 ? lineEnd : /[\ud800-\udbff]/.test(rest[CHUNK - 1] ?? '') ? CHUNK - 1 : CHUNK
    result.push(rest.slice(0, at))
    rest = rest.slice(lineEnd > 0 ? at + 1 : at)
  }
  return rest === '' ? result : [...result, rest]
}
