// What the record says of an order, in sentences: why it is where it is, who decided, which agents acted. Every fact is the record's.
import { actionWords, outcomeWords } from '../../../blocks/action-words.ts'
import { confidenceText } from '../../../blocks/kit/subject.ts'
import { inWords, mention, say, sayWithPeople } from '../../../blocks/kit/text.ts'
import { took } from '../../../blocks/kit/took.ts'
import { dayAndTime } from '../../../blocks/kit/when.ts'
import { withoutPersonalWords } from '../../models/without-personal-data.ts'
import { agreed } from '../../workflow/approvals.ts'
import {
  type ActionState,
  type DecisionState,
  openDecisions,
  type RunState,
  type StepRecord,
} from '../../workflow/state.ts'

/** Lines of mrkdwn. */
type Facts = string[]

/** Why it is where it is. `isHeld`: whether what the question takes for granted is so. */
export function whyFacts(state: RunState, now: number): { isHeld: boolean; lines: Facts } {
  const open = openDecisions(state)
  if (open.length > 0) return { isHeld: true, lines: open.flatMap((decision) => asked(state, decision, now)) }
  if (state.phase === 'dead')
    return {
      isHeld: true,
      lines: [`It needs a person since ${at(state.ended?.at ?? now)}: ${text(state, state.ended?.because ?? '')}.`],
    }
  const waiting = Object.values(state.steps).filter((step) => step.status === 'waiting' && step.waiting)
  if (waiting.length > 0)
    return {
      isHeld: true,
      lines: waiting.map(
        ({ plan, waiting: for_ }) => `${agent(plan.agent)} waits for facts: ${text(state, for_?.because ?? '')}.`,
      ),
    }
  const ahead = Object.values(state.actions).filter(({ status }) =>
    ['scheduled', 'started', 'unknown', 'undoing'].includes(status),
  )
  if (ahead.length > 0) return { isHeld: true, lines: ahead.map((action) => underWay(state, action)) }
  const hold = Object.values(state.actions).findLast(
    ({ action, status }) => action === 'hold' && status === 'succeeded',
  )
  if (hold) return { isHeld: true, lines: held(state, hold) }
  return { isHeld: false, lines: [standing(state)] }
}

export function statusFacts(state: RunState, now: number): Facts {
  const { lines } = whyFacts(state, now)
  const done = Object.values(state.actions)
    .filter(({ status, action }) => status === 'succeeded' && state.config.actions[action]?.effect)
    .map(
      ({ action, done_at, ref }) =>
        `${words(state, action).done}${done_at === null ? '' : ` ${at(done_at)}`}${ref ? ` (${say(ref, 60)})` : ''}`,
    )
  return [...lines, ...(done.length > 0 ? [`Done: ${done.join(' · ')}`] : [])]
}

/** Who decided, and on what. */
export function whoFacts(state: RunState): Facts {
  const lines = Object.values(state.decisions)
    .sort((a, b) => (a.closed?.at ?? a.opened_at) - (b.closed?.at ?? b.opened_at))
    .map((decision) => decided(state, decision))
  return lines.length > 0
    ? lines
    : [
        Object.values(state.steps).some(({ record }) => record)
          ? 'Nobody was asked: every proposal was let through.'
          : 'Nobody has decided anything on it yet.',
      ]
}

/** Which agents acted, how sure they were, and what became of it. */
export function agentFacts(state: RunState): Facts {
  const lines = Object.values(state.steps)
    .flatMap(({ record }) => record ?? [])
    .sort((a, b) => a.at - b.at)
    .map((record) => proposed(state, record))
  return lines.length > 0 ? lines : ['No agent has answered on it yet.']
}

function asked(state: RunState, decision: DecisionState, now: number): Facts {
  const { record, opened_at, deadline, reasons, approvals } = decision
  const second = approvals.length > 0 ? ` ${sides(decision)}.` : ''
  return [
    `It waits for people for ${took(now - opened_at)}: *${say(words(state, record.decision).ask, 100)}* (${agent(record.agent)}, confidence ${confidenceText(record.confidence)}), to be answered by ${at(deadline)}.${second}`,
    ...why(state, record),
    `Asked because: ${reasons.map((reason) => text(state, reason)).join(' · ')}`,
  ]
}

/** "@Ana is for it, @Ben against it; two must agree" */
function sides({ approvals }: Pick<DecisionState, 'approvals'>): string {
  const each = approvals.map(({ by, side }) => `${mention(by)} is ${side === 'yes' ? 'for' : 'against'} it`)
  return `${each.join(', ')}; two must agree`
}

