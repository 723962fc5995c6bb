// A desk whose record a test writes by hand: it says how a run's card should look, and the surface makes it so.
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { ANA, createDesk, type Desk, type DeskOptions } from './desk.ts'
import { RUN_ID } from './sample-states.ts'

export type CardsDesk = {
  desk: Desk
  ana: Reviewer
  /** The record says that this run's card should look like this. */
  want(state: RunState, runId?: string): void
}

export async function openCardsDesk(options: DeskOptions = {}): Promise<CardsDesk> {
  const states = new Map<string, RunState>()
  const desk = await createDesk({ ...options, engine: { state: async (id) => states.get(id) ?? null } })
  return {
    desk,
    ana: createReviewer(desk.slack, ANA),
    want(state, runId = RUN_ID) {
      states.set(runId, { ...state, run_id: runId })
      desk.cards.want(runId, { question: state.question, version: state.version })
    },
  }
}

export const runId = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`
