// "This was wrong": what was decided for an order, in this run and in those it started, as a form.
import type { ModalView } from '@slack/web-api'
import { named } from '../../../blocks/kit/subject.ts'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import { sendToReviewModal } from '../../../blocks/send-to-review-modal.ts'
import type { RunForm, RunTarget } from '../../../blocks/target.ts'
import { wrongModal } from '../../../blocks/wrong-modal.ts'
import type { RunState } from '../../workflow/state.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import { actionsOf } from '../cards/progress-of.ts'
import { type Correctable, correctables, wrongsOf } from '../cards/wrongs-of.ts'
import type { Click } from '../click.ts'
import type { Reading } from './reading.ts'

/** As many as a menu takes. */
const CHOICES = 100

export async function loadWrong(
  reading: Reading,
  { run }: RunTarget,
  click: Pick<Click, 'message'>,
): Promise<ModalView> {
  const state = await reading.run(run)
  const runs = [state, ...(await childrenOf(reading, state))]
  const target: RunForm = { run, ...(click.message ?? {}) }
  return wrongModal({
    title: named(cardDataOf(state, reading.context()).subject),
    target,
    choices: runs.flatMap(correctables).slice(0, CHOICES).map(choiceOf),
    undoable: runs.flatMap((each) =>
      actionsOf(each, reading.clock())
        .filter(({ undo_until }) => undo_until !== null)
        .map((action) => ({ run: each.run_id, action })),
    ),
    said: runs.flatMap(wrongsOf),
  })
}

/** Messages to customers and points are runs of their own. */
async function childrenOf(reading: Reading, { children }: RunState): Promise<RunState[]> {
  const ids = Object.values(children).flatMap(({ run_id }) => run_id ?? [])
  return Promise.all(ids.map((id) => reading.run(id)))
}

function choiceOf({ run, decision, agent, words, rejected }: Correctable): { value: string; label: string } {
  return { value: `${run}|${decision}`, label: `${rejected ? `Rejected: ${words.label}` : words.done} (${agent})` }
}

/** "Send to review" under an order that was looked up. */
export async function loadSendToReview(
  reading: Reading,
  { run }: RunTarget,
  click: Pick<Click, 'trigger'>,
): Promise<ModalView> {
  const state = await reading.run(run)
  if (state.kind !== 'live')
    return noticeModal('Send to review', ['This is a practice case: nothing of it is done for real.'])
  const title = named(cardDataOf(state, reading.context()).subject)
  return sendToReviewModal({
    target: { key: `looked-up:${click.trigger}`, run },
    order: { how: 'known', title },
    note: null,
  })
}
