// A section with something to press, pick or tick at its side.
import { useMemo } from 'react'
import type { SectionBlock } from 'slack-blocks-to-jsx'
import { ActionElement } from '../elements/action-element.tsx'
import { Display } from './display.tsx'

export function SectionRow({ block }: { block: SectionBlock }) {
  const { accessory } = block
  const blocks = useMemo(() => [withoutAccessory(block)], [block])
  const stacked = accessory?.type === 'checkboxes' || accessory?.type === 'radio_buttons'
  return (
    <div className={stacked ? 'section-row section-stacked' : 'section-row'}>
      <div className="section-text">
        <Display blocks={blocks} />
      </div>
      {accessory === undefined ? null : (
        <ActionElement blockId={block.block_id ?? ''} element={accessory} about={block.text?.text} />
      )}
    </div>
  )
}

function withoutAccessory(block: SectionBlock): SectionBlock {
  const { accessory: _, ...rest } = block
  return rest
}
