// "Edit": the form to approve with a change, while the question is still open and in the revision that was shown.
import type { ModalView } from '@slack/web-api'
import { editModal } from '../../../blocks/edit-modal.ts'
import { say } from '../../../blocks/kit/text.ts'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import { cardTitle } from '../../../blocks/run-card.ts'
import type { FormTarget } from '../../../blocks/target.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import { doingWords } from '../cards/consequences.ts'
import type { Submission } from '../click.ts'
import { diffOf } from '../edits/diff-of.ts'
import { editFields } from '../edits/edit-fields.ts'
import type { Reading } from './reading.ts'

/** `entered`: what stands in the form by now. */
export async function loadEdit(
  reading: Reading,
  target: FormTarget,
  entered: Pick<Submission, 'values'> | null = null,
): Promise<ModalView> {
  const state = await reading.run(target.run)
  const context = reading.context()
  const decision = state.decisions[target.decision]
  if (decision?.status !== 'open' || decision.revision !== target.revision)
    return noticeModal('Edit and approve', [
      'This is no longer asked, or has changed since. The card shows how it stands.',
    ])
  const fields = editFields(state, decision.record, decision.params, context)
  if (fields.length === 0)
    return noticeModal('Edit and approve', ['There is nothing to change here: approve or reject it.'])
  return editModal({
    title: cardTitle(cardDataOf(state, context)),
    consequence: `As proposed, approving ${say(doingWords(state, decision.record, decision.params, context), 300)}. With your values it does the same with them.`,
    target,
    fields,
    ...(entered ? { diff: diffOf({ state, decision, fields, entered, context }) } : {}),
  })
}
