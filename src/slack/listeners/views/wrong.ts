// "This was wrong" was submitted: the correction is durable before the window says so, and the window leads to the repair.
import { z } from 'zod'
import { FIELDS } from '../../../../blocks/ids.ts'
import { inWords, mention } from '../../../../blocks/kit/text.ts'
import { time } from '../../../../blocks/kit/when.ts'
import { RunForm, unpacked } from '../../../../blocks/target.ts'
import { wrongSaid } from '../../../../blocks/wrong-modal.ts'
import { RejectReason, Severity } from '../../../contracts/verdict.ts'
import type { Engine } from '../../../engine/engine.ts'
import { ORPHAN, refused, UNCONFIRMED } from '../../answer-words.ts'
import { entered, Submission } from '../../click.ts'
import { formErrors, formGone, formSays, formShows } from '../../form-answer.ts'
import type { Outcome } from '../../outcome.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

/** Nothing is filled in beforehand: what stands in the record is what somebody chose to say. */
const ASKED = {
  [FIELDS.wrongDecision]: 'Choose which decision was wrong.',
  [FIELDS.wrongReason]: 'Choose why it was wrong.',
  [FIELDS.wrongSeverity]: 'Choose how bad it is.',
}
const Chosen = z.tuple([z.uuid(), z.uuid()])
type Corrected = Awaited<ReturnType<Engine['correct']>>

export function handleWrongForm({
  engine,
  attempts,
  places,
}: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(RunForm, form.metadata)
    if (!target) return ack(formGone())
    const missing = Object.entries(ASKED).filter(([field]) => entered(form, field) === null)
    if (missing.length > 0) return ack(formErrors(Object.fromEntries(missing)))
    const chosen = Chosen.safeParse(entered(form, FIELDS.wrongDecision)?.split('|'))
    if (!chosen.success) return ack(formGone())
    const [run_id, decision_id] = chosen.data
    let repair: string | null = null
    const work = engine
      .correct({
        ...{ run_id, decision_id, by: form.user },
        reason_code: RejectReason.catch('other').parse(entered(form, FIELDS.wrongReason)),
        severity: Severity.catch(1).parse(Number(entered(form, FIELDS.wrongSeverity))),
        note: entered(form, FIELDS.wrongNote),
      })
      .then((corrected): Outcome => {
        repair = corrected?.repair ?? null
        return outcomeOf(corrected, decision_id)
      })
    const given = await attempts.give(work)
    await ack(
      given.status === 'done' ? formShows(wrongSaid({ text: given.outcome.text, repair })) : formSays(UNCONFIRMED),
    )
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}

function outcomeOf(corrected: Corrected, decisionId: string): Outcome {
  switch (corrected?.outcome) {
    case undefined:
      return { text: ORPHAN, quiet: false, state: null }
    case 'done': {
      const then = corrected.repair
        ? 'A card of its own asks what to do now; somebody else must agree to it.'
        : 'What to do now is not asked: the workflow for repairs is switched off.'
      return {
        text: `⚠️ Recorded: this was wrong, and the agent’s record says so. ${then}`,
        quiet: true,
        state: corrected.state,
      }
    }
    case 'too_late': {
      const said = corrected.state.corrections[decisionId]
      return {
        text: said
          ? `${mention(said.by)} said so before you, at ${time(said.at)} (${inWords(said.reason_code)}). It is recorded once.`
          : 'This cannot be called wrong: it is still asked, or nothing was decided.',
        quiet: false,
        state: corrected.state,
      }
    }
    case 'forbidden':
      return { text: refused(corrected), quiet: false, state: null }
    default:
      return corrected satisfies never
  }
}
