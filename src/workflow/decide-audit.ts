// Looking afterwards: an audit is asked blind, answered in two steps, and what it found is told to the run it is about.
import { type Check, LOOK_OPEN_MS } from '../contracts/check.ts'
import type { EventBody, EventOf, RunEvent } from '../contracts/event.ts'
import type { VerdictRequest } from '../contracts/verdict.ts'
import type { RunInput } from './input.ts'
import { asksForAudit } from './next.ts'
import type { RunState } from './state.ts'

export function openAudit({ body }: Extract<RunInput, { type: 'receive' }>, state: RunState, now: number): RunEvent[] {
  if (body.kind !== 'audit' || body.check === null) return []
  const opened = { type: 'audit.opened' as const, step: body.check.of.step, deadline: now + LOOK_OPEN_MS }
  return [{ at: now, body: { ...opened, question: state.question + 1 }, sealed: null }]
}

export function decideAudit(
  input: Extract<RunInput, { type: 'audit' | 'audited' }>,
  state: RunState,
  now: number,
): RunEvent[] {
  return bodiesFor(input, state).map((body) => ({ at: now, body, sealed: null }))
}

function bodiesFor(input: Extract<RunInput, { type: 'audit' | 'audited' }>, state: RunState): EventBody[] {
  if (input.type === 'audited') return state.audits[input.decision_id] ? [] : [{ ...input, type: 'audit.answered' }]
  const { by, says } = input
  const { check, audit } = state
  if (!asksForAudit(state) || !audit || !check || check.not_by === by) return []
  if (says.what === 'stated') {
    if (audit.stated) return []
    const stated: EventBody = { type: 'audit.stated', by, action: says.action }
    // A second opinion says nothing of who was right: it only counts whether they agree.
    return check.kind === 'double' ? [stated, opinion(check, { by, action: says.action })] : [stated]
  }
  // Only who said first what they would have done may say what came of it.
  if (audit.stated?.by !== by) return []
  const { found, reason, severity } = says
  return [{ type: 'check.answered', by, answered: audit.stated.action, caught: null, found, reason, severity }]
}

function opinion(check: Check, { by, action }: { by: string; action: string }): EventOf<'check.answered'> {
  const caught = action === check.action
  return { type: 'check.answered', by, answered: action, caught, found: null, reason: null, severity: null }
}

/** Whether the answer to a known case was the right one. */
export function answerToCheck(
  { kind }: Pick<Check, 'kind'>,
  { by, kind: answered }: Pick<VerdictRequest, 'by' | 'kind'>,
): EventOf<'check.answered'> {
  const caught = kind === 'known_right' ? answered === 'approve' : answered !== 'approve'
  return { type: 'check.answered', by, answered, caught, found: null, reason: null, severity: null }
}
