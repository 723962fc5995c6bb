// What should be different was said: it is durable before the form closes, and the agent is asked again.
import { FIELDS } from '../../../../blocks/ids.ts'
import { FormTarget, unpacked } from '../../../../blocks/target.ts'
import { answered } from '../../answer-words.ts'
import { entered, Submission } from '../../click.ts'
import { formAnswer, formErrors, formGone } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleChangesForm({
  engine,
  attempts,
  places,
}: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(FormTarget, form.metadata)
    if (!target) return ack(formGone())
    const note = entered(form, FIELDS.changesNote)?.trim() ?? ''
    if (note === '') return ack(formErrors({ [FIELDS.changesNote]: 'Say in a few words what should be different.' }))
    const { run, decision, revision } = target
    const request = { run_id: run, decision_id: decision, revision, kind: 'request_changes' as const, by: form.user }
    const given = await attempts.give(engine.answer({ ...request, note }).then(answered))
    await ack(formAnswer(given))
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}
