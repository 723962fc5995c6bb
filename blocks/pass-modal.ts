// Passing a question on: to one person who may decide it, or to a channel where the app is.
import type { ModalView } from '@slack/web-api'
import { FIELDS, VIEWS } from './ids.ts'
import { sections } from './kit/elements.ts'
import { channelField, personField } from './kit/inputs.ts'
import { modal } from './kit/view.ts'
import { type FormTarget, packed } from './target.ts'

/** Needs no record: it opens at once, whatever the record is doing. */
export function passModal(target: FormTarget): ModalView {
  return modal({
    title: 'Pass to…',
    submit: { label: 'Pass on', callback: VIEWS.pass },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      personField({ id: FIELDS.passPerson, label: 'A person', optional: true }),
      channelField({ id: FIELDS.passChannel, label: 'Or a channel', optional: true, initial: null }),
      ...sections([
        'A person is named on the card and in its thread. In another channel the question is asked anew, and this card becomes a link. The deadline stays as it is.',
      ]),
    ],
  })
}
