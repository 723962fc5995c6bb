// One view: its title, its form, what the app found wrong with it, and the way out.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { OpenView } from '../../slack/contract.ts'
import { BlockList } from '../blocks/block-list.tsx'
import { PlainText } from '../blocks/display.tsx'
import { PlaceFailure, PlaceForm, usePlaceForm } from '../elements/place-form.tsx'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'

export function ModalView(props: {
  view: OpenView
  titleId: string | undefined
  hidden: boolean
  depth: number
  onBack: () => void
  onCloseAll: () => void
}) {
  const { view, titleId, hidden, depth, onBack, onCloseAll } = props
  const { client, store } = usePage()
  const { blocks } = view.view
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const form = usePlaceForm({ place: { type: 'view', viewId: view.id }, blocks, errors, locked: sending })
  const body = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (!hidden) (firstField(body.current) ?? body.current)?.focus()
  }, [hidden])

  async function submit(): Promise<void> {
    setSending(true)
    setFailure(null)
    setErrors({})
    try {
      const outcome = await client.submit({ viewId: view.id, values: form.values })
      if (outcome.status === 'invalid') setErrors(outcome.errors)
      if (outcome.status === 'error') {
        store.settle(outcome.text)
        setFailure(outcome.text)
      }
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setSending(false)
    }
  }

  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      body.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, .option-set)')?.focus()
    }
  }, [errors])

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (!sending) void submit()
  }

  const submitText = textOf(view.view.submit)
  return (
    <form className="modal-view" hidden={hidden} ref={body} onSubmit={onSubmit} tabIndex={-1} noValidate>
      <header className="dialog-header">
        {depth === 0 ? null : (
          <button type="button" className="icon-button" aria-label="Back" onClick={onBack}>
            <Icon name="back" />
          </button>
        )}
        <h2 id={titleId}>
          <PlainText text={textOf(view.view.title) ?? 'Dialog'} />
        </h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onCloseAll}>
          <Icon name="close" />
        </button>
      </header>
      <PlaceForm form={form}>
        <div className="dialog-body">
          <BlockList blocks={blocks} />
        </div>
        <PlaceFailure form={form} />
        {failure === null ? null : (
          <p className="place-failure" role="alert">
            {failure}
          </p>
        )}
        <p className="sr-only" role="status">
          {errorSummary(errors)}
        </p>
      </PlaceForm>
      <footer className="dialog-footer">
        <button type="button" className="button" disabled={sending} onClick={onBack}>
          {textOf(view.view.close) ?? (submitText === undefined ? 'Close' : 'Cancel')}
        </button>
        {submitText === undefined ? null : (
          <button type="submit" className="button button-filled" aria-busy={sending}>
            <span className="button-text">{submitText}</span>
          </button>
        )}
      </footer>
    </form>
  )
}

function firstField(form: HTMLFormElement | null): HTMLElement | null | undefined {
  const marked = form?.querySelector<HTMLElement>('[autofocus]')
  return marked ?? form?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, button):not(:disabled)')
}

function errorSummary(errors: Readonly<Record<string, string>>): string {
  const count = Object.keys(errors).length
  return count === 0 ? '' : count === 1 ? 'One field needs attention.' : `${count} fields need attention.`
}

function textOf(text: unknown): string | undefined {
  return typeof text === 'object' && text !== null && 'text' in text && typeof text.text === 'string'
    ? text.text
    : undefined
}
