// What follows from an edit: the agent that proposed computes the rest of the payload anew, on the facts it saw then.
import type { AnyAgent, Revised } from '../../contracts/agent.ts'
import { AppError } from '../../contracts/app-error.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import { earlierDecisions } from '../../workflow/ahead.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'

export function revisedParams(state: RunState, record: StepRecord, params: JsonObject, agent: AnyAgent): Revised {
  if (!agent.revise) return { status: 'ok', params }
  const read = agent.input.safeParse(inputOf(state, record, agent))
  if (!read.success)
    return {
      status: 'refused',
      field: '',
      message: 'What the agent saw is no longer kept, so a change cannot be checked.',
    }
  try {
    return agent.revise(read.data, params)
  } catch (error) {
    if (error instanceof AppError) return { status: 'refused', field: '', message: `Not possible: ${error.message}.` }
    throw error
  }
}

/** As it was handed over: facts as they were frozen, the order and earlier decisions as the run holds them. */
function inputOf(state: RunState, record: StepRecord, agent: AnyAgent): JsonObject {
  const held: Record<string, unknown> = { order: state.order, decisions: earlierDecisions(state) }
  const given = Object.keys(agent.reads).map((name) => [name, held[name] ?? frozenValue(record.input[name])])
  return Object.fromEntries(given) as JsonObject
}

function frozenValue(fact: Json | undefined): Json {
  return fact !== null && typeof fact === 'object' && !Array.isArray(fact) ? (fact['value'] ?? null) : null
}