function held(state: RunState, { step, done_at }: ActionState): Facts {
  const record = state.steps[step]?.record
  const decision = record && state.decisions[record.decision_id]
  const expired = Object.values(state.decisions).find(({ status }) => status === 'expired')
  const since = done_at === null ? '' : ` since ${at(done_at)}`
  if (expired && decision?.status !== 'approved')
    return [
      `It is on hold${since}: nobody answered *${say(words(state, expired.record.decision).ask, 100)}* by ${at(expired.deadline)}.`,
      ...why(state, expired.record),
    ]
  if (!record) return [`It is on hold${since}.`]
  return [
    `It is on hold${since}: ${agent(record.agent)} proposed it, ${decision ? ending(decision) : 'and it was let through'}.`,
    ...why(state, record),
  ]
}

function underWay(state: RunState, { action, status, scheduled_at, because }: ActionState): string {
  const { doing } = words(state, action)
  if (status === 'scheduled') return `${say(doing, 60)} ${at(scheduled_at)}, unless somebody stops it.`
  if (status === 'undoing') return `Taking back: ${say(words(state, action).done, 60)}.`
  return status === 'unknown'
    ? `${say(doing, 60)}: the shop has not confirmed it (${text(state, because ?? 'no answer')}); it is being looked up.`
    : `${say(doing, 60)} right now.`
}

function standing({ phase, outcome, ended }: RunState): string {
  if (phase === 'completed') {
    const how = outcomeWords(outcome ?? 'done')
    return how === 'finished' ? 'It is finished.' : `It is finished: ${say(how, 60)}.`
  }
  if (phase === 'cancelled') return `It ended: ${say(outcomeWords(ended?.because ?? 'cancelled'), 100)}.`
  return 'Its agents are at work on it; nothing waits for a person.'
}

function decided(state: RunState, decision: DecisionState): string {
  const what = `*${say(words(state, decision.record.decision).label, 60)}* (${agent(decision.record.agent)})`
  return `• ${what}: ${ending(decision)}`
}

function ending({ status, closed, approvals, opened_at, deadline, edited }: DecisionState): string {
  const by = closed?.by ? mention(closed.by) : 'nobody'
  const when = closed ? ` ${at(closed.at)}, after ${took(closed.at - opened_at)}` : ''
  const first = agreed({ approvals, status })
    .filter((approval) => approval.by !== closed?.by)
    .map((approval) => mention(approval.by))
  const also = first.length > 0 ? `, after ${first.join(' and ')} had agreed` : ''
  const lent = closed?.on_behalf_of ? ` in the place of ${mention(closed.on_behalf_of)}` : ''
  switch (status) {
    case 'open':
      return approvals.length > 0 ? sides({ approvals }) : 'still open'
    case 'approved':
    case 'edited':
      return closed?.carried
        ? `covered by an earlier answer of ${by}`
        : `${by}${lent} approved it${edited ? ' with a change' : ''}${when}${also}`
    case 'rejected':
      return `${by}${lent} rejected it${closed?.reason_code ? ` (${say(inWords(closed.reason_code), 60)})` : ''}${when}${also}`
    case 'changes_requested':
      return `${by}${lent} asked for changes${when}`
    case 'expired':
      return `nobody answered by ${at(deadline)}${closed?.because === 'nothing' ? ', and nothing was done' : ''}`
    case 'superseded':
      return 'no longer asked'
    default:
      return status satisfies never
  }
}

function proposed(state: RunState, record: StepRecord): string {
  const decision = state.decisions[record.decision_id]
  const stood = record.fallback ? `, a fallback (${say(inWords(record.fallback.used), 60)})` : ''
  const then = decision ? ending(decision) : record.gate.answer === 'ask' ? 'not asked yet' : 'let through'
  return `• *${agent(record.agent)}* ${say(record.version, 20)} ${at(record.at)}: ${say(inWords(record.decision), 60)}, confidence ${confidenceText(record.confidence)}${stood}; ${then}`
}

function why(state: RunState, { reasons }: StepRecord): Facts {
  return reasons.map((reason) => `• ${text(state, reason.text)}`)
}

/** Others read along: what names the customer is left out wherever it stands. */
function text(state: RunState, raw: string): string {
  return sayWithPeople(withoutPersonalWords(raw, state.order).replace(/[.\s]+$/, ''), 300)
}

function agent(name: string): string {
  return say(inWords(name), 60)
}

function at(ms: number): string {
  return dayAndTime(ms)
}

function words(state: RunState, action: string) {
  return actionWords(action, state.number)
}
