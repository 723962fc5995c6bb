// Stop what has not begun, take back what was done, try a dead run again: for people who may decide, asked of the record at once.

import { ActionTarget, RunTarget, unpacked } from '../../../../blocks/target.ts'
import type { Intervention } from '../../../engine/engine.ts'
import { standingAdmins } from '../../active-admins.ts'
import { notADecider, ORPHAN, refused } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Outcome } from '../../outcome.ts'
import { mayDecideAtAll } from '../../people.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export type UnderWay = Pick<Surface, 'engine' | 'attempts' | 'places' | 'people'>
export const GONE: Outcome = { text: ORPHAN, quiet: false, state: null }

export function handleStop(parts: UnderWay): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(ActionTarget, value)
    if (!target) return GONE
    return outcomeOf(await parts.engine.stopAction({ run_id: target.run, action_id: target.action, by: user }), {
      done: '✋ Stopped before it began.',
      tooLate: 'Too late to stop: it has begun, or was stopped already.',
    })
  })
}

export function handleUndo(parts: UnderWay): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(ActionTarget, value)
    if (!target) return GONE
    return outcomeOf(await parts.engine.undoAction({ run_id: target.run, action_id: target.action, by: user }), {
      done: '↩️ It is being taken back.',
      tooLate: 'It cannot be taken back any more, or was already.',
    })
  })
}

export function handleRevive(parts: UnderWay): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(RunTarget, value)
    if (!target) return GONE
    return outcomeOf(await parts.engine.revive({ run_id: target.run, by: user }), {
      done: 'It is trying again.',
      tooLate: 'Nothing to try again: it is not stuck, somebody was faster or it went on by itself.',
    })
  })
}

export function outcomeOf(done: Intervention | null, words: { done: string; tooLate: string }): Outcome {
  switch (done?.outcome) {
    case undefined:
      return GONE
    case 'done':
      return { text: words.done, quiet: true, state: done.state }
    case 'too_late':
      return { text: words.tooLate, quiet: false, state: done.state }
    case 'forbidden':
      // As with an answer: somebody who may not do it is not shown a new card either.
      return { text: refused(done), quiet: false, state: null }
    default:
      return done satisfies never
  }
}

export function acting({ attempts, places, people }: UnderWay, act: (click: Click) => Promise<Outcome>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const work = async (): Promise<Outcome> =>
      mayDecideAtAll(await people.decidingRole(click.user))
        ? act(click)
        : { text: notADecider(await standingAdmins(people)), quiet: false, state: null }
    const given = await attempts.give(work())
    await ack()
    await attempts.settle(given, places.ofClick(click))
  }
}
