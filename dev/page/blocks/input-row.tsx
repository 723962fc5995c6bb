// One labelled input of a modal (or of a message, or of the Home), with its hint and what is wrong with it.
import { useId } from 'react'
import type { InputBlock } from 'slack-blocks-to-jsx'
import { useForm } from '../elements/place-form.tsx'
import { ValueElement } from '../elements/value-element.tsx'
import { PlainText } from './display.tsx'

export function InputRow({ block }: { block: InputBlock }) {
  const { errors } = useForm()
  const id = useId()
  const blockId = block.block_id ?? ''
  const error = errors[blockId]
  const described = [block.hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
  const isGroup = block.element.type === 'radio_buttons' || block.element.type === 'checkboxes'
  const label = (
    <>
      <PlainText text={block.label.text} />
      {block.optional === true ? <span className="optional"> (optional)</span> : null}
    </>
  )
  return (
    <div className="input-row" data-invalid={error === undefined ? undefined : true}>
      {isGroup ? (
        <span className="input-label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className="input-label" id={`${id}-label`} htmlFor={`${id}-field`}>
          {label}
        </label>
      )}
      <ValueElement
        blockId={blockId}
        element={block.element}
        dispatches={block.dispatch_action === true}
        field={{
          id: `${id}-field`,
          labelledBy: `${id}-label`,
          describedBy: described.filter((each) => each !== '').join(' ') || undefined,
          invalid: error !== undefined,
          required: block.optional !== true,
        }}
      />
      {error === undefined ? null : (
        <p className="input-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {block.hint === undefined ? null : (
        <p className="input-hint" id={`${id}-hint`}>
          <PlainText text={block.hint.text} />
        </p>
      )}
    </div>
  )
}
