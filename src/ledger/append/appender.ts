// `append`: prepared while the transaction before it is in flight, then committed with everybody who came at the same time.
import { AppError, reasonOf } from '../../contracts/app-error.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { WireEvent } from '../../contracts/event.ts'
import { dataErrorText } from '../data-error.ts'
import type { Db } from '../db.ts'
import type { Append, AppendResult } from '../ledger.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { type Preparation, type PreparedAppend, prepareAppend } from './prepare.ts'
import type { RunFacts, RunFactsCache } from './run-facts.ts'
import { writeAppends } from './write-appends.ts'

export const MAX_BATCH = 256

export type AppenderOptions = Preparation & {
  db: Db
  clock: Clock
  facts: RunFactsCache
  publish(events: WireEvent[]): void
}

export type Appender = {
  append(append: Append, lane: 'work' | 'verdict'): Promise<AppendResult>
  /** What has to happen once a batch is durable. */
  committed(written: readonly PreparedAppend[]): void
  idle(): Promise<void>
}

export function createAppender(options: AppenderOptions): Appender {
  const { db, clock, facts, publish } = options

  function committed(written: readonly PreparedAppend[]): void {
    for (const prepared of written) facts.remember(prepared.append.run_id, prepared.facts)
    const events = written.flatMap((prepared) => prepared.events.map(({ wire }) => wire))
    if (events.length > 0) publish(events)
  }

  function openLane(lane: 'work' | 'verdict'): GroupCommit<PreparedAppend, AppendResult> {
    return createGroupCommit({
      maxBatch: MAX_BATCH,
      keysOf,
      async attempt(batch) {
        const { results, written } = await db.tx(lane, (tx) => writeAppends(tx, batch, clock()))
        committed(written)
        return results
      },
      refuse: (_prepared, error): AppendResult => ({ status: 'refused', because: dataErrorText(error) }),
    })
  }

  const lanes = { work: openLane('work'), verdict: openLane('verdict') }

  return {
    committed,
    async append(append, lane) {
      try {
        const { run_id, expected_version } = append
        const before = expected_version === 0 ? null : await facts.at(run_id, expected_version, db.lane(lane))
        if (expected_version !== 0 && !before) return { status: 'conflict' }
        const prepared = tryPrepare(append, before, options)
        return 'status' in prepared ? prepared : await lanes[lane].submit(prepared)
      } catch (cause) {
        throw new AppError('record.unavailable', `The record did not confirm an append: ${reasonOf(cause)}`, { cause })
      }
    },
    async idle() {
      await Promise.all([lanes.work.idle(), lanes.verdict.idle()])
    },
  }
}

/** A run may appear once in a batch, and so may an entity on which something starts: the guard reads what is committed. */
function keysOf({ append, starting, children }: PreparedAppend): string[] {
  const runs = [append.run_id, ...children.map((child) => child.append.run_id)]
  return starting.length > 0 ? [...runs, `entity ${append.entity_id}`] : runs
}

/** What cannot be stored is an answer, not an error. */
export function tryPrepare(
  append: Append,
  before: RunFacts | null,
  context: Preparation,
): PreparedAppend | Extract<AppendResult, { status: 'refused' }> {
  try {
    return prepareAppend(append, before, context)
  } catch (error) {
    if (error instanceof AppError && error.code === 'append.unstorable')
      return { status: 'refused', because: error.message }
    if (error instanceof RangeError) return { status: 'refused', because: dataErrorText(error) }
    throw error
  }
}
