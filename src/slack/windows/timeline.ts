// An order's timeline: all runs of one order, from the record's own events.
import type { ModalView } from '@slack/web-api'
import { type TimelineData, timelineModal } from '../../../blocks/order-timeline.ts'
import type { RunTarget } from '../../../blocks/target.ts'
import { orderTimeline } from '../../reports/order-timeline.ts'
import type { Reading } from './reading.ts'

/** Runs of one order that are shown together, newest first. */
const RUNS = 20

export async function loadTimeline(reading: Reading, { run }: RunTarget): Promise<ModalView> {
  const { entity_id } = await reading.run(run)
  return timelineModal(await timelineOf(reading, { entityId: entity_id, run }))
}

export async function timelineOf(
  reading: Reading,
  { entityId, run }: { entityId: string; run: string },
): Promise<TimelineData> {
  const { queries } = reading.ledger
  const found = await queries.findRuns({ kind: 'any', value: entityId }, RUNS)
  const known = new Map(found.map((each) => [each.run_id, each.kind]))
  const stored = await reading.ledger.load([...new Set([...known.keys(), run])], 'read')
  const runs = stored
    .filter(({ entity_id }) => entity_id === entityId)
    .map(({ run_id, events }) => ({ run_id, kind: known.get(run_id) ?? ('live' as const), events }))
  const { number, total, practice, entries } = orderTimeline(runs)
  return { subject: { number, total, market: null }, practice, run, entries }
}
