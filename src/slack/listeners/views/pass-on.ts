// A question was passed to a person or to a channel: only where somebody can answer it, and only where its card can be posted.

import { FIELDS } from '../../../../blocks/ids.ts'
import { FormTarget, unpacked } from '../../../../blocks/target.ts'
import type { PassedTo } from '../../../contracts/verdict.ts'
import type { Passing } from '../../../engine/engine.ts'
import { standingAdmins } from '../../active-admins.ts'
import { notADecider, notTheirs, ORPHAN } from '../../answer-words.ts'
import { entered, Submission } from '../../click.ts'
import { formAnswer, formErrors, formGone } from '../../form-answer.ts'
import type { Outcome } from '../../outcome.ts'
import { mayDecideAtAll } from '../../people.ts'
import { outcomeOf } from '../actions/under-way.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'engine' | 'attempts' | 'places' | 'people' | 'passing'>

export function handlePassForm({ engine, attempts, places, people, passing }: Parts): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(FormTarget, form.metadata)
    if (!target) return ack(formGone())
    const to = chosen(entered(form, FIELDS.passPerson), entered(form, FIELDS.passChannel))
    if (to === null) return ack(formErrors({ [FIELDS.passPerson]: 'Choose one: a person, or a channel.' }))
    const { run, decision } = target
    const errors: Record<string, string> = {}
    const work = async (): Promise<Outcome> => {
      if (!mayDecideAtAll(await people.decidingRole(form.user))) return said(notADecider(await standingAdmins(people)))
      const request = { run_id: run, decision_id: decision, by: form.user, to }
      // Nothing is posted anywhere for somebody who may not, or about what is not asked any more.
      if (to.kind === 'channel') {
        const may = await engine.pass({ ...request, asking: true })
        if (may?.outcome !== 'done') return became(may, to)
        const problem = await passing.problemWith({ run, decision, channel: to.id, by: form.user })
        if (problem !== null) {
          errors[FIELDS.passChannel] = problem.slice(0, 250)
          return said(problem)
        }
      }
      return became(await engine.pass(request), to)
    }
    const given = await attempts.give(work())
    const isRefused = given.status === 'done' && Object.keys(errors).length > 0
    await ack(isRefused ? formErrors(errors) : formAnswer(given))
    await attempts.settle(given, places.ofForm({ user: form.user, channel: target.channel ?? null }), 'said')
  }
}

function became(passed: Passing | null, to: PassedTo): Outcome {
  if (passed === null) return said(ORPHAN)
  if (passed.outcome === 'not_theirs') return said(notTheirs(to.kind === 'person' ? to.id : '', passed.who))
  return outcomeOf(passed, {
    done: 'Passed on.',
    tooLate: 'Nothing to pass on: it is not asked any more, or was passed there before.',
  })
}

function said(text: string): Outcome {
  return { text, quiet: false, state: null }
}

function chosen(person: string | null, channel: string | null): Exclude<PassedTo, { kind: 'nobody' }> | null {
  if (person !== null && channel === null) return { kind: 'person', id: person }
  return channel !== null && person === null ? { kind: 'channel', id: channel } : null
}
