// A look afterwards as one case of a review: first what the person would have done, then what the agent did and whether it was right.
import type { ModalView } from '@slack/web-api'
import { auditCard } from '../audit-card.ts'
import type { AuditData, CardData } from '../card-data.ts'
import { ACTIONS, CLOSES } from '../ids.ts'
import { actions, button, context } from '../kit/elements.ts'
import { modal } from '../kit/view.ts'
import { packed } from '../target.ts'
import { type LastAnswer, lastLine, type Place, placeWords } from './case-window.ts'

export type ReviewLook = {
  data: CardData
  audit: AuditData
  place: Place
  last: LastAnswer | null
  /** The session, for the next tap. */
  metadata: string
}

export function lookWindow({ data, audit, place, last, metadata }: ReviewLook): ModalView {
  return modal({
    title: 'Review',
    closing: CLOSES.review,
    metadata,
    blocks: [
      ...lastLine(last),
      context([placeWords(place)]),
      ...auditCard(data, audit, { state: ACTIONS.reviewState, found: ACTIONS.reviewFound }),
      actions('review.look', [
        button({ label: 'Skip', action: ACTIONS.reviewSkip, value: packed({ run: audit.run }) }),
      ]),
    ],
  })
}
