// A block as the library is to draw it. Ids are left out: here they would be ids of the document. `verbatim` too: Slack only stops
// turning words into links for it, the library stops formatting altogether.
import type { Block as LibraryBlock } from 'slack-blocks-to-jsx'

export function asDrawn(block: LibraryBlock): LibraryBlock {
  const { block_id: _, ...rest } = block
  return formatted(rest) as LibraryBlock
}

function formatted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formatted)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).filter(([key]) => key !== 'verbatim')
  return Object.fromEntries(members.map(([key, member]) => [key, formatted(member)]))
}
