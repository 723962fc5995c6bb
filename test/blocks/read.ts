// Blocks as a person reads them: one line per line, buttons in brackets. Makes snapshots and asserts readable.
import type { HomeView, KnownBlock, ModalView } from '@slack/web-api'
import type { z } from 'zod'

type Text = { text: string }
type Loose = Record<string, unknown> & { type: string }

export function read(shown: readonly { type: string }[] | ModalView | HomeView): string {
  if ('type' in shown) {
    const frame =
      shown.type === 'modal' ? [`[${shown.title.text}]`, ...(shown.submit ? [`submit: ${shown.submit.text}`] : [])] : []
    return [...frame, read(shown.blocks)].join('\n')
  }
  return shown.map((block) => readBlock(block as unknown as Loose)).join('\n')
}

/** What can be pressed, in order: label and action. */
export function buttonsOf(blocks: readonly KnownBlock[]): { label: string; action: string; value: unknown }[] {
  const found: { label: string; action: string; value: unknown }[] = []
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    if ('type' in value && value.type === 'button') {
      const { text, action_id, value: packed } = value as unknown as { text: Text; action_id: string; value?: string }
      found.push({ label: text.text, action: action_id, value: packed === undefined ? null : JSON.parse(packed) })
    } else for (const member of Object.values(value)) visit(member)
  }
  visit(blocks)
  return found
}

/** Menus that take effect at once: those that stand among buttons. */
export function menusOf(blocks: readonly KnownBlock[]): { action: string }[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'static_select' ? [{ action: element.action_id ?? '' }] : [],
        )
      : [],
  )
}

function readBlock(block: Loose): string {
  switch (block.type) {
    case 'header':
      return `# ${(block['text'] as Text).text}`
    case 'divider':
      return '---'
    case 'context':
      return (block['elements'] as Text[]).map(({ text }) => text).join('\n')
    case 'actions':
      return (block['elements'] as Loose[]).map(readElement).join(' ')
    case 'input':
      return `${(block['label'] as Text).text}: ${readElement(block['element'] as Loose)}${block['hint'] ? `  (${(block['hint'] as Text).text})` : ''}`
    case 'rich_text':
      return JSON.stringify(block['elements']).replace(/.*"text":"(.*)"}\]}\]/, '| $1')
    default: {
      const fields = ((block['fields'] as Text[] | undefined) ?? []).map(({ text }) => text)
      const text = block['text'] ? [(block['text'] as Text).text] : []
      const accessory = block['accessory'] ? [readElement(block['accessory'] as Loose)] : []
      return [...text, ...fields.map((field) => `| ${field.replaceAll('\n', '\n| ')}`), ...accessory].join('\n')
    }
  }
}

function readElement(element: Loose): string {
  if (element.type === 'button') return `[${(element['text'] as Text).text}]`
  const initial = element['initial_value'] ?? (element['initial_option'] as { value: string } | undefined)?.value
  const options = (element['options'] as { value: string }[] | undefined)?.map(({ value }) => value).join('|')
  return `<${element.type}${options ? ` ${options}` : ''}${initial === undefined ? '' : ` = ${String(initial)}`}>`
}

/** What each choice of a message's menus would send, unpacked. */
export function menuChoicesOf<T>(blocks: readonly KnownBlock[], target: z.ZodType<T>): T[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'static_select'
            ? (element.options ?? []).map(({ value }) => target.parse(JSON.parse(value ?? '')))
            : [],
        )
      : [],
  )
}
