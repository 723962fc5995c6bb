// An order's timeline: all runs of one order, from the record's own events.
import type { ModalView } from '@slack/web-api'
import { type TimelineData, timelineModal } from '../../../blocks/order-timeline.ts'
import type { RunTarget } from '../../../blocks/target.ts'
import { orderTimeline } from '../../reports/order-timeline.ts'
import { timelineStrip } from '../../reports/timeline-strip.ts'
import type { Reading } from './reading.ts'

/** Runs of one order that are shown together, newest first. */
const RUNS = 20

export async function loadTimeline(reading: Reading, { run }: RunTarget, userId: string): Promise<ModalView> {
  const { entity_id } = await reading.run(run)
  return timelineModal(await timelineOf(reading, { entityId: entity_id, run, userId }))
}

/** What people wrote is told to people with a role, as evidence is shown to them; to everybody together (`userId` null) it is not. */
export async function timelineOf(
  reading: Reading,
  { entityId, run, userId }: { entityId: string; run: string; userId: string | null },
): Promise<TimelineData> {
  const { queries } = reading.ledger
  const found = await queries.findRuns({ kind: 'any', value: entityId }, RUNS)
  const known = new Map(found.map((each) => [each.run_id, each.kind]))
  const stored = await reading.ledger.load([...new Set([...known.keys(), run])], 'read')
  const runs = stored
    .filter(({ entity_id }) => entity_id === entityId)
    .map(({ run_id, events }) => ({ run_id, kind: known.get(run_id) ?? ('live' as const), events }))
  const { number, total, kind, entries } = orderTimeline(runs, {
    words: userId !== null && (await reading.people.decidingRole(userId)) !== null,
  })
  return { subject: { number, total, market: null }, kind, run, strip: timelineStrip(runs, reading.clock()), entries }
}
