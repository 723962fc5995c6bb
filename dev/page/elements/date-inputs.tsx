// Dates and times, with the browser's own pickers: they are reachable by keyboard and know the person's calendar.
import type { DatePickerElement, DateTimePickerElement, TimePickerElement } from 'slack-blocks-to-jsx'
import { MINUTE } from '../../../src/contracts/clock.ts'
import { fieldAttributes } from './field.ts'
import { useValue, type ValueProps } from './use-value.ts'

export function DatePicker(props: ValueProps<DatePickerElement>) {
  return <TextPicker {...props} type="date" />
}

export function TimePicker(props: ValueProps<TimePickerElement>) {
  return <TextPicker {...props} type="time" />
}

function TextPicker(props: ValueProps<DatePickerElement | TimePickerElement> & { type: 'date' | 'time' }) {
  const value = useValue(props)
  return (
    <input
      {...fieldAttributes(props.field)}
      className="text-input date-input"
      type={props.type}
      disabled={value.locked}
      value={typeof value.entered === 'string' ? value.entered : ''}
      onChange={(event) => value.choose(event.target.value === '' ? null : event.target.value)}
    />
  )
}

/** Slack keeps a moment in epoch seconds; the browser's picker shows it in the person's own time. */
export function DateTimePicker(props: ValueProps<DateTimePickerElement>) {
  const value = useValue(props)
  return (
    <input
      {...fieldAttributes(props.field)}
      className="text-input date-input"
      type="datetime-local"
      disabled={value.locked}
      value={typeof value.entered === 'number' ? toLocalInput(value.entered) : ''}
      onChange={(event) => value.choose(event.target.value === '' ? null : fromLocalInput(event.target.value))}
    />
  )
}

function toLocalInput(seconds: number): string {
  const date = new Date(seconds * 1_000)
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16)
}

function fromLocalInput(text: string): number {
  return Math.floor(new Date(text).getTime() / 1_000)
}
