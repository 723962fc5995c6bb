// What an event says about a decision: the columns it sets. Columns it leaves out keep what they have.
import type { EventBody, EventOf } from '../../contracts/event.ts'
import type { RowOf } from '../row-set.ts'
import { timestamp } from '../row-set.ts'
import type { Envelope } from './envelope.ts'

export const decisionColumns = {
  decision_id: 'uuid',
  run_id: 'uuid',
  run_kind: 'text',
  entity_id: 'text',
  step: 'text',
  status: 'text',
  agent: 'text',
  version: 'text',
  action: 'text',
  segment: 'text',
  source: 'text',
  confidence: 'float8',
  amount: 'bigint',
  currency: 'text',
  fingerprint: 'text',
  departs: 'bool',
  fallback: 'text',
  proposed_at: 'timestamptz',
  answer: 'text',
  level: 'text',
  p_ask: 'float8',
  must_ask: 'bool',
  four_eyes: 'bool',
  revision: 'int',
  question: 'int',
  opened_at: 'timestamptz',
  deadline: 'timestamptz',
  team: 'text',
  against: 'uuid',
  due_hard: 'bool',
  cluster: 'text',
  rival: 'uuid',
  rival_run: 'uuid',
  reminded: 'int',
  reminded_to: 'text',
  passed_to: 'text',
  verdict: 'text',
  verdict_by: 'text',
  latency_ms: 'float8',
  evidence_opened: 'bool',
  carried: 'bool',
  reason_code: 'text',
  executed: 'text',
  weight: 'text',
  on_behalf_of: 'text',
  bulk: 'uuid',
  closed_at: 'timestamptz',
  corrected_at: 'timestamptz',
  corrected_by: 'text',
  corrected_reason: 'text',
  severity: 'int',
  outcome: 'text',
  outcome_at: 'timestamptz',
  outcome_wrong: 'bool',
  p_audit: 'float8',
  p_targeted: 'float8',
  audit_drawn: 'text',
  audit: 'text',
  audited_at: 'timestamptz',
} as const

export type DecisionRow = RowOf<typeof decisionColumns> & { decision_id: string; run_id: string }

/** Cases that are alike for the same reason: one agent, one action, the same flags. Never by customer or amount. */
export function clusterOf({
  agent,
  version,
  decision,
  flags,
}: Pick<EventOf<'step.completed'>, 'agent' | 'version' | 'decision' | 'flags'>): string {
  return [agent, version, decision, ...flags.toSorted()].join('|')
}

/** Null when the event speaks of no decision. */
export function decisionRow(envelope: Envelope): DecisionRow | null {
  const { body } = envelope
  if (!('decision_id' in body)) return null
  const { run_id, kind, entity_id } = envelope
  return { ...changes(body, envelope), decision_id: body.decision_id, run_id, run_kind: kind, entity_id }
}

/** How bad what two changes say together is: the graver of the two, as the record keeps it between appends. */
export function graver({ severity: a }: DecisionRow, { severity: b }: DecisionRow): Pick<DecisionRow, 'severity'> {
  return { severity: Math.max(Number(a ?? 0), Number(b ?? 0)) || null }
}

type DecisionEvent = Extract<EventBody, { decision_id: string }>

function changes(body: DecisionEvent, { at, team }: Envelope): RowOf<typeof decisionColumns> {
  switch (body.type) {
    case 'step.previewed':
      return { ...proposal(body), status: 'previewed' }
    case 'step.completed':
      return { ...proposal(body), status: 'proposed', proposed_at: timestamp(at) }
    case 'decision.opened': {
      const { step, revision, question, against, deadline, due, rival } = body
      return {
        status: 'open',
        step,
        revision,
        question,
        against,
        deadline: timestamp(deadline),
        due_hard: due.hard,
        rival: rival?.id,
        rival_run: rival?.run_id,
        opened_at: timestamp(at),
        team: team(step),
      }
    }
    case 'decision.revised':
      return { revision: body.revision }
    case 'decision.extended':
      return { deadline: timestamp(body.deadline) }
    case 'decision.reminded':
      return { reminded: body.rung, reminded_to: body.to }
    case 'decision.passed':
      return body.to.kind === 'nobody' ? {} : { passed_to: body.to.id }
    case 'decision.joined':
      return {}
    case 'decision.corrected':
      return {
        corrected_at: timestamp(at),
        corrected_by: body.by,
        corrected_reason: body.reason_code,
        severity: body.severity,
      }
    case 'outcome.learned':
      return {
        outcome: body.outcome,
        outcome_at: timestamp(at),
        outcome_wrong: body.wrong,
        severity: body.wrong ? body.severity : undefined,
      }
    case 'audit.answered':
      return { audit: body.found, audited_at: timestamp(at), severity: body.severity ?? undefined }
    case 'decision.expired':
      return { status: 'expired', closed_at: timestamp(at) }
    case 'decision.superseded':
      return { status: 'superseded', closed_at: timestamp(at) }
    case 'verdict.given':
      return body.status === 'open' ? {} : verdict(body, at)
    default:
      return body satisfies never
  }
}

function proposal(body: EventOf<'step.completed'> | EventOf<'step.previewed'>): RowOf<typeof decisionColumns> {
  const { step, agent, version, source, decision, confidence, amount, fingerprint, departs, fallback, gate } = body
  const { audit } = body
  return {
    ...(audit ? { p_audit: audit.p_random, p_targeted: audit.p_targeted, audit_drawn: audit.drawn } : {}),
    step,
    agent,
    version,
    source,
    action: decision,
    confidence,
    fingerprint,
    departs,
    cluster: clusterOf(body),
    amount: amount?.amount,
    currency: amount?.currency,
    fallback: fallback?.used,
    segment: gate.scope.segment,
    answer: gate.answer,
    level: gate.level,
    p_ask: gate.p_ask,
    must_ask: gate.must_ask,
    four_eyes: gate.four_eyes,
  }
}

function verdict(body: EventOf<'verdict.given'>, at: number): RowOf<typeof decisionColumns> {
  const { status, kind, by, latency_ms, evidence_opened, carried, reason_code, fingerprint, weight } = body
  return {
    status,
    verdict: kind,
    verdict_by: by,
    latency_ms,
    evidence_opened,
    carried,
    reason_code,
    // A wish for another version executes nothing.
    executed: kind === 'request_changes' ? null : fingerprint,
    weight,
    on_behalf_of: body.on_behalf_of,
    bulk: body.bulk,
    closed_at: timestamp(at),
  }
}
