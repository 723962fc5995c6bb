// What windows read: runs as they are now, and the words for them. One place, so that every window says the same.

import { AppError } from '../../contracts/app-error.ts'
import { type Clock, SECOND } from '../../contracts/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { RunState } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import type { People } from '../people.ts'

/** A window may wait this long for its content; a form that is being submitted may not. */
const PATIENCE_MS = 10 * SECOND

export type Reading = {
  /** The run, or an AppError when the record has none by this id or takes longer than `withinMs`. */
  run(runId: string, withinMs?: number): Promise<RunState>
  ledger: Pick<Ledger, 'load' | 'queries' | 'checks'> & { cards: Pick<Ledger['cards'], 'byMessage'> }
  people: Pick<People, 'decidingRole'>
  /** For words about runs as of now. */
  context(): CardContext
  clock: Clock
}

export function createReading(parts: {
  engine: Pick<Engine, 'state'>
  ledger: Reading['ledger']
  people: Pick<People, 'decidingRole'>
  context: Omit<CardContext, 'now'>
  clock: Clock
}): Reading {
  const { engine, ledger, people, context, clock } = parts
  return {
    ledger,
    people,
    clock,
    context: () => ({ ...context, now: clock() }),
    async run(runId, withinMs = PATIENCE_MS) {
      const state = await within(engine.state(runId), withinMs)
      if (!state) throw new AppError('record.no_run', 'the record has no such run')
      return state
    },
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('record.slow', 'the record did not answer in time')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
