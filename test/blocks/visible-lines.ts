// How tall a message is.
import type { KnownBlock } from '@slack/web-api'

/** How many lines of text and rows of buttons a message shows, not counting what the screen wraps. */
export function visibleLines(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === 'section') {
      const rows = Math.ceil((block.fields?.length ?? 0) / 2)
      const deepest = Math.max(0, ...(block.fields ?? []).map(({ text }) => text.split('\n').length))
      return sum + (block.text ? block.text.text.split('\n').length : 0) + rows * deepest
    }
    return sum + (block.type === 'divider' ? 0 : 1)
  }, 0)
}
