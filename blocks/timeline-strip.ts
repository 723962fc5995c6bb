// An order's time as bars under each other, each followed by what it stands for: the bars line up on a phone, the words are read out.
import { inWords, mention, say } from './kit/text.ts'
import { took } from './kit/took.ts'

export type StripData = {
  rows: {
    kind: 'working' | 'person' | 'other'
    what: string
    from: number
    to: number
    open: boolean
    by: string | null
  }[]
  left: number
  from: number
  to: number
  waited_ms: number
}

const CELLS = 12
const FULL = { working: '█', person: '▒', other: '░' } as const
const NONE = '·'

export function stripLines(strip: StripData): string[] {
  const { rows, left, from, to, waited_ms } = strip
  return [
    `*${took(to - from)}* ${rows.some(({ open }) => open) ? 'so far' : 'in all'}${waited_ms >= 1_000 ? `, *${took(waited_ms)}* of it waiting for people` : ''}`,
    ...rows.map((row) => `\`${bar(row, strip)}\` ${words(row)}`),
    left > 0 ? `_${left} quicker ${left === 1 ? 'step' : 'steps'} left out._` : '',
    '_█ at work · ▒ waits for a person · ░ waits for something else_',
  ]
}

/** At least one cell, however short. */
function bar({ kind, from, to }: StripData['rows'][number], whole: StripData): string {
  const span = whole.to - whole.from
  const cell = (at: number): number => ((at - whole.from) / span) * CELLS
  const first = Math.min(CELLS - 1, Math.floor(cell(from)))
  const last = Math.min(CELLS, Math.max(first + 1, Math.round(cell(to))))
  return NONE.repeat(first) + FULL[kind].repeat(last - first) + NONE.repeat(CELLS - last)
}

function words({ kind, what, from, to, open, by }: StripData['rows'][number]): string {
  const name = say(inWords(what), 60)
  const long = took(to - from)
  if (kind !== 'person') return `${name} ${open ? `for ${long} so far` : long}`
  if (open) return `${name}? asked ${long} ago`
  return `${name}? ${by === null ? `asked for ${long}, no answer counted` : `${mention(by)} after ${long}`}`
}
