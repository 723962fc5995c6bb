// What is stuck at this moment, gathered from everywhere something can stand still.

import type { Logger } from 'pino'
import { took } from '../../../blocks/kit/took.ts'
import type { StuckData } from '../../../blocks/stuck.ts'
import { type Clock, MINUTE } from '../../contracts/clock.ts'
import type { RateTable } from '../../contracts/money.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { type Expected, isStuck, soonestStuck, stuckReport, type Undecidable } from '../../reports/stuck-report.ts'
import type { People } from '../people.ts'
import { createUndecidable } from './undecidable.ts'

export type StuckNow = {
  /** `minutes`: instead of the expected times; null for those. */
  report(minutes: number | null): Promise<StuckData>
  /** Only how many, without the reasons. */
  count(): Promise<number>
}

export type StuckParts = {
  ledger: Pick<Ledger, 'stuck' | 'cases' | 'load'>
  people: Pick<People, 'inForce' | 'isActive' | 'groupMembers'>
  rates: RateTable
  expected: Expected
  clock: Clock
  log: Logger
}

const LOOKED_THROUGH = 500
/** More than anybody reads; the rest is counted. */
const EXPLAINED = 30
/** What came in is taken in within seconds; a signal may be some minutes ahead of its order. */
const TAKEN_WITHIN_MS = 5 * MINUTE

export function createStuckNow(parts: StuckParts): StuckNow {
  const { ledger, expected, clock, log } = parts
  const undecidable = createUndecidable(parts)

  async function found(minutes: number | null) {
    const now = clock()
    const afterMs = minutes === null ? null : minutes * MINUTE
    const [runs, cards, untaken, cases] = await Promise.all([
      ledger.stuck.runs({ now, olderThan: now - (afterMs ?? soonestStuck()), limit: LOOKED_THROUGH }),
      ledger.stuck.cards(LOOKED_THROUGH),
      ledger.stuck.untaken(now - (afterMs ?? TAKEN_WITHIN_MS)),
      ledger.cases.open(LOOKED_THROUGH),
    ])
    return {
      runs: runs.filter((run) => isStuck(run, { now, expected, afterMs })),
      cards,
      untaken,
      undecidable: await answerable(cases),
    }
  }

  /** Nobody is alarmed because Slack does not say who is there. */
  async function answerable(cases: Awaited<ReturnType<Ledger['cases']['open']>>): Promise<Undecidable[]> {
    try {
      return await undecidable(cases)
    } catch (error) {
      log.warn({ err: error }, 'whether every question can be answered is not known: Slack did not say who is there')
      return []
    }
  }

  return {
    async report(minutes) {
      const all = await found(minutes)
      const ids = all.runs.slice(0, EXPLAINED).map(({ run_id }) => run_id)
      const stored = ids.length === 0 ? [] : await ledger.load(ids, 'read')
      const stories = new Map(stored.map(({ run_id, events }) => [run_id, events]))
      return { items: stuckReport({ ...all, stories }), rule: ruleWords(expected, minutes) }
    },
    async count() {
      const { runs, cards, untaken, undecidable: asked } = await found(null)
      return runs.length + cards.length + untaken.length + asked.length
    },
  }
}

export function ruleWords({ by_workflow }: Expected, minutes: number | null): string {
  if (minutes !== null) return `Everything that has stood still for ${minutes} min or longer.`
  const slowest = Math.max(0, ...Object.values(by_workflow))
  const known = slowest > 0 ? ` (at most ${took(slowest)})` : ''
  return `Stuck is what takes more than twice the time limits of its steps added up${known}, and 2 min at least. \`/stuck 30\` asks for 30 min instead.`
}
