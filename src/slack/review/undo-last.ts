// "Undo last": stopped while it has not begun, taken back while its window lasts, and said plainly when neither can be.
import { numbered } from '../../../blocks/kit/subject.ts'
import { say } from '../../../blocks/kit/text.ts'
import type { LastAnswer } from '../../../blocks/review/case-window.ts'
import type { Engine, Intervention } from '../../engine/engine.ts'
import type { RunState } from '../../workflow/state.ts'
import { refused } from '../answer-words.ts'

type Undo = { run: string; decision: string; by: string; now: number }

export async function undoLast(
  engine: Pick<Engine, 'state' | 'stopAction' | 'undoAction'>,
  { run, decision, by, now }: Undo,
): Promise<LastAnswer> {
  const state = await engine.state(run)
  if (!state) return { text: 'The record has no such order any more.', undo: false }
  const number = `*${say(numbered(state.number), 40)}*`
  const action = state.actions[decision]
  const request = { run_id: run, action_id: decision, by }
  if (action?.status === 'scheduled')
    return said(await engine.stopAction(request), {
      done: `✋ ${number}: stopped before it began.`,
      late: `${number}: too late to stop, it has begun.`,
    })
  if (action?.status === 'succeeded' && takesBack(state, decision, now))
    return said(await engine.undoAction(request), {
      done: `↩️ ${number}: it is being taken back.`,
      late: `${number}: it cannot be taken back any more.`,
    })
  if (action?.status === 'started' || action?.status === 'unknown')
    return { text: `${number}: it is under way and cannot be stopped now. Try again in a moment.`, undo: true }
  const why =
    action === undefined
      ? 'an answer that set nothing in motion stands as it was given'
      : `what was done stands (${action.status})`
  return {
    text: `${number}: this cannot be undone here, ${why}. Its card can still say that it was wrong.`,
    undo: false,
  }
}

function takesBack(state: RunState, decision: string, now: number): boolean {
  const action = state.actions[decision]
  const window = state.config.actions[action?.action ?? '']?.undo_ms ?? 0
  return window > 0 && (action?.done_at ?? 0) + window > now
}

function said(done: Intervention | null, words: { done: string; late: string }): LastAnswer {
  switch (done?.outcome) {
    case 'done':
      return { text: words.done, undo: false }
    case 'forbidden':
      return { text: refused(done), undo: false }
    case 'too_late':
    case undefined:
      return { text: words.late, undo: false }
    default:
      return done satisfies never
  }
}
