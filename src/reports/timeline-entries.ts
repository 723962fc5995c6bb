// One sentence per event for `/order`: every event type has its line here, or a deliberate silence.
import type { EventBody, EventOf, RunEvent } from '../contracts/event.ts'
import { formatMoney } from '../contracts/money.ts'
import type { TimelineEntry } from './order-timeline.ts'

type Told = Omit<TimelineEntry, 'at'>
/** What ids stand for within one run. */
export type Names = ReadonlyMap<string, { agent: string; action: string }>
type Tellers = { [T in EventBody['type']]: (body: EventOf<T>, names: Names) => Told | null }

/** `words`: with what people wrote, which travels sealed because it may name a customer. */
export function tellers({ at, body, sealed }: RunEvent, names: Names, words = false): TimelineEntry[] {
  const tell = TELL[body.type] as (body: EventBody, names: Names) => Told | null
  const told = tell(body, names)
  if (!told) return []
  const note = words && typeof sealed?.note === 'string' ? sealed.note.trim() : ''
  return [{ at, ...told, details: note === '' ? told.details : [...told.details, `“${note}”`] }]
}

export function namesOf(events: readonly RunEvent[]): Names {
  const names = new Map<string, { agent: string; action: string }>()
  const bySteps = new Map<string, { agent: string; action: string }>()
  for (const { body } of events) {
    if (body.type === 'step.completed') {
      const name = { agent: body.agent, action: body.decision }
      names.set(body.decision_id, name)
      bySteps.set(body.step, name)
    } else if (body.type === 'decision.opened') {
      const name = names.get(body.decision_id) ?? bySteps.get(body.step)
      if (name) names.set(body.decision_id, name)
    } else if (body.type === 'action.scheduled') {
      names.set(body.action_id, { agent: body.step, action: body.action })
    }
  }
  return names
}

const told = (kind: Told['kind'], text: string, details: string[] = []): Told => ({ kind, text, details })
const actionOf = (names: Names, id: string): string => words(names.get(id)?.action ?? 'the action')

const TELL: Tellers = {
  'run.received': (body) =>
    body.parent
      ? null
      : told(
          'order',
          [
            body.requested_by ? `<@${body.requested_by}> asked for this` : 'Received',
            body.total && formatMoney(body.total),
            body.market,
          ]
            .filter(Boolean)
            .join(' · '),
        ),
  'signal.received': ({ topic, material }) =>
    told(
      'order',
      `The shop said: ${words(topic.replaceAll('.', ' '))}${material ? '; what is judged by has changed' : ''}`,
    ),
  'step.completed': completed,
  'step.previewed': () => null,
  'step.late': ({ step, after_ms }) =>
    told('trouble', `${step} answered after ${Math.round(after_ms / 1_000)} s: too late to count`),
  'step.skipped': ({ step, because }) => told('agent', `${step} skipped: ${because}`),
  'step.waiting': ({ step, because }) => told('trouble', `${step} waits: ${because}`),
  'decision.opened': ({ decision_id, step, reasons }, names) =>
    told(
      'question',
      `People were asked: ${actionOf(names, decision_id)} (${names.get(decision_id)?.agent ?? step})`,
      reasons,
    ),
  'decision.revised': ({ revision, because }) =>
    told('question', `The question changed (revision ${revision}): ${because}`),
  'decision.expired': ({ decision_id, instead }, names) =>
    told(
      'trouble',
      `Nobody answered "${actionOf(names, decision_id)}" in time; ${instead === 'nothing' ? 'nothing was done' : `instead: ${words(instead)}`}`,
    ),
  'decision.superseded': ({ decision_id, because }, names) =>
    told('question', `"${actionOf(names, decision_id)}" is no longer asked: ${because}`),
  'decision.extended': ({ because }) => told('question', `More time to answer: ${because}`),
  'decision.reminded': ({ decision_id, rung, to }, names) =>
    told('question', `${rung === 1 ? 'Reminded' : 'Escalated to'} ${person(to)}: "${actionOf(names, decision_id)}"`),
  'decision.passed': ({ decision_id, by, to }, names) =>
    told(
      'question',
      to.kind === 'nobody'
        ? `<@${by}> said "${actionOf(names, decision_id)}" is not theirs`
        : `<@${by}> passed "${actionOf(names, decision_id)}" to ${to.kind === 'person' ? `<@${to.id}>` : `<#${to.id}>`}`,
    ),
  'decision.joined': ({ decision_id, with: rival }, names) =>
    rival === null
      ? told('question', `"${actionOf(names, decision_id)}" is asked on its own again`)
      : told('question', `"${actionOf(names, decision_id)}" is asked together with ${words(rival.action)}`),
  'decision.corrected': ({ decision_id, by, reason_code, severity }, names) =>
    told('trouble', `<@${by}> says this was wrong: ${actionOf(names, decision_id)}`, [
      words(reason_code),
      `severity ${severity}`,
    ]),
  'outcome.learned': learned,
  'audit.answered': ({ decision_id, found, by, stated }, names) =>
    told(
      found === 'ok' ? 'answer' : 'trouble',
      `An audit by <@${by}> found "${actionOf(names, decision_id)}" ${found === 'ok' ? 'right' : 'wrong'}`,
      [`before seeing it they would have chosen: ${words(stated)}`],
    ),
  'audit.opened': () => told('question', 'Somebody was asked to look at one of its decisions afterwards, blind'),
  'audit.stated': () => null,
  'check.answered': ({ found, by }) =>
    found === null
      ? told('end', 'This was a check of the reviewers: its answer was known, and nothing of it was carried out')
      : told('answer', `<@${by}> looked at it afterwards: it was ${found === 'ok' ? 'right' : 'wrong'}`),
  'verdict.given': verdict,
  'action.scheduled': () => null,
  'action.announced': ({ action_id }, names) =>
    told('action', `Announced: ${actionOf(names, action_id)}, unless somebody stops it`),
  'action.deferred': ({ action_id, because }, names) =>
    told('action', `${actionOf(names, action_id)} waits: ${because}`),
  'action.started': ({ action_id, attempt }, names) =>
    attempt > 1 ? told('action', `${actionOf(names, action_id)}: attempt ${attempt}`) : null,
  'action.succeeded': ({ action_id, ref }, names) =>
    told('action', `Done: ${actionOf(names, action_id)}`, ref ? [`reference ${ref}`] : []),
  'action.failed': ({ action_id, because }, names) =>
    told('trouble', `${actionOf(names, action_id)} did not work: ${because}`),
  'action.unknown': ({ action_id, because }, names) =>
    told('trouble', `${actionOf(names, action_id)}: no answer (${because}); looking up what happened`),
  'action.stopped': ({ action_id, by }, names) =>
    told('action', `${actionOf(names, action_id)} was stopped before it began`, [person(by)]),
  'action.blocked': ({ action_id, because }, names) =>
    told('trouble', `${actionOf(names, action_id)} could not begin: ${because}`),
  'action.undo_requested': ({ action_id, by }, names) =>
    told('action', `Taking back: ${actionOf(names, action_id)}`, [person(by)]),
  'action.undone': ({ action_id }, names) => told('action', `Taken back: ${actionOf(names, action_id)}`),
  'action.undo_delayed': () => null,
  'action.undo_failed': ({ action_id, because }, names) =>
    told('trouble', `${actionOf(names, action_id)} could not be taken back: ${because}`),
  'child.started': ({ step }) => told('agent', `${step} began on its own`),
  'run.completed': ({ outcome }) => told('end', `Finished: ${words(outcome)}`),
  'run.cancelled': ({ because }) => told('end', `Ended: ${because}`),
  'run.dead': ({ because, ref }) => told('trouble', `Given to people: ${because}`, [`reference ${ref}`]),
  'run.revived': ({ by }) => told('order', `${person(by)} let it try again`),
}

