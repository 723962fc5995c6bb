// What a version was given for one past decision, exactly as it was: put together again from the run's own events, and believed only
// when its hash is the one the record kept. Pure.
import type { AnyAgent, Wish } from '../../contracts/agent.ts'
import type { ObservedFact } from '../../contracts/fact.ts'
import { ObservedFact as Fact } from '../../contracts/fact.ts'
import { contentHash, type Json, type JsonObject } from '../../contracts/json.ts'
import type { Order } from '../../contracts/order.ts'
import type { StoredRun } from '../../ledger/ledger.ts'
import { earlierDecisions } from '../../workflow/ahead.ts'
import { evolve } from '../../workflow/evolve.ts'
import { initialState, type RunState, type StepRecord } from '../../workflow/state.ts'

export type Frozen = {
  run_id: string
  decision_id: string
  number: string
  /** When it was judged. */
  at: number
  record: StepRecord
  order: Order
  facts: Record<string, ObservedFact>
  /** What the run itself can hand over, as it stood then. */
  own: { order: Json; decisions: Json; request: Json }
  feedback: Wish[]
}

/** What the run hands over besides facts; an agent reads some of it. */
const OWN = ['order', 'decisions', 'request'] as const
/** Agents of one round are asked together and recorded one after the other: the state they saw lies a few events back. */
const LOOK_BACK = 64

/** Null where the record does not hold it as it was: the person was erased, or the run was changed by something it does not tell. */
export function frozenAt(stored: StoredRun, decisionId: string): Frozen | null {
  const judged = stored.events.findLastIndex(
    ({ body }) => (body.type === 'step.completed' || body.type === 'step.previewed') && body.decision_id === decisionId,
  )
  if (judged === -1) return null
  const states = [initialState(stored)]
  for (const event of stored.events.slice(0, judged + 1)) states.push(evolve(states.at(-1) as RunState, event))
  const after = states.at(-1)
  const record = recordIn(after, decisionId)
  if (!after || !record) return null
  const facts = factsOf(record)
  if (Object.keys(facts).length !== Object.keys(record.input).length) return null
  for (let at = judged; at >= Math.max(0, judged - LOOK_BACK); at -= 1) {
    const state = states[at]
    if (!state?.order) continue
    const own = ownOf(state)
    if (!readings(own, facts).some((input) => contentHash(input) === record.input_hash)) continue
    const feedback = (state.steps[record.step]?.feedback ?? []).map(({ note, draft }) => ({ note, draft }))
    const { run_id, number } = after
    return { run_id, decision_id: decisionId, number, at: record.at, record, order: state.order, facts, own, feedback }
  }
  return null
}

/** What another version would have been given; `because` when it reads something nobody wrote down then. */
export function inputFor(
  agent: Pick<AnyAgent, 'reads'>,
  { own, facts }: Pick<Frozen, 'own' | 'facts'>,
): { status: 'ready'; input: JsonObject } | { status: 'unknown'; because: string } {
  const input: Record<string, Json> = {}
  for (const name of Object.keys(agent.reads)) {
    const value = name in own ? own[name as keyof typeof own] : facts[name]?.value
    if (value === undefined)
      return { status: 'unknown', because: `it reads ${name.replaceAll('_', ' ')}, which was not read then` }
    input[name] = value
  }
  return { status: 'ready', input }
}

function recordIn(state: RunState | undefined, decisionId: string): StepRecord | null {
  const records = Object.values(state?.steps ?? {}).flatMap(({ record, ahead }) => [record, ahead])
  return records.find((record) => record?.decision_id === decisionId) ?? null
}

function ownOf(state: RunState): Frozen['own'] {
  return { order: state.order as Json, decisions: earlierDecisions(state) as Json, request: state.request as Json }
}

/** Every way the facts may have been handed over: which of the run's own parts the version read is not recorded, only their hash is. */
function readings(own: Frozen['own'], facts: Frozen['facts']): JsonObject[] {
  const values = Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]))
  return Array.from({ length: 2 ** OWN.length }, (_, mask) => ({
    ...values,
    ...Object.fromEntries(OWN.filter((_name, bit) => (mask >> bit) % 2 === 1).map((name) => [name, own[name]])),
  }))
}

function factsOf({ input }: StepRecord): Record<string, ObservedFact> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const fact = Fact.safeParse(value)
      return fact.success ? [[name, fact.data] as const] : []
    }),
  )
}
