// What an element that holds a value needs: its value now, and how to change it.
import type { Element } from 'slack-blocks-to-jsx'
import type { Entered } from '../../slack/ui-calls.ts'
import type { Field } from './field.ts'
import { useForm } from './place-form.tsx'

export interface ValueProps<E> {
  blockId: string
  element: E
  field: Field
  dispatches: boolean
}

export function useValue(props: ValueProps<Element>) {
  const { blockId, element, dispatches } = props
  const form = useForm()
  const actionId = ('action_id' in element ? element.action_id : undefined) ?? ''
  const confirm = 'confirm' in element ? element.confirm : undefined
  return {
    entered: form.values[blockId]?.[actionId] ?? null,
    locked: form.locked,
    busy: form.isBusy(blockId, actionId),
    /** A finished choice. */
    choose(entered: Entered): void {
      if (dispatches) form.act({ blockId, actionId, entered, confirm })
      else form.enter(blockId, actionId, entered)
    },
    /** Half-typed text: kept, not sent. */
    type: (entered: Entered) => form.enter(blockId, actionId, entered),
    send: (entered: Entered) => form.act({ blockId, actionId, entered }),
    options: (typed: string) => form.options({ blockId, actionId, typed }),
  }
}
