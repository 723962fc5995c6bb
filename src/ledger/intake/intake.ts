// What adapters made of deliveries, taken in together; one that cannot be stored is set aside and keeps nobody else out.
import { AppError, reasonOf } from '../../contracts/app-error.ts'
import type { Clock } from '../../contracts/clock.ts'
import { type Appender, tryPrepare } from '../append/appender.ts'
import type { Preparation } from '../append/prepare.ts'
import { dataErrorText } from '../data-error.ts'
import type { Db } from '../db.ts'
import { inHalves } from '../halving.ts'
import type { Append, Intake, IntakeResult } from '../ledger.ts'
import { closeDeliveries } from '../sql/open-deliveries.ts'
import { storableText } from '../storable.ts'
import { type IntakeItem, takeIn } from './take-in.ts'

export type IntakeOptions = Preparation & { db: Db; clock: Clock; appender: Pick<Appender, 'committed'> }

/** Results in the order of the items. */
export async function intake(items: readonly Intake[], options: IntakeOptions): Promise<IntakeResult[]> {
  const { db, clock, appender } = options
  const now = clock()

  async function refuse({ key, intake: { delivery } }: IntakeItem, because: string): Promise<IntakeResult> {
    await closeDeliveries(db, [{ key, outcome: 'refused', run_id: null, entity_id: null, because }], now)
    return { delivery, run_id: null, outcome: 'refused' }
  }

  const results = new Map<Intake, IntakeResult>()
  const ready: IntakeItem[] = []
  for (const item of items) {
    const prepared = item.what === 'start' ? tryPrepare(dueNow(item.append, now), null, options) : null
    const entry: IntakeItem = {
      key: storableText(item.delivery),
      intake: item,
      prepared: prepared && 'append' in prepared ? prepared : null,
    }
    if (prepared && 'status' in prepared) results.set(item, await refuse(entry, prepared.because))
    else ready.push(entry)
  }
  try {
    const taken = await inHalves(ready, {
      async attempt(batch) {
        const { results: outcomes, written } = await db.tx('work', (tx) => takeIn(tx, batch, now))
        appender.committed(written)
        return outcomes
      },
      refuse: (item, error) => refuse(item, dataErrorText(error)),
    })
    ready.forEach((entry, index) => {
      const result = taken[index]
      if (result) results.set(entry.intake, result)
    })
  } catch (cause) {
    throw new AppError(
      'record.unavailable',
      `The record did not take ${ready.length} deliveries in: ${reasonOf(cause)}`,
      { cause },
    )
  }
  return items.flatMap((item) => results.get(item) ?? [])
}

/** The sweeper finds a run that has just started, should the hint to work on it get lost. */
function dueNow(append: Append, now: number): Append {
  return {
    ...append,
    expected_version: 0,
    starting: [],
    row: { ...append.row, wake_at: Math.min(append.row.wake_at ?? now, now) },
  }
}
