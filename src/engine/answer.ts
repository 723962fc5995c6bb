// A person's answer: who may is asked now, what it counts as is ruled, and it is durable before anybody is told so.
import { AppError } from '../contracts/app-error.ts'
import type { VerdictRequest, Weight } from '../contracts/verdict.ts'
import { PACE_WINDOWS, weightOf } from '../gate/pace.ts'
import type { StoredRun } from '../ledger/ledger.ts'
import { ruleVerdict } from '../workflow/rule-verdict.ts'
import type { DecisionState, RunState } from '../workflow/state.ts'
import { checkEdit } from './check-edit.ts'
import { commit } from './commit.ts'
import type { Answer } from './engine.ts'
import type { EngineParts } from './parts.ts'
import { permissionFor } from './permission.ts'
import { applyInput, openSession, type Session } from './session.ts'

const MAX_TRIES = 20

export function createAnswer(parts: EngineParts): (request: VerdictRequest) => Promise<Answer> {
  return async (request) => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const [stored] = await parts.ledger.load([request.run_id], 'verdict')
      if (!stored) return { outcome: 'unknown' }
      const answer = await answerOnce(request, stored)
      if (answer !== 'conflict') return answer
    }
    throw new AppError('record.busy', 'the order kept changing while the answer was being recorded')
  }

  async function answerOnce(request: VerdictRequest, stored: StoredRun): Promise<Answer | 'conflict'> {
    const session = openSession(stored)
    const { state } = session
    const ruling = ruleVerdict(request, state)
    if (ruling.ruling === 'unknown') return { outcome: 'unknown' }
    if (ruling.ruling !== 'counts') return { outcome: ruling.ruling, ruling, state }
    const permission = await permissionFor(parts, state, {
      by: request.by,
      kind: request.kind,
      decision: ruling.decision,
    })
    if (!permission.allowed) return { outcome: 'forbidden', because: permission.because, who: permission.who, state }
    const evidence_opened = await parts.ledger.queries.evidenceOpened(request.decision_id, request.by)
    const weight = await weigh(request, ruling.decision)
    const answer = checked(request, state, ruling.decision)
    const on_behalf_of = permission.for
    applyInput(session, { type: 'verdict', request: answer, evidence_opened, weight, on_behalf_of }, parts.clock())
    const result = await commit(parts, session, { lane: 'verdict' })
    if (result.status === 'refused') throw new AppError('record.refused', result.because)
    if (result.status !== 'appended') return 'conflict'
    await parts.jobs.hint('advance', [request.run_id])
    const { decision_id, kind } = request
    return { outcome: 'counted', decision_id, kind, status: ruling.status, weight, state: session.state }
  }

  async function weigh(request: VerdictRequest, decision: DecisionState): Promise<Weight> {
    const now = parts.clock()
    if (request.kind !== 'approve') return 'evidence'
    const answers = await parts.ledger.queries.answersBy(request.by, {
      minute: now - PACE_WINDOWS.minute,
      hour: now - PACE_WINDOWS.hour,
    })
    return weightOf({
      kind: request.kind,
      latency_ms: now - Math.max(decision.opened_at, request.shown_at ?? 0),
      words: wordsIn(decision),
      lastMinute: answers.minute,
      lastHour: answers.hour,
      limits: parts.paceLimits,
    })
  }

  /** An edited payload must be one that the agent could have proposed before it can become one; the same for every surface. */
  function checked(request: VerdictRequest, state: RunState, { record, params }: DecisionState): VerdictRequest {
    if (request.kind !== 'edit') return request
    const edit = checkEdit({ state, record, before: params, params: request.params ?? {} }, parts)
    if (edit.status === 'ok') return { ...request, params: edit.params }
    const because = edit.problems
      .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
      .join(' ')
    throw new AppError('verdict.params', `Nothing was decided: these values cannot be used. ${because}`)
  }
}

/** What a person has to read of a case, in words. */
function wordsIn({ record, reasons }: DecisionState): number {
  const texts = [...record.reasons.map(({ text }) => text), ...record.against, ...record.unchecked, ...reasons]
  return texts.join(' ').split(/\s+/).filter(Boolean).length
}

/** Applies a small input to a run through the verdict lane; null when the run is unknown, `changed` false when it gave rise to nothing. */
export async function applyOnce(
  parts: EngineParts,
  runId: string,
  input: (session: Session) => Promise<void> | void,
): Promise<{ changed: boolean; state: RunState } | null> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const [stored] = await parts.ledger.load([runId], 'verdict')
    if (!stored) return null
    const session = openSession(stored)
    await input(session)
    if (session.pending.length === 0) return { changed: false, state: session.state }
    const result = await commit(parts, session, { lane: 'verdict' })
    if (result.status === 'refused') throw new AppError('record.refused', result.because)
    if (result.status === 'appended') {
      await parts.jobs.hint('advance', [runId])
      return { changed: true, state: session.state }
    }
  }
  throw new AppError('record.busy', 'the order kept changing while the answer was being recorded')
}
