// One transaction of intake: runs start, signals reach their run or wait for it, deliveries are marked as taken in.

import type { PreparedAppend } from '../append/prepare.ts'
import { writeAppends } from '../append/write-appends.ts'
import type { Tx } from '../db.ts'
import type { Intake, IntakeResult } from '../ledger.ts'
import { timestamp } from '../row-set.ts'
import { deliverSignals, parkSignals, runsOnEntities, type SignalRow } from '../sql/deliver-signals.ts'
import { firstRuns, startKey } from '../sql/first-runs.ts'
import { insertRefs } from '../sql/insert-refs.ts'
import { ensureEntities, lockEntities } from '../sql/lock-entities.ts'
import { closeDeliveries, lockDeliveries } from '../sql/open-deliveries.ts'
import { storable, storableRefs, storableText } from '../storable.ts'

type Start = Extract<Intake, { what: 'start' }>
type SignalItem = Extract<Intake, { what: 'signal' }>

/** An item with its delivery's stored key, and what was prepared for a start. */
export type IntakeItem = { key: string; intake: Intake; prepared: PreparedAppend | null }

export type TakenIn = { results: IntakeResult[]; written: PreparedAppend[] }

export async function takeIn(tx: Tx, items: readonly IntakeItem[], now: number): Promise<TakenIn> {
  const known = new Map(
    (
      await lockDeliveries(
        tx,
        items.map(({ key }) => key),
      )
    ).map((delivery) => [delivery.key, delivery]),
  )
  const outcomes = new Map<IntakeItem, IntakeResult>()
  const settle = (item: IntakeItem, outcome: IntakeResult['outcome'], run_id: string | null = null) =>
    outcomes.set(item, { delivery: item.intake.delivery, run_id, outcome })

  const fresh: IntakeItem[] = []
  for (const item of items) {
    const delivery = known.get(item.key)
    if (!delivery) settle(item, 'refused')
    else if (delivery.taken || fresh.some(({ key }) => key === item.key)) settle(item, 'known', delivery.run_id)
    else fresh.push(item)
  }

  const subjects = fresh.flatMap(({ intake }) => (intake.what === 'ignored' ? [] : [intake]))
  await ensureEntities(tx, subjects, now)
  await lockEntities(
    tx,
    subjects.map(({ entity_id }) => entity_id),
  )
  const written = await start(tx, fresh.filter(isStart), { settle, now })
  await signal(tx, fresh.filter(isSignal), { settle, now })
  for (const item of fresh) if (item.intake.what === 'ignored') settle(item, 'ignored')
  await closeDeliveries(
    tx,
    fresh.map((item) => closed(item, outcomes.get(item))),
    now,
  )
  return {
    results: items.map(
      (item) => outcomes.get(item) ?? { delivery: item.intake.delivery, run_id: null, outcome: 'refused' },
    ),
    written,
  }
}

type Context = { settle(item: IntakeItem, outcome: IntakeResult['outcome'], runId?: string | null): void; now: number }

async function start(
  tx: Tx,
  items: readonly (IntakeItem & { intake: Start })[],
  { settle, now }: Context,
): Promise<PreparedAppend[]> {
  // One run per entity, workflow and kind, whatever id a delivery would give it: senders change what ids are made of.
  const before = await firstRuns(
    tx,
    items.map(({ intake }) => intake.entity_id),
  )
  const first = new Map<string, IntakeItem & { intake: Start }>()
  for (const item of items) {
    const key = keyOf(item)
    if (!before.has(key) && !first.has(key)) first.set(key, item)
  }
  const batch = [...first.values()].flatMap(({ prepared }) => prepared ?? [])
  const { results, written } = await writeAppends(tx, batch, now)
  const started = new Set(batch.filter((_, index) => results[index]?.status === 'appended'))
  for (const item of items) {
    const key = keyOf(item)
    const isNew = first.get(key) === item && item.prepared !== null && started.has(item.prepared)
    const run_id = before.get(key) ?? first.get(key)?.intake.append.run_id ?? item.intake.append.run_id
    settle(item, isNew ? 'started' : 'known', run_id)
  }
  return written
}

async function signal(
  tx: Tx,
  items: readonly (IntakeItem & { intake: SignalItem })[],
  { settle, now }: Context,
): Promise<void> {
  const runs = await runsOnEntities(
    tx,
    items.map(({ intake }) => intake.entity_id),
  )
  const runsOf = ({ intake }: { intake: SignalItem }): string[] => {
    const { listening = [], all = [] } = runs.get(intake.entity_id) ?? {}
    return intake.signal.content['outcome'] === undefined ? listening : all
  }
  const runOf = ({ intake }: { intake: SignalItem }): string | undefined => runs.get(intake.entity_id)?.listening[0]
  await deliverSignals(
    tx,
    items.flatMap((item) => runsOf(item).flatMap((run_id) => rowFor(item, { run_id }))),
    now,
  )
  await parkSignals(
    tx,
    items.flatMap((item) => (runOf(item) ? [] : rowFor(item, { entity_id: item.intake.entity_id }))),
  )
  await insertRefs(
    tx,
    items.flatMap(({ intake }) => storableRefs(intake.refs).map((ref) => ({ ...ref, entity_id: intake.entity_id }))),
  )
  for (const item of items) settle(item, runOf(item) ? 'signalled' : 'parked', runOf(item) ?? null)
}

/** Nothing when the address is missing. */
function rowFor<A extends Record<string, string>>(
  item: IntakeItem & { intake: SignalItem },
  address: { [K in keyof A]: A[K] | undefined },
): (SignalRow & A)[] {
  if (Object.values(address).includes(undefined)) return []
  const { topic, at, content } = item.intake.signal
  return [
    {
      delivery: item.key,
      topic: storableText(topic),
      at: timestamp(at),
      content: storable(content).text,
      ...(address as A),
    },
  ]
}

function closed({ key, intake }: IntakeItem, result: IntakeResult | undefined) {
  return {
    key,
    outcome: result?.outcome ?? 'refused',
    run_id: result?.run_id ?? null,
    entity_id: intake.what === 'ignored' ? null : intake.entity_id,
    because: intake.what === 'ignored' ? storableText(intake.because) : null,
  }
}

function keyOf({ intake: { entity_id, append } }: { intake: Start }): string {
  return startKey({ entity_id, workflow: append.row.workflow, kind: append.row.kind })
}

function isStart(item: IntakeItem): item is IntakeItem & { intake: Start } {
  return item.intake.what === 'start'
}

function isSignal(item: IntakeItem): item is IntakeItem & { intake: SignalItem } {
  return item.intake.what === 'signal'
}
