// "Send to review": which order, and why people should look at it before it goes on.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { ACTIONS, FIELDS, VIEWS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { type Choice, choiceField, textField } from './kit/inputs.ts'
import { clip, flat } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { packed, type ReviewTarget } from './target.ts'

export type SendToReviewData = {
  target: ReviewTarget
  /** known: the order was looked up · typed: its name is entered, starting with one found in the message · picked: it goes by several names. */
  order:
    | { how: 'known'; title: string }
    | { how: 'typed'; found: readonly string[] }
    | { how: 'picked'; asked: string; choices: readonly Choice[] }
  /** What was written before, kept while the order is picked. */
  note: string | null
}

const TITLE = 'Send to review'
const NOTE = 1_000

export function sendToReviewModal({ target, order, note }: SendToReviewData): ModalView {
  return modal({
    title: TITLE,
    submit: { label: 'Send', callback: VIEWS.sendToReview },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      ...orderBlocks(order),
      textField({
        id: FIELDS.reviewNote,
        label: 'Why should somebody look at it?',
        multiline: true,
        max: NOTE,
        ...(note ? { initial: note.slice(0, NOTE) } : {}),
      }),
      ...sections(['A card asks whether the order should be held. You cannot answer it yourself.']),
    ],
  })
}

function orderBlocks(order: SendToReviewData['order']): KnownBlock[] {
  switch (order.how) {
    case 'known':
      return [header(order.title)]
    case 'typed': {
      const [first, ...others] = order.found.map((name) => clip(flat(name), 150, (part) => part))
      return [
        textField({
          id: FIELDS.reviewOrder,
          label: 'Order',
          hint:
            others.length > 0
              ? `Also in the message: ${others.join(', ')}`
              : 'Its number, e-mail address or tracking number',
          max: 150,
          ...(first ? { initial: first } : {}),
        }),
      ]
    }
    case 'picked':
      return [
        choiceField({
          id: FIELDS.reviewRun,
          label: `"${clip(flat(order.asked), 80, (part) => part)}" fits several orders. Which one?`,
          choices: order.choices,
        }),
      ]
    default:
      return order satisfies never
  }
}

/** `text` is ours or escaped. */
export function sentToReview({ text, run }: { text: string; run: string | null }): ModalView {
  return modal({
    title: TITLE,
    blocks: [
      ...sections([text]),
      ...(run === null
        ? []
        : [actions('sent', [button({ label: 'Open', action: ACTIONS.open, value: packed({ run }) })])]),
    ],
  })
}
