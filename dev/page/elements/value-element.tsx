// An element that holds a value. `dispatches`: the app is told of every change, not only on submit.
import type { Element } from 'slack-blocks-to-jsx'
import { Checkboxes, RadioButtons } from './choices.tsx'
import { DatePicker, DateTimePicker, TimePicker } from './date-inputs.tsx'
import { FileInput } from './file-input.tsx'
import { SelectMenu } from './select-menu.tsx'
import { TextInput } from './text-input.tsx'
import type { ValueProps } from './use-value.ts'

export function ValueElement(props: ValueProps<Element>) {
  const { element, ...rest } = props
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return <TextInput {...rest} element={element} />
    case 'datepicker':
      return <DatePicker {...rest} element={element} />
    case 'timepicker':
      return <TimePicker {...rest} element={element} />
    case 'datetimepicker':
      return <DateTimePicker {...rest} element={element} />
    case 'radio_buttons':
      return <RadioButtons {...rest} element={element} />
    case 'checkboxes':
      return <Checkboxes {...rest} element={element} />
    case 'file_input':
      return <FileInput field={rest.field} />
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <SelectMenu {...rest} element={element} />
    default:
      return null
  }
}
