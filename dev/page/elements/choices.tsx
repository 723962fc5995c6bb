// Radio buttons and checkboxes, as the browser's own.
import { type ReactNode, useId } from 'react'
import type { CheckboxesElement, OptionObject, RadioButtonsElement } from 'slack-blocks-to-jsx'
import { Display, PlainText } from '../blocks/display.tsx'
import { useValue, type ValueProps } from './use-value.ts'

export function RadioButtons(props: ValueProps<RadioButtonsElement>) {
  const value = useValue(props)
  const name = useId()
  return (
    <OptionSet field={props.field}>
      {props.element.options.map((option) => (
        <label key={option.value} className="option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value.entered === option.value}
            disabled={value.locked}
            onChange={() => value.choose(option.value)}
          />
          <OptionText option={option} />
        </label>
      ))}
    </OptionSet>
  )
}

export function Checkboxes(props: ValueProps<CheckboxesElement>) {
  const value = useValue(props)
  const ticked = Array.isArray(value.entered) ? value.entered : []
  function toggle(option: string, on: boolean): void {
    const kept = props.element.options.map((each) => each.value)
    value.choose(kept.filter((each) => (each === option ? on : ticked.includes(each))))
  }
  return (
    <OptionSet field={props.field}>
      {props.element.options.map((option) => (
        <label key={option.value} className="option">
          <input
            type="checkbox"
            value={option.value}
            checked={ticked.includes(option.value)}
            disabled={value.locked}
            onChange={(event) => toggle(option.value, event.target.checked)}
          />
          <OptionText option={option} />
        </label>
      ))}
    </OptionSet>
  )
}

function OptionSet({ field, children }: { field: ValueProps<unknown>['field']; children: ReactNode }) {
  return (
    <fieldset
      className="option-set"
      aria-label={field.label}
      aria-labelledby={field.labelledBy}
      aria-describedby={field.describedBy}
      tabIndex={-1}
      id={field.id}
    >
      {children}
    </fieldset>
  )
}

function OptionText({ option }: { option: Pick<OptionObject, 'text' | 'description'> }) {
  return (
    <span className="option-text">
      <OptionLine text={option.text} />
      {option.description === undefined ? null : (
        <small>
          <OptionLine text={option.description} />
        </small>
      )}
    </span>
  )
}

function OptionLine({ text }: { text: OptionObject['text'] }) {
  if (text.type === 'plain_text') return <PlainText text={text.text} />
  return (
    <span className="inline-text">
      <Display blocks={[{ type: 'section', text }]} />
    </span>
  )
}
