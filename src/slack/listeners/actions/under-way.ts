// Stop what has not begun, take back what was done, try a dead run again: for people who may decide, asked of the record at once.
import { ActionTarget, RunTarget, unpacked } from '../../../../blocks/target.ts'
import { NOT_A_DECIDER, ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Outcome } from '../../outcome.ts'
import { mayDecideAtAll } from '../../people.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'engine' | 'attempts' | 'places' | 'people'>
const GONE: Outcome = { text: ORPHAN, quiet: false, state: null }

export function handleStop(parts: Parts): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(ActionTarget, value)
    const done = target && (await parts.engine.stopAction({ run_id: target.run, action_id: target.action, by: user }))
    if (!done) return GONE
    const text = done.stopped
      ? '✋ Stopped before it began.'
      : 'Too late to stop: it has begun, or was stopped already.'
    return { text, quiet: done.stopped, state: done.state }
  })
}

export function handleUndo(parts: Parts): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(ActionTarget, value)
    const done = target && (await parts.engine.undoAction({ run_id: target.run, action_id: target.action, by: user }))
    if (!done) return GONE
    const text = done.undoing ? '↩️ It is being taken back.' : 'It cannot be taken back any more, or was already.'
    return { text, quiet: done.undoing, state: done.state }
  })
}

export function handleRevive(parts: Parts): Listener {
  return acting(parts, async ({ value, user }) => {
    const target = unpacked(RunTarget, value)
    const state = target && (await parts.engine.revive({ run_id: target.run, by: user }))
    return state ? { text: 'It is trying again.', quiet: true, state } : GONE
  })
}

function acting({ attempts, places, people }: Parts, act: (click: Click) => Promise<Outcome>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const work = async (): Promise<Outcome> =>
      mayDecideAtAll(await people.role(click.user)) ? act(click) : { text: NOT_A_DECIDER, quiet: false, state: null }
    const given = await attempts.give(work())
    await ack()
    await attempts.settle(given, places.ofClick(click))
  }
}
