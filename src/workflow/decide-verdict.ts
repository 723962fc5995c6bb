// A person answered: the verdict, what it carries, what it sets in motion and what it sets aside.
import type { EventOf, RunEvent } from '../contracts/event.ts'
import { fingerprint } from '../contracts/proposal.ts'
import { carriedBy } from './ahead.ts'
import { contradict } from './conflicts.ts'
import { answerToCheck } from './decide-audit.ts'
import type { RunInput } from './input.ts'
import { onReject } from './on-reject.ts'
import { ruleVerdict } from './rule-verdict.ts'
import { schedule, settledAt, stopContradicted } from './schedule.ts'
import { setAside } from './set-aside.ts'
import { openDecisions, type RunState } from './state.ts'

type VerdictInput = Extract<RunInput, { type: 'verdict' }>

export function decideVerdict(
  { request, evidence_opened, weight = 'evidence', on_behalf_of = null }: VerdictInput,
  state: RunState,
  now: number,
): RunEvent[] {
  const ruling = ruleVerdict(request, state)
  if (ruling.ruling !== 'counts' || state.phase !== 'open') return []
  const { decision, status } = ruling
  const action = decision.record.decision
  const params = (request.kind === 'edit' ? request.params : undefined) ?? decision.params
  const goesOn =
    status === 'rejected'
      ? onReject(state, decision.step, decision.record) === 'continue'
      : (status === 'approved' || status === 'edited') && state.config.actions[action]?.afterwards === 'continue'
  const verdict: EventOf<'verdict.given'> = {
    type: 'verdict.given',
    decision_id: decision.decision_id,
    kind: request.kind,
    by: request.by,
    revision: request.revision,
    status,
    latency_ms: now - Math.max(decision.opened_at, Math.min(request.shown_at ?? 0, now)),
    evidence_opened,
    carried: false,
    reason_code: request.reason_code ?? null,
    fingerprint: fingerprint({ action, params }),
    carries: goesOn && status !== 'open' ? carriedBy(state, decision) : {},
    weight,
    on_behalf_of,
    bulk: request.bulk ?? null,
  }
  const sealed = {
    ...(request.kind === 'edit' || status === 'edited' ? { params } : {}),
    ...(request.note === undefined ? {} : { note: request.note }),
  }
  const recorded: RunEvent = { at: now, body: verdict, sealed: Object.keys(sealed).length > 0 ? sealed : null }
  if (state.check && state.check.of.step === decision.step && status !== 'open')
    return [recorded, { at: now, body: answerToCheck(state.check, request), sealed: null }]
  if (status === 'open' || status === 'changes_requested') return [recorded]
  const others = openDecisions(state).filter((other) => other.decision_id !== decision.decision_id)
  if (status === 'rejected')
    return [
      recorded,
      ...(goesOn ? [] : setAside(others, { because: `the order was left to people by <@${request.by}>` }, now)),
    ]
  const excluded = goesOn ? others.filter((other) => contradict(state, decision.record, other.record)) : others
  return [
    recorded,
    ...setAside(
      excluded,
      {
        because: `<@${request.by}> chose "${action}" of ${decision.record.agent}`,
        inFavourOf: decision.decision_id,
      },
      now,
    ),
    ...stopContradicted(state, action, `<@${request.by}>`, now),
    ...schedule(
      state,
      { action_id: decision.decision_id, step: decision.step, action, params, at: settledAt(state, action, now) },
      now,
    ),
  ]
}
