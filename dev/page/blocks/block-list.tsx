// The blocks of a message, a modal or a Home, in order.
import { memo } from 'react'
import type { Block } from '../../slack/contract.ts'
import { ActionsRow } from './actions-row.tsx'
import { CardBlock } from './card-block.tsx'
import { ContainerBlock } from './container-block.tsx'
import { DataTableBlock } from './data-table-block.tsx'
import { Display } from './display.tsx'
import { InputRow } from './input-row.tsx'
import { SectionRow } from './section-row.tsx'
import { type DrawnBlock, splitBlocks } from './split-blocks.ts'

export const BlockList = memo(function BlockList({ blocks }: { blocks: readonly Block[] }) {
  return splitBlocks(blocks).map((run) =>
    run.type === 'display' ? (
      <Display key={run.key} blocks={run.blocks} />
    ) : (
      <OwnBlock key={run.key} block={run.block} />
    ),
  )
})

function OwnBlock({ block }: { block: DrawnBlock }) {
  const blockId = block.block_id ?? ''
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return <ActionsRow blockId={blockId} elements={block.elements} quiet={block.type === 'context_actions'} />
    case 'input':
      return <InputRow block={block} />
    case 'section':
      return <SectionRow block={block} />
    case 'card':
      return <CardBlock block={block} />
    case 'carousel':
      return (
        <ul className="carousel">
          {block.elements.map((card, index) => (
            <li key={card.block_id ?? `card-${index}`}>
              <CardBlock block={card} blockId={card.block_id ?? blockId} />
            </li>
          ))}
        </ul>
      )
    case 'container':
      return (
        <ContainerBlock block={block}>
          <BlockList blocks={block.child_blocks as unknown as Block[]} />
        </ContainerBlock>
      )
    case 'data_table':
      return <DataTableBlock block={block} />
    default:
      return <Display blocks={[block]} />
  }
}
