// Where the interactive elements of a message or view sit, whatever block they are nested in.

import type { Json } from '../block-rules/shape.ts'
import type { Block } from '../contract.ts'

export interface PlacedElement {
  blockId: string
  actionId: string
  element: Json
  /** Set for input blocks. */
  input: { optional: boolean; dispatches: boolean } | null
}

const PASSIVE = new Set(['image', 'plain_text', 'mrkdwn'])

/** Stored blocks never change in place, so what was found in them stays true. */
const found = new WeakMap<readonly Block[], PlacedElement[]>()

export function elementsOf(blocks: readonly Block[]): PlacedElement[] {
  const known = found.get(blocks)
  if (known !== undefined) return known
  const elements = blocks.flatMap(fromBlock)
  found.set(blocks, elements)
  return elements
}

function fromBlock(block: Block): PlacedElement[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return asJson(block['elements']).flatMap((element) => place(block, element))
    case 'section':
      return block['accessory'] === undefined ? [] : place(block, block['accessory'] as Json)
    case 'card':
      return asJson(block['actions']).flatMap((element) => place(block, element))
    case 'input':
      return place(block, block['element'] as Json).map((each) => ({
        ...each,
        input: { optional: block['optional'] === true, dispatches: block['dispatch_action'] === true },
      }))
    case 'carousel':
      return elementsOf((block['elements'] ?? []) as Block[])
    case 'container':
      return elementsOf((block['child_blocks'] ?? []) as Block[])
    default:
      return []
  }
}

const asJson = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

function place(block: Block, element: Json): PlacedElement[] {
  if (PASSIVE.has(String(element['type']))) return []
  return [{ blockId: block.block_id ?? '', actionId: String(element['action_id'] ?? ''), element, input: null }]
}

export function findElement(blocks: readonly Block[], blockId: string, actionId: string): PlacedElement | undefined {
  return elementsOf(blocks).find((each) => each.blockId === blockId && each.actionId === actionId)
}
