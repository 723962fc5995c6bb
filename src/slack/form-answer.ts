// How a submitted form is acknowledged: it closes when the answer counted, else its window says what became of it.
import type { ModalView } from '@slack/web-api'
import { noticeModal } from '../../blocks/notice-modal.ts'
import { ORPHAN, UNCONFIRMED } from './answer-words.ts'
import type { Submission } from './click.ts'
import type { Given } from './outcome.ts'

export function formAnswer(given: Given): unknown {
  if (given.status === 'done' && given.outcome.quiet) return { response_action: 'clear' }
  return formSays(given.status === 'done' ? given.outcome.text : UNCONFIRMED)
}

export function formGone(): unknown {
  return formSays(ORPHAN)
}

/** Texts next to the fields they are about, by field id. */
export function formErrors(errors: Readonly<Record<string, string>>): unknown {
  return { response_action: 'errors', errors }
}

/** The form stays open with everything that was entered, and says this under its first field. */
export function formKeeps({ values }: Pick<Submission, 'values'>, text: string): unknown {
  const [first] = Object.keys(values)
  return first === undefined ? formSays(text) : formErrors({ [first]: text })
}

/** The form's window stays and says this instead. */
export function formSays(text: string): unknown {
  return formShows(noticeModal('Countersign', [text]))
}

export function formShows(view: ModalView): unknown {
  return { response_action: 'update', view }
}
