// The statements of one batch, in the order that keeps locks in order: entities, existing runs, new runs, then everything else.
import type { Tx } from '../db.ts'
import type { AppendResult } from '../ledger.ts'
import { timestamp } from '../row-set.ts'
import { compareAndSet, type VersionChange } from '../sql/compare-and-set.ts'
import { consumeInbox } from '../sql/consume-inbox.ts'
import { handOverParked } from '../sql/hand-over-parked.ts'
import { standingOn } from '../sql/in-the-way.ts'
import { insertCosts } from '../sql/insert-costs.ts'
import { insertEvents } from '../sql/insert-events.ts'
import { insertRefs } from '../sql/insert-refs.ts'
import { insertRuns } from '../sql/insert-runs.ts'
import { ensureEntities, lockEntities } from '../sql/lock-entities.ts'
import { upsertActions } from '../sql/upsert-actions.ts'
import { upsertCards } from '../sql/upsert-cards.ts'
import { upsertChecks } from '../sql/upsert-checks.ts'
import { upsertDecisions } from '../sql/upsert-decisions.ts'
import { storableRefs } from '../storable.ts'
import type { PreparedAppend } from './prepare.ts'
import { contradiction } from './starting-guard.ts'

export type Written = {
  /** In the order of the batch. */
  results: AppendResult[]
  /** What was written, children included: their events are to be published and their facts remembered once committed. */
  written: PreparedAppend[]
}

/** Every run appears at most once in a batch, and every entity on which something starts. */
export async function writeAppends(tx: Tx, batch: readonly PreparedAppend[], now: number): Promise<Written> {
  const blocked = await guard(tx, batch, now)
  const open = batch.filter((prepared) => !blocked.has(prepared))
  const existing = open.filter((prepared) => !prepared.received)
  const mayExist = [...open.filter((prepared) => prepared.received), ...open.flatMap((prepared) => prepared.children)]
  const moved = await compareAndSet(
    tx,
    existing.map((prepared) => versionChange(prepared, now)),
    { alsoLock: mayExist.map(runIdOf), now },
  )
  const created = await insertRuns(
    tx,
    open.filter((prepared) => prepared.received),
  )
  const won = open.filter((prepared) => moved.has(runIdOf(prepared)) || created.has(runIdOf(prepared)))
  const children = won.flatMap((prepared) => prepared.children)
  const born = await insertRuns(tx, children)
  const written = [...won, ...children.filter((child) => born.has(runIdOf(child)))]
  await writeRows(tx, written, now)
  await handOverParked(
    tx,
    won.filter(startsEntity).map(({ append }) => append),
    now,
  )
  const wonRuns = new Set(won)
  return { results: batch.map((prepared) => blocked.get(prepared) ?? resultOf(prepared, wonRuns)), written }
}

/** Locks the entities concerned. Returns the appends that start something another run stands against. */
async function guard(
  tx: Tx,
  batch: readonly PreparedAppend[],
  now: number,
): Promise<Map<PreparedAppend, AppendResult>> {
  const starting = batch.filter((prepared) => prepared.starting.length > 0)
  const starts = batch.filter(startsEntity)
  await ensureEntities(
    tx,
    starts.map(({ append }) => append),
    now,
  )
  await lockEntities(
    tx,
    [...starting, ...starts].map(({ append }) => append.entity_id),
  )
  if (starting.length === 0) return new Map()
  const standing = await standingOn(
    tx,
    starting.map(({ append }) => append.entity_id),
  )
  return new Map(
    starting.flatMap((prepared) => {
      const against = contradiction({ ...prepared.append, starting: prepared.starting }, standing)
      return against ? [[prepared, against] as const] : []
    }),
  )
}

async function writeRows(tx: Tx, written: readonly PreparedAppend[], now: number): Promise<void> {
  await insertEvents(
    tx,
    written.flatMap(({ events }) => events),
  )
  await upsertDecisions(
    tx,
    written.flatMap(({ rows }) => rows.decisions),
  )
  await upsertActions(
    tx,
    written.flatMap(({ rows }) => rows.actions),
  )
  await upsertCards(
    tx,
    written.flatMap(({ rows }) => rows.cards),
  )
  await insertCosts(
    tx,
    written.flatMap(({ rows }) => rows.costs),
  )
  await upsertChecks(
    tx,
    written.flatMap(({ rows }) => rows.checks),
  )
  await insertRefs(
    tx,
    written.flatMap(({ append, received }) => refsOf(append, received)),
  )
  await consumeInbox(
    tx,
    written.map(({ append }) => ({ run_id: append.run_id, deliveries: consumedBy(append) })),
    now,
  )
}

function versionChange({ append, facts, events }: PreparedAppend, now: number): VersionChange {
  const { run_id, expected_version, row } = append
  const { status, waiting_on } = row
  return {
    run_id,
    expected: expected_version,
    version: facts.version,
    head: facts.head,
    status,
    waiting_on,
    wake_at: timestamp(row.wake_at),
    consumed: consumedBy(append).length,
    at: events.at(-1)?.wire.timestamp ?? timestamp(now),
  }
}

function consumedBy(append: PreparedAppend['append']): string[] {
  return [...new Set(append.consumed)]
}

/** A run's own number finds it even where the caller gave no refs. */
function refsOf({ refs, entity_id }: PreparedAppend['append'], received: PreparedAppend['received']) {
  const own =
    received && !received.parent && received.number ? [{ kind: 'number' as const, value: received.number }] : []
  return [...refs, ...storableRefs(own)].map((ref) => ({ ...ref, entity_id }))
}

function startsEntity({ received }: PreparedAppend): boolean {
  return received !== null && received.parent === null
}

function runIdOf({ append }: PreparedAppend): string {
  return append.run_id
}

function resultOf(prepared: PreparedAppend, won: ReadonlySet<PreparedAppend>): AppendResult {
  return won.has(prepared) ? { status: 'appended', version: prepared.facts.version } : { status: 'conflict' }
}
