// Rejecting asks why: one tap on a reason, words only if somebody wants to give them.
import type { ModalView } from '@slack/web-api'
import { RejectReason } from '../src/contracts/verdict.ts'
import { FIELDS, VIEWS } from './ids.ts'
import { sections } from './kit/elements.ts'
import { radioField, textField } from './kit/inputs.ts'
import { modal } from './kit/view.ts'
import { type FormTarget, packed } from './target.ts'

export const REASONS: Readonly<Record<RejectReason, string>> = {
  wrong_call: 'The agent is wrong',
  missing_information: 'Something is missing to decide this',
  policy_changed: 'Our rules have changed',
  out_of_stock_since: 'The stock has changed since',
  customer_asked: 'The customer asked for something else',
  other: 'Another reason',
}

/** Needs no record: it opens at once, whatever the record is doing. `chosen`: what the person chose before; nothing is chosen for them. */
export function rejectModal(target: FormTarget, chosen?: RejectReason): ModalView {
  return modal({
    title: 'Reject',
    submit: { label: 'Reject', callback: VIEWS.reject },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      radioField({
        id: FIELDS.rejectReason,
        label: 'Why?',
        choices: RejectReason.options.map((value) => ({ value, label: REASONS[value] })),
        ...(chosen ? { initial: chosen } : {}),
      }),
      textField({ id: FIELDS.rejectNote, label: 'In your own words', optional: true, multiline: true, max: 1_000 }),
      ...sections(['What rejecting does stands on the card. Your reason teaches the agent; it is kept in the record.']),
    ],
  })
}
