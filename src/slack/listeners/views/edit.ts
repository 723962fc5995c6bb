// Approving with a change: the values are held against action and agent, then the answer is durable before the form closes.
import { FormTarget, unpacked } from '../../../../blocks/target.ts'
import { canonicalJson } from '../../../contracts/json.ts'
import { answered } from '../../answer-words.ts'
import { Submission } from '../../click.ts'
import { editFields } from '../../edits/edit-fields.ts'
import { editedParams } from '../../edits/edited-params.ts'
import { formAnswer, formErrors, formGone } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleEditForm({
  engine,
  attempts,
  places,
  reading,
}: Pick<Surface, 'engine' | 'attempts' | 'places' | 'reading'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(FormTarget, form.metadata)
    const state = target && (await reading.run(target.run, 1_500))
    const decision = state?.decisions[target?.decision ?? '']
    if (!target || !state || !decision) return ack(formGone())
    const context = reading.context()
    const { record, params } = decision
    const edited = editedParams({ record, params, fields: editFields(state, record, params, context), form, context })
    if (edited.status === 'invalid') return ack(formErrors(edited.errors))
    const request = { run_id: target.run, decision_id: target.decision, revision: target.revision, by: form.user }
    const answering =
      canonicalJson(edited.params) === canonicalJson(params)
        ? engine.answer({ ...request, kind: 'approve' })
        : engine.answer({ ...request, kind: 'edit', params: edited.params })
    const given = await attempts.give(answering.then(answered))
    await ack(formAnswer(given))
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}
