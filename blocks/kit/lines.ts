// A card fits a phone: at most twelve lines. What matters less gives way first, and says that it did.
import type { Button, KnownBlock } from '@slack/web-api'
import { sections, withButton } from './elements.ts'

export const CARD_LINES = 12

/** `keep`: the higher, the later it gives way; lines of one value give way from the last. */
export type Line = { text: string; keep: number; button?: Button }

/** At most `room` lines, in their order; the last one says how many are left out, and where they are. */
export function fitted(lines: readonly Line[], room: number, where = 'under More'): Line[] {
  const present = lines.filter(({ text }) => text !== '')
  if (present.length <= room) return present
  const order = [...present.entries()].sort(([i, a], [j, b]) => b.keep - a.keep || i - j)
  const kept = new Set(order.slice(0, Math.max(0, room - 1)).map(([index]) => index))
  const shown = present.filter((_, index) => kept.has(index))
  return [...shown, { text: `_${present.length - shown.length} more ${where}_`, keep: 0 }]
}

/** Neighbouring lines share a section; a line with a button is a section of its own. */
export function inSections(lines: readonly Line[]): KnownBlock[] {
  const blocks: KnownBlock[] = []
  let run: string[] = []
  for (const { text, button } of lines) {
    if (button === undefined) {
      run.push(text)
      continue
    }
    blocks.push(...sections(run), withButton(text, button))
    run = []
  }
  return [...blocks, ...sections(run)]
}
