// "Undo last": stopped while it has not begun, taken back while its window lasts, and said plainly when neither can be.
import { actionWords } from '../../../blocks/action-words.ts'
import { numbered } from '../../../blocks/kit/subject.ts'
import { say } from '../../../blocks/kit/text.ts'
import type { LastAnswer } from '../../../blocks/review/case-window.ts'
import type { Engine, Intervention } from '../../engine/engine.ts'
import { onReject } from '../../workflow/on-reject.ts'
import { type ActionState, openDecisions, type RunState } from '../../workflow/state.ts'
import { refused } from '../answer-words.ts'

type Undo = { run: string; decision: string; by: string; now: number }

export async function undoLast(
  engine: Pick<Engine, 'state' | 'stopAction' | 'undoAction'>,
  { run, decision, by, now }: Undo,
): Promise<LastAnswer> {
  const state = await engine.state(run)
  if (!state) return { text: 'The record has no such order any more.', undo: false }
  const number = `*${say(numbered(state.number), 40)}*`
  const own = state.actions[decision]
  const action = own && isInReach(state, own, now) ? own : (followed(state, decision, now) ?? own)
  if (!action) return { text: `${number}: ${nothingFound(state, decision)}`, undo: goesOn(state, decision) }
  const { label, done } = actionWords(action.action, state.number)
  const what = action === own ? number : `${number}, ${say(label, 60)}`
  const request = { run_id: run, action_id: action.action_id, by }
  if (action.status === 'scheduled')
    return said(await engine.stopAction(request), {
      done: `✋ ${what}: stopped before it began.`,
      late: `${what}: too late to stop, it has begun.`,
    })
  if (action.status === 'succeeded' && takesBack(state, action, now))
    return said(await engine.undoAction(request), {
      done: `↩️ ${what}: it is being taken back.`,
      late: `${what}: it cannot be taken back any more.`,
    })
  if (action.status === 'started' || action.status === 'unknown')
    return { text: `${what}: it is under way and cannot be stopped now. Try again in a moment.`, undo: true }
  const stands = action.status === 'succeeded' ? say(done, 60) : action.status
  return { text: `${number}: this cannot be undone here, what was done stands (${stands}). ${STILL}`, undo: false }
}

const STILL = 'Its card can still say that it was wrong.'
const UNDER_WAY: ReadonlySet<ActionState['status']> = new Set(['started', 'unknown'])

function isInReach(state: RunState, action: ActionState, now: number): boolean {
  return action.status === 'scheduled' || UNDER_WAY.has(action.status) || takesBack(state, action, now)
}

/** What later steps did once this answer let them: what can still be stopped or taken back, else the last thing that was done. */
function followed(state: RunState, decisionId: string, now: number): ActionState | undefined {
  const decision = state.decisions[decisionId]
  if (!decision?.closed) return undefined
  const since = decision.closed.at
  const tierOf = (step: string): number => state.steps[step]?.plan.tier ?? 0
  const later = Object.values(state.actions).filter(
    ({ step, action, started_at, scheduled_at }) =>
      tierOf(step) > tierOf(decision.step) &&
      state.config.actions[action]?.effect &&
      (started_at ?? scheduled_at) >= since,
  )
  return (
    later.find(({ status }) => status === 'scheduled') ??
    later.find(({ status }) => UNDER_WAY.has(status)) ??
    later.findLast((action) => takesBack(state, action, now)) ??
    later.findLast(({ status }) => status === 'succeeded')
  )
}

/** Nothing has come of it yet, but something will. */
function goesOn(state: RunState, decisionId: string): boolean {
  const decision = state.decisions[decisionId]
  if (!decision || decision.status === 'open' || state.phase !== 'open' || openDecisions(state).length > 0) return false
  return decision.status !== 'rejected' || onReject(state, decision.step, decision.record) === 'continue'
}

function nothingFound(state: RunState, decision: string): string {
  if (goesOn(state, decision)) return 'what follows from it is still being worked out. Try again in a moment.'
  return `this cannot be undone here, an answer that set nothing in motion stands as it was given. ${STILL}`
}

function takesBack(state: RunState, { action, status, done_at }: ActionState, now: number): boolean {
  const window = state.config.actions[action]?.undo_ms ?? 0
  return status === 'succeeded' && window > 0 && (done_at ?? 0) + window > now
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
