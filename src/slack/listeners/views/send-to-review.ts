// "Send to review" was submitted: the order is found, or the form says what is wrong with it and keeps what was written.
import { FIELDS } from '../../../../blocks/ids.ts'
import { sendToReviewModal, sentToReview } from '../../../../blocks/send-to-review-modal.ts'
import { ReviewTarget, unpacked } from '../../../../blocks/target.ts'
import { SECOND } from '../../../contracts/clock.ts'
import { entered, Submission } from '../../click.ts'
import { formErrors, formGone, formKeeps, formSays, formShows } from '../../form-answer.ts'
import type { Sent } from '../../send-to-review.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

/** Slack closes its ear after three. */
const PATIENCE_MS = 2 * SECOND
const SLOW = 'The record is slow at the moment. What you wrote is kept: please send it again, it counts once.'

export function handleSendToReviewForm({ sendToReview }: Pick<Surface, 'sendToReview'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(ReviewTarget, form.metadata)
    if (!target) return ack(formGone())
    const note = entered(form, FIELDS.reviewNote)?.trim() ?? ''
    if (note === '') return ack(formErrors({ [FIELDS.reviewNote]: 'Say in a few words what should be looked at.' }))
    const run = entered(form, FIELDS.reviewRun) ?? target.run
    const name = entered(form, FIELDS.reviewOrder) ?? ''
    const sent = await soon(
      sendToReview({ by: form.user, order: run === undefined ? { name } : { run }, note, key: target.key }),
    )
    if (sent === 'slow') return ack(formKeeps(form, SLOW))
    await ack(answer(sent, { target, name, note }))
  }
}

function answer(sent: Sent, { target, name, note }: { target: ReviewTarget; name: string; note: string }): unknown {
  switch (sent.status) {
    case 'sent':
      return formShows(sentToReview({ text: sent.text, run: sent.run }))
    case 'refused':
      return formSays(sent.text)
    case 'unknown':
      return formErrors({
        [FIELDS.reviewOrder]: 'No order goes by that name. Try its number as the shop shows it, or the e-mail address.',
      })
    case 'several':
      return formShows(
        sendToReviewModal({ target, order: { how: 'picked', asked: name, choices: sent.choices }, note }),
      )
    default:
      return sent satisfies never
  }
}

async function soon(work: Promise<Sent>): Promise<Sent | 'slow'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'slow')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
