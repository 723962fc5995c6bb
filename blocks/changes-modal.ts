// Asking for changes: what should be different, in the reviewer's own words. The agent answers with a new version on the same card.
import type { ModalView } from '@slack/web-api'
import { FIELDS, VIEWS } from './ids.ts'
import { sections } from './kit/elements.ts'
import { textField } from './kit/inputs.ts'
import { modal } from './kit/view.ts'
import { type FormTarget, packed } from './target.ts'

/** Longest wish; a mention in the thread is held to the same. */
export const WISH_MAX = 1_000

/** Needs no record: it opens at once, whatever the record is doing. */
export function changesModal(target: FormTarget): ModalView {
  return modal({
    title: 'Request changes',
    submit: { label: 'Send back', callback: VIEWS.changes },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      textField({
        id: FIELDS.changesNote,
        label: 'What should be different?',
        hint: 'For example: shorter · more friendly · in Thai · add: "Shipping is free this time."',
        multiline: true,
        max: WISH_MAX,
      }),
      ...sections([
        'The agent makes a new version on the same card; this one stays in its thread. Nothing is sent or carried out by this. Where no model is at work, only simple wishes are understood, and the card says what was not.',
      ]),
    ],
  })
}
