// Text of every kind. Half-typed text stays on the page; it is sent on submit, or earlier where the app asks for it.
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type {
  EmailInputElement,
  NumberInputElement,
  PlainTextInputElement,
  RichTextInputElement,
  UrlTextInputElement,
} from 'slack-blocks-to-jsx'
import { dispatchesOn } from '../state/form-values.ts'
import { fieldAttributes } from './field.ts'
import { useValue, type ValueProps } from './use-value.ts'

type TextElement =
  | PlainTextInputElement
  | EmailInputElement
  | UrlTextInputElement
  | NumberInputElement
  | RichTextInputElement

const TYPING_PAUSE_MS = 300

export function TextInput(props: ValueProps<TextElement>) {
  const { element, field, dispatches } = props
  const value = useValue(props)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const on = dispatchesOn(element)
  const text = typeof value.entered === 'string' ? value.entered : ''
  const isLong =
    element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline === true)

  function change(next: string): void {
    const entered = next === '' ? null : next
    value.type(entered)
    if (!dispatches || !on.character) return
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => value.send(entered), TYPING_PAUSE_MS)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || (isLong && !event.metaKey && !event.ctrlKey)) return
    if (!dispatches || !on.enter) return
    event.preventDefault()
    value.send(text === '' ? null : text)
  }

  const common = {
    ...fieldAttributes(field),
    className: 'text-input',
    value: text,
    disabled: value.locked,
    placeholder: element.placeholder?.text,
    autoFocus: 'focus_on_load' in element && element.focus_on_load === true,
    maxLength: element.type === 'plain_text_input' ? element.max_length : undefined,
    onKeyDown,
  }
  if (isLong) return <textarea {...common} rows={4} onChange={(event) => change(event.target.value)} />
  return (
    <input
      {...common}
      type={inputType(element)}
      inputMode={inputMode(element)}
      onChange={(event) => change(event.target.value)}
    />
  )
}

function inputType(element: TextElement): string {
  return element.type === 'email_text_input' ? 'email' : element.type === 'url_text_input' ? 'url' : 'text'
}

function inputMode(element: TextElement): 'decimal' | 'numeric' | undefined {
  if (element.type !== 'number_input') return undefined
  return element.is_decimal_allowed ? 'decimal' : 'numeric'
}
