// Which blocks the library draws and which we draw ourselves, because somebody can act on them or the library lacks them.
import type { Block as LibraryBlock } from 'slack-blocks-to-jsx'
import type { Block } from '../../slack/contract.ts'

export interface DataTable {
  type: 'data_table'
  block_id?: string
  caption: string
  page_size?: number
  row_header_column_index?: number
  rows: ({ type: 'raw_text'; text: string } | { type: 'raw_number'; text: string; value: number } | LibraryBlock)[][]
}

export type DrawnBlock = LibraryBlock | DataTable

export type BlockRun =
  | { type: 'display'; key: string; blocks: LibraryBlock[] }
  | { type: 'own'; key: string; block: DrawnBlock }

/** Neighbours that are only looked at stay together, so that their spacing is the library's own. */
export function splitBlocks(blocks: readonly Block[]): BlockRun[] {
  const runs: BlockRun[] = []
  for (const [index, block] of (blocks as unknown as DrawnBlock[]).entries()) {
    const last = runs.at(-1)
    if (isOurs(block)) runs.push({ type: 'own', key: block.block_id ?? `own-${index}`, block })
    else if (last?.type === 'display') last.blocks.push(block as LibraryBlock)
    else runs.push({ type: 'display', key: `display-${index}`, blocks: [block as LibraryBlock] })
  }
  return runs
}

function isOurs(block: DrawnBlock): boolean {
  switch (block.type) {
    case 'actions':
    case 'input':
    case 'context_actions':
    case 'container':
    case 'carousel':
    case 'data_table':
      return true
    case 'card':
      return (block.actions ?? []).length > 0
    case 'section':
      return block.accessory !== undefined && block.accessory.type !== 'image'
    default:
      return false
  }
}
