// Slack gives every block a block_id and every interactive element an action_id when the app left them out.
import type { Block } from '../contract.ts'
import type { Json } from './shape.ts'

const PASSIVE = new Set(['image', 'plain_text', 'mrkdwn'])

function withActionId(element: Json, newId: () => string): Json {
  if (PASSIVE.has(String(element['type'])) || element['action_id'] !== undefined) return element
  return { ...element, action_id: newId() }
}

export function fillIds(blocks: readonly Block[], newId: () => string): Block[] {
  return blocks.map((block) => {
    const filled: Json = { ...block, block_id: block.block_id ?? newId() }
    if (block.type === 'actions' || block.type === 'context_actions') {
      filled['elements'] = (block['elements'] as Json[]).map((each) => withActionId(each, newId))
    }
    if (block.type === 'section' && block['accessory'] !== undefined) {
      filled['accessory'] = withActionId(block['accessory'] as Json, newId)
    }
    if (block.type === 'input') filled['element'] = withActionId(block['element'] as Json, newId)
    if (block.type === 'card' && block['actions'] !== undefined) {
      filled['actions'] = (block['actions'] as Json[]).map((each) => withActionId(each, newId))
    }
    if (block.type === 'carousel') filled['elements'] = fillIds(block['elements'] as Block[], newId)
    if (block.type === 'container') filled['child_blocks'] = fillIds(block['child_blocks'] as Block[], newId)
    return filled as Block
  })
}
