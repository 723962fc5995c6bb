// "Evidence": what the agent saw, to people with a role only, because it holds customers' data. Opening it is recorded.
import type { ModalView } from '@slack/web-api'
import { z } from 'zod'
import { evidenceModal } from '../../../blocks/evidence-modal.ts'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import { cardTitle } from '../../../blocks/run-card.ts'
import type { DecisionTarget } from '../../../blocks/target.ts'
import { ObservedFact } from '../../contracts/fact.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import { earlierDecisions } from '../../workflow/ahead.ts'
import type { DecisionState, RunState } from '../../workflow/state.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import type { Reading } from './reading.ts'

const Facts = z.record(z.string(), z.unknown())

export async function loadEvidence(reading: Reading, target: DecisionTarget, userId: string): Promise<ModalView> {
  if ((await reading.people.decidingRole(userId)) === null)
    return noticeModal('Evidence', [
      "✋ Evidence holds customers' data: it is shown to people with a role. An admin gives them in the Home tab.",
    ])
  const state = await reading.run(target.run)
  const decision = state.decisions[target.decision]
  if (!decision) return noticeModal('Evidence', ['The record has no such decision.'])
  await reading.ledger.queries.noteEvidenceOpened(decision.decision_id, userId, reading.clock())
  return evidenceModal(evidenceOf(state, decision, cardTitle(cardDataOf(state, reading.context()))))
}

function evidenceOf(state: RunState, { record, params }: DecisionState, title: string) {
  const { [record.step]: _own, ...earlier } = earlierDecisions(state)
  return {
    title,
    action: record.decision,
    params,
    agent: record.agent,
    version: record.version,
    at: record.at,
    model: record.source === 'model' ? 'by a model' : `by ${record.source}`,
    order: (state.order ?? 'erased from the record') as Json,
    earlier: earlier as JsonObject,
    facts: Object.entries(Facts.parse(record.input)).map(([name, value]) => factOf(name, value)),
    flags: record.flags,
    fingerprint: record.fingerprint,
    input_hash: record.input_hash,
  }
}

function factOf(name: string, seen: unknown): { name: string; value: Json; observed_at: number | null } {
  const fact = ObservedFact.safeParse(seen)
  return fact.success ? { name, ...fact.data } : { name, value: seen as Json, observed_at: null }
}
