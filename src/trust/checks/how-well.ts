// How well people check, all of them together: what they catch, what they turn down wrongly, whether they agree when they have not
// seen the answer. People are shown totals only, and of no fewer than three: one's own figures are one's own (`/countersign me`). Pure.
import { ac1, type TwoByTwo } from '../../autonomy/agreement.ts'
import { binomialAtMost } from '../../autonomy/binomial.ts'
import { catchRateBound } from '../../autonomy/catch-rate.ts'
import { mcnemar } from '../../autonomy/mcnemar.ts'
import { DELTA } from '../../autonomy/threshold.ts'
import type { CheckCount } from '../../ledger/checks.ts'

export type Caught = { shown: number; caught: number }

export type HowWell = {
  /** People who answered checks. */
  people: number
  /** Known-wrong cases, and by how they were made: a stratum each. */
  seeds: Caught & { at_least: number; strata: (Caught & { source: string })[] }
  /** Known-right cases that were not approved. */
  turned_down: { shown: number; wrongly: number }
  /** First answers (approved or not) by second ones that had not seen the agent's (the same or not). */
  doubles: TwoByTwo & { asked: number; ac1: number | null }
  /** How much more often people approve what they see than they would have done the same; null without second opinions. */
  gap: number | null
  warnings: Warning[]
}

/**
 * rubber_stamp: the gap is large, beyond chance. disagrees: second opinions say that less is caught than the seeds do.
 * easy_seeds: nearly all known-wrong cases are caught, of every kind: they may be easier than real errors.
 */
export type Warning = 'rubber_stamp' | 'disagrees' | 'easy_seeds'

/** Fewer cases are no reason to warn. */
const ENOUGH = 20
const LARGE_GAP = 0.1
const TOO_EASY = 0.95
/** Of a total of two, each could take away their own and be left with the other's. */
const PEOPLE = 3

/**
 * What people may be shown of answers: each kind only where it is of enough people, and so is the `rest` of all, for whoever takes one
 * from the other. Known-wrong cases are told apart by how they were made where that holds of each.
 */
export function showable(rows: readonly CheckCount[], rest: readonly CheckCount[] = []): CheckCount[] {
  return partsBy('kind', rows, rest).flatMap((part) => {
    if (!isOfMany(part)) return []
    return partsBy('source', part.rows, part.rest).every(isOfMany)
      ? part.rows
      : part.rows.map((row) => ({ ...row, source: 'any' }))
  })
}

type Part = { rows: CheckCount[]; rest: CheckCount[] }

function partsBy(key: 'kind' | 'source', rows: readonly CheckCount[], rest: readonly CheckCount[]): Part[] {
  return [...new Set(rows.map((row) => row[key]))].map((value) => ({
    rows: rows.filter((row) => row[key] === value),
    rest: rest.filter((row) => row[key] === value),
  }))
}

function isOfMany({ rows, rest }: Part): boolean {
  return peopleOf(rows) >= PEOPLE && (rest.length === 0 || peopleOf(rest) >= PEOPLE)
}

function peopleOf(rows: readonly CheckCount[]): number {
  return new Set(rows.flatMap(({ reviewers }) => reviewers)).size
}

/** Of everybody who answered, few as they may be: for people, `showable` comes first. Null while nobody did. */
export function howWell(rows: readonly CheckCount[]): HowWell | null {
  const people = peopleOf(rows)
  if (people === 0) return null
  const wrong = rows.filter(({ kind }) => kind === 'known_wrong')
  const right = caughtOf(rows.filter(({ kind }) => kind === 'known_right'))
  const seeds = caughtOf(wrong)
  const strata = [...new Set(wrong.map(({ source }) => source))]
    .sort()
    .map((source) => ({ source, ...caughtOf(wrong.filter((row) => row.source === source)) }))
  const doubles = doublesOf(rows.filter(({ kind }) => kind === 'double'))
  const asked = doubles.both + doubles.first + doubles.second + doubles.neither
  const gap = asked === 0 ? null : (doubles.first - doubles.second) / asked
  const at_least = catchRateBound(seeds)
  return {
    people,
    seeds: { ...seeds, at_least, strata },
    turned_down: { shown: right.shown, wrongly: right.shown - right.caught },
    doubles: { ...doubles, asked, ac1: ac1(doubles) },
    gap,
    warnings: [
      ...(isRubberStamp(doubles, asked, gap) ? (['rubber_stamp'] as const) : []),
      ...(disagrees(doubles, asked, at_least) ? (['disagrees'] as const) : []),
      ...(isEasy(strata) ? (['easy_seeds'] as const) : []),
    ],
  }
}

function caughtOf(rows: readonly CheckCount[]): Caught {
  const sum = (of: readonly CheckCount[]): number => of.reduce((total, { count }) => total + count, 0)
  return { shown: sum(rows), caught: sum(rows.filter(({ caught }) => caught)) }
}

function doublesOf(rows: readonly CheckCount[]): TwoByTwo {
  const of = (approved: boolean, same: boolean): number =>
    caughtOf(rows.filter((row) => row.approved === approved && row.caught === same)).shown
  return { both: of(true, true), first: of(true, false), second: of(false, true), neither: of(false, false) }
}

/** Large, and not what coins would do (McNemar, on the cases where the two differ). */
function isRubberStamp({ first, second }: TwoByTwo, asked: number, gap: number | null): boolean {
  return asked >= ENOUGH && gap !== null && gap >= LARGE_GAP && mcnemar({ lost: second, won: first }) <= DELTA
}

/** Of what nobody would have done unseen, so few were stopped that the seeds' own bound can hardly be true. */
function disagrees({ first, neither }: TwoByTwo, asked: number, at_least: number): boolean {
  return asked >= ENOUGH && binomialAtMost(neither, first + neither, at_least) <= DELTA
}

/** Enough of every kind, and hardly one missed of any. */
function isEasy(strata: readonly Caught[]): boolean {
  const known = strata.filter(({ shown }) => shown >= ENOUGH)
  return known.length > 0 && known.every(({ shown, caught }) => caught / shown >= TOO_EASY)
}
