// The taps inside a review window, and the buttons that begin one.

import { rejectModal } from '../../../../blocks/reject-modal.ts'
import { StartTarget } from '../../../../blocks/review/start.ts'
import { DecisionTarget, unpacked } from '../../../../blocks/target.ts'
import { RejectReason } from '../../../contracts/verdict.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { ReviewClick } from '../../review/review-click.ts'
import { unpackedSession } from '../../review/session.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

/** Approve, and the two sides of a contradiction. */
export function handleReviewAnswer({ reviews }: Pick<Surface, 'reviews'>): Listener {
  return async ({ body, ack }) => {
    const click = ReviewClick.parse(body)
    const target = unpacked(DecisionTarget, click.value)
    if (!target?.verdict) return reviews.skip(click, ack)
    const { run, decision, revision, verdict } = target
    await reviews.answer(
      click,
      {
        ...{ run_id: run, decision_id: decision, revision, kind: verdict },
        ...(verdict === 'reject' ? { reason_code: 'wrong_call' as const } : {}),
      },
      ack,
    )
  }
}

/** Choosing a reason rejects; only "in words" asks for more. */
export function handleReviewReject({ reviews, windows }: Pick<Surface, 'reviews' | 'windows'>): Listener {
  return async ({ body, ack }) => {
    const click = ReviewClick.parse(body)
    const shown = unpackedSession(click.view.metadata)?.now
    const reason = RejectReason.safeParse(click.value)
    if (!shown || !reason.success) return reviews.skip(click, ack)
    const { run, decision, revision } = shown
    if (reason.data === 'other') {
      await ack()
      const at = { trigger: click.trigger, view: { id: click.view.id, type: 'modal' } }
      await windows.open(at, rejectModal({ run, decision, revision }, reason.data))
      return
    }
    const given = { run_id: run, decision_id: decision, revision, kind: 'reject' as const, reason_code: reason.data }
    await reviews.answer(click, given, ack)
  }
}

export function handleReviewSkip({ reviews }: Pick<Surface, 'reviews'>): Listener {
  return ({ body, ack }) => reviews.skip(ReviewClick.parse(body), ack)
}

export function handleReviewUndo({ reviews }: Pick<Surface, 'reviews'>): Listener {
  return ({ body, ack }) => reviews.undo(ReviewClick.parse(body), ack)
}

/** A brief's buttons, and those at the end of a review: in the window there is, or in a new one. */
export function handleReviewStart({ reviews, places }: Pick<Surface, 'reviews' | 'places'>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const start = unpacked(StartTarget, click.value)
    if (start && click.view?.type === 'modal') return reviews.restart(ReviewClick.parse(body), start.filter, ack)
    await ack()
    if (!start) return places.ofClick(click).tell(ORPHAN)
    const opened = await reviews.open(click, start.filter)
    if (!opened) await places.ofClick(click).tell(TOO_LATE)
  }
}
