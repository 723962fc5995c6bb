// "Are you sure?", in the words the app chose.
import { useId } from 'react'
import type { ConfirmDialogObject } from 'slack-blocks-to-jsx'
import { Display, PlainText } from '../blocks/display.tsx'
import { Dialog } from './dialog.tsx'

export function ConfirmDialog({
  confirm,
  onAnswer,
}: {
  confirm: ConfirmDialogObject
  onAnswer: (yes: boolean) => void
}) {
  const id = useId()
  const danger = (confirm.style as unknown) === 'danger'
  return (
    <Dialog className="dialog dialog-small" labelledBy={id} onCancel={() => onAnswer(false)}>
      <header className="dialog-header">
        <h2 id={id}>
          <PlainText text={confirm.title?.text ?? 'Are you sure?'} />
        </h2>
      </header>
      <div className="dialog-body">
        <Display blocks={[{ type: 'section', text: confirm.text }]} />
      </div>
      <footer className="dialog-footer">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={danger ? 'button button-danger-filled' : 'button button-filled'}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </Dialog>
  )
}
