// A card block with its buttons: the library draws the card, we draw what can be pressed.
import { useMemo } from 'react'
import type { CardBlock as LibraryCard } from 'slack-blocks-to-jsx'
import { ActionsRow } from './actions-row.tsx'
import { Display } from './display.tsx'

export function CardBlock({ block, blockId }: { block: LibraryCard; blockId?: string }) {
  const { actions = [] } = block
  const shown = useMemo(() => [withoutActions(block)], [block])
  return (
    <div className="card-block">
      <Display blocks={shown} />
      {actions.length === 0 ? null : <ActionsRow blockId={blockId ?? block.block_id ?? ''} elements={actions} />}
    </div>
  )
}

function withoutActions(block: LibraryCard): LibraryCard {
  const { actions: _, ...rest } = block
  return rest
}
