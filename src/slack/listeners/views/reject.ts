// The reason for a rejection was given: the answer is durable before the form closes.
import { FIELDS } from '../../../../blocks/ids.ts'
import { FormTarget, unpacked } from '../../../../blocks/target.ts'
import { RejectReason } from '../../../contracts/verdict.ts'
import { answered } from '../../answer-words.ts'
import { entered, Submission } from '../../click.ts'
import { formAnswer, formErrors, formGone } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleRejectForm({
  engine,
  attempts,
  places,
}: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(FormTarget, form.metadata)
    if (!target) return ack(formGone())
    const note = entered(form, FIELDS.rejectNote)
    const reason = RejectReason.nullable().catch('other').parse(entered(form, FIELDS.rejectReason))
    if (reason === null) return ack(formErrors({ [FIELDS.rejectReason]: 'Choose a reason: it teaches the agent.' }))
    if (reason === 'other' && (note ?? '').trim() === '')
      return ack(formErrors({ [FIELDS.rejectNote]: 'Another reason needs a few words: which one?' }))
    const request = {
      run_id: target.run,
      decision_id: target.decision,
      revision: target.revision,
      kind: 'reject' as const,
      by: form.user,
      reason_code: reason,
      ...(note === null ? {} : { note }),
    }
    const given = await attempts.give(engine.answer(request).then(answered))
    await ack(formAnswer(given))
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}
