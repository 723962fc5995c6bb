// What Slack's client refuses before it asks the app: empty required inputs, lengths, and malformed numbers, mails and links.
import type { Json } from '../block-rules/shape.ts'
import type { Block } from '../contract.ts'
import type { EnteredValues } from '../ui-calls.ts'
import { elementsOf } from './elements.ts'
import { heldBy } from './entered.ts'

export function clientErrors(blocks: readonly Block[], entered: EnteredValues): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const placed of elementsOf(blocks)) {
    if (placed.input === null) continue
    const held = heldBy(placed, entered[placed.blockId]?.[placed.actionId])
    if (held === undefined) continue
    const problem = isEmpty(held)
      ? placed.input.optional
        ? undefined
        : 'Please complete this required field.'
      : malformed(placed.element, held)
    if (problem !== undefined) errors[placed.blockId] = problem
  }
  return errors
}

function isEmpty(held: Json): boolean {
  const { type: _, ...values } = held
  return Object.values(values).every((value) => value === null || (Array.isArray(value) && value.length === 0))
}

function malformed(element: Json, held: Json): string | undefined {
  const value = String(held['value'] ?? '')
  const number = (name: string): number | undefined => (element[name] === undefined ? undefined : Number(element[name]))
  switch (element['type']) {
    case 'plain_text_input': {
      const [min, max] = [number('min_length'), number('max_length')]
      if (min !== undefined && value.length < min) return `Must be at least ${min} characters.`
      if (max !== undefined && value.length > max) return `Must be at most ${max} characters.`
      return undefined
    }
    case 'number_input': {
      const [min, max] = [number('min_value'), number('max_value')]
      const pattern = element['is_decimal_allowed'] === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
      if (!pattern.test(value)) return 'Must be a number.'
      if (min !== undefined && Number(value) < min) return `Must be ${min} or more.`
      if (max !== undefined && Number(value) > max) return `Must be ${max} or less.`
      return undefined
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Must be an e-mail address.'
    case 'url_text_input':
      return /^https?:\/\/\S+$/.test(value) ? undefined : 'Must be a link.'
    default:
      return undefined
  }
}
