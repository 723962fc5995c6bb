// "More" on a card: the question in full. "Open" in the App Home: the card itself, with its buttons.
import type { ModalView } from '@slack/web-api'
import { moreModal } from '../../../blocks/more-modal.ts'
import { reviewModal } from '../../../blocks/review-modal.ts'
import type { DecisionTarget, RunTarget } from '../../../blocks/target.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import type { Reading } from './reading.ts'

export async function loadMore(reading: Reading, { run }: DecisionTarget): Promise<ModalView> {
  return moreModal(cardDataOf(await reading.run(run), reading.context()))
}

export async function loadReview(reading: Reading, { run }: RunTarget): Promise<ModalView> {
  return reviewModal(cardDataOf(await reading.run(run), reading.context()))
}
