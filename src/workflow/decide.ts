// decide(input, state): the events an input gives rise to. Pure; the engine appends them and carries out what follows.
import type { RunEvent } from '../contracts/event.ts'
import { conclude } from './conclude.ts'
import { decideAction } from './decide-action.ts'
import { decideAround } from './decide-around.ts'
import { decideAsk } from './decide-ask.ts'
import { decideAudit, openAudit } from './decide-audit.ts'
import { decideResults } from './decide-results.ts'
import { decideRevive } from './decide-revive.ts'
import { decideSignal } from './decide-signal.ts'
import { decideTick } from './decide-tick.ts'
import { decideVerdict } from './decide-verdict.ts'
import { decideAnnounce } from './decide-window.ts'
import { evolve } from './evolve.ts'
import type { RunInput } from './input.ts'
import type { RunState } from './state.ts'

export type Decided = { events: RunEvent[]; state: RunState }

/** Events for the input, then whatever follows from them by itself, and the state after both. `now` is epoch milliseconds. */
export function decide(input: RunInput, state: RunState, now: number): Decided {
  return follow(apply(state, eventsFor(input, state, now)), now)
}

function follow(decided: Decided, now: number): Decided {
  const bodies = conclude(decided.state)
  if (bodies.length === 0) return decided
  const next = apply(
    decided.state,
    bodies.map((body) => ({ at: now, body, sealed: null })),
  )
  return follow({ events: [...decided.events, ...next.events], state: next.state }, now)
}

function apply(state: RunState, events: RunEvent[]): Decided {
  return { events, state: events.reduce(evolve, state) }
}

function eventsFor(input: RunInput, state: RunState, now: number): RunEvent[] {
  switch (input.type) {
    case 'receive':
      return state.phase === 'new'
        ? [
            {
              at: now,
              body: { type: 'run.received', ...input.body },
              sealed: {
                order: input.order,
                ...(input.decisions ? { decisions: input.decisions } : {}),
                ...(input.facts ? { facts: input.facts } : {}),
                ...(input.request ? { request: input.request } : {}),
                ...(input.scripted ? { scripted: input.scripted } : {}),
              },
            },
            ...openAudit(input, state, now),
          ]
        : []
    case 'signal':
      return decideSignal(input, state, now)
    case 'results':
      return decideResults(input.results, state, now)
    case 'ask':
      return decideAsk(state, now)
    case 'verdict':
      return decideVerdict(input, state, now)
    case 'start':
    case 'outcome':
    case 'stop':
    case 'undo':
      return decideAction(input, state, now)
    case 'announce':
      return decideAnnounce(input, state, now)
    case 'pass':
    case 'correct':
    case 'give_way':
    case 'free':
    case 'defer':
    case 'join':
      return decideAround(input, state, now)
    case 'look':
      return []
    case 'audit':
    case 'audited':
      return decideAudit(input, state, now)
    case 'tick':
      return decideTick(state, input.outages ?? [], now)
    case 'kill':
      return state.phase === 'open' || state.phase === 'new'
        ? [{ at: now, body: { type: 'run.dead', because: input.because, ref: input.ref }, sealed: null }]
        : []
    case 'revive':
      return decideRevive(input.by, state, now)
    default:
      return input satisfies never
  }
}