const OUTCOMES: Readonly<Record<EventOf<'outcome.learned'>['outcome'], string>> = {
  chargeback: 'The bank took the money back',
  dispute: 'The payment is disputed',
  wrong_item: 'The customer sent a wrong item back',
  complaint: 'The customer complained',
}

function learned({ decision_id, outcome, standing, wrong, severity }: EventOf<'outcome.learned'>, names: Names): Told {
  const what = `"${actionOf(names, decision_id)}"`
  const { agent = 'an agent' } = names.get(decision_id) ?? {}
  if (wrong) return told('trouble', `${OUTCOMES[outcome]}: ${what} of ${agent} was wrong`, [`severity ${severity}`])
  return standing === 'open'
    ? told('order', `${OUTCOMES[outcome]}: not settled yet, so nothing is held against ${what}`)
    : told('order', `It came to nothing (${words(outcome)}): nothing is held against ${what}`)
}

function completed(body: EventOf<'step.completed'>): Told {
  const source = body.fallback ? `fallback, ${words(body.fallback.used)}` : body.source
  const asked =
    body.gate.answer === 'ask' ? 'asked' : body.gate.answer === 'act' ? 'let through' : 'let through unless vetoed'
  const how = `${body.agent} ${body.version}: ${words(body.decision)}, confidence ${body.confidence.toFixed(2)} (${source})`
  return told('agent', how, [...body.reasons.map(({ text }) => text), `${asked}: ${body.gate.reasons.join('; ')}`])
}

function verdict(body: EventOf<'verdict.given'>, names: Names): Told {
  const what = `"${actionOf(names, body.decision_id)}"`
  if (body.carried) return told('answer', `<@${body.by}>'s earlier answer covers ${what}: it is what was shown then`)
  const reason = [
    body.reason_code && words(body.reason_code),
    body.on_behalf_of && `on behalf of <@${body.on_behalf_of}>`,
    body.weight !== 'evidence' && 'counted as done, not as evidence',
    body.bulk && 'together with alike cases',
  ].filter((line): line is string => typeof line === 'string' && line !== '')
  if (body.status === 'open') return told('answer', `<@${body.by}> ${SIDE[body.kind]} ${what}: 1 of 2`, reason)
  return told('answer', `<@${body.by}> ${STATUS[body.status]} ${what}`, reason)
}

/** One of two answers that must agree. */
const SIDE = {
  approve: 'approved',
  edit: 'changed and approved',
  reject: 'rejected',
  request_changes: 'asked for changes to',
} as const

const STATUS = {
  approved: 'approved',
  edited: 'approved with a change',
  rejected: 'rejected',
  changes_requested: 'asked for changes to',
} as const

function person(by: string): string {
  return /^[UW][A-Z0-9]{5,}$/.test(by) ? `<@${by}>` : by
}

function words(code: string): string {
  return code.replaceAll('_', ' ')
}
