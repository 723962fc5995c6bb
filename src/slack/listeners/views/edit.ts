// Approving with a change: the values are held against action and agent, then the answer is durable before the form closes.
// While the record is slow the form stays as it was filled in.
import { FormTarget, unpacked } from '../../../../blocks/target.ts'
import { AppError } from '../../../contracts/app-error.ts'
import { canonicalJson } from '../../../contracts/json.ts'
import { answered, UNCONFIRMED } from '../../answer-words.ts'
import { WAIT_MS } from '../../attempts.ts'
import { Submission } from '../../click.ts'
import { editFields } from '../../edits/edit-fields.ts'
import { editedParams } from '../../edits/edited-params.ts'
import { formAnswer, formErrors, formGone, formKeeps } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

/** Reading the run and recording the answer share the two seconds: Slack closes its ear after three. */
const READ_MS = WAIT_MS - 500
const NOT_ASKED =
  'The record is slow at the moment and nothing was decided. Your values are kept: please approve again.'

export function handleEditForm({
  engine,
  attempts,
  places,
  reading,
}: Pick<Surface, 'engine' | 'attempts' | 'places' | 'reading'>): Listener {
  return async ({ body, ack }) => {
    const began = performance.now()
    const form = Submission.parse(body)
    const target = unpacked(FormTarget, form.metadata)
    const state = target && (await reading.run(target.run, READ_MS).catch(notSlow))
    if (state === 'slow') return ack(formKeeps(form, NOT_ASKED))
    const decision = state?.decisions[target?.decision ?? '']
    if (!target || !state || !decision) return ack(formGone())
    const context = reading.context()
    const { record, params } = decision
    const edited = editedParams({
      state,
      record,
      params,
      fields: editFields(state, record, params, context),
      form,
      context,
    })
    if (edited.status === 'invalid') return ack(formErrors(edited.errors))
    const request = { run_id: target.run, decision_id: target.decision, revision: target.revision, by: form.user }
    const answering =
      canonicalJson(edited.params) === canonicalJson(params)
        ? engine.answer({ ...request, kind: 'approve' })
        : engine.answer({ ...request, kind: 'edit', params: edited.params })
    const given = await attempts.give(answering.then(answered), WAIT_MS - (performance.now() - began))
    await ack(given.status === 'late' ? formKeeps(form, UNCONFIRMED) : formAnswer(given))
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}

function notSlow(error: unknown): 'slow' {
  if (error instanceof AppError && error.code === 'record.slow') return 'slow'
  throw error
}
