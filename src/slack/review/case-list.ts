// The cases one person may decide, one per run, most urgent first: read from the record at most twice a second for everybody.
import type { Clock } from '../../contracts/clock.ts'
import { type RateTable, usdCents } from '../../contracts/money.ts'
import { type Asker, mayDecide } from '../../gate/may-decide.ts'
import type { Cases, OpenCase } from '../../ledger/cases.ts'
import type { Claim, Claims } from '../../ledger/claims.ts'
import type { People } from '../people.ts'
import { type Facts, readFilter, type Test } from './filter.ts'
import { type Urgent, urgentOf } from './urgent.ts'

/** Questions, of which a run may have several. More than this nobody reviews by hand; the most urgent are kept. */
const LOOKED_THROUGH = 20_000
const FRESH_MS = 500
const MINUTE = 60_000

export type CaseList = {
  /** In order, without those somebody else has claimed. */
  cases: OpenCase[]
  urgent: Urgent
  /** Other people's claims on cases that would be here. */
  claimed: Claim[]
  /** Cases alike for the same reason, two or more, by cluster. */
  alike: ReadonlyMap<string, OpenCase[]>
  /** Cases of this person that the filter leaves out. */
  others: number
}

export type Listing = { status: 'ok'; list: CaseList } | { status: 'unknown'; words: string[] }

export type CaseLists = {
  list(user: string, filter: string): Promise<Listing>
  /** The next list is read anew: something was answered that may still be on the last one. */
  changed(): void
}

export function createCaseLists(parts: {
  cases: Pick<Cases, 'open' | 'looks'>
  claims: Pick<Claims, 'standing'>
  people: Pick<People, 'asker'>
  rates: RateTable
  agents: readonly string[]
  actions: readonly string[]
  clock: Clock
}): CaseLists {
  const { cases, claims, people, rates, agents, actions, clock } = parts
  let known: { at: number; rows: Promise<readonly OpenCase[]> } | null = null

  function open(): Promise<readonly OpenCase[]> {
    const now = clock()
    if (known && now - known.at < FRESH_MS && now >= known.at) return known.rows
    const both = Promise.all([cases.open(LOOKED_THROUGH), cases.looks(LOOKED_THROUGH)])
    const rows = both.then(([questions, looks]) => [...questions, ...looks])
    const asked = { at: now, rows }
    known = asked
    rows.catch(() => {
      if (known === asked) known = null
    })
    return rows
  }

  return {
    changed() {
      known = null
    },
    async list(user, text) {
      const now = clock()
      const [rows, standing, asker] = await Promise.all([open(), claims.standing(now), people.asker(user)])
      const filter = readFilter(text, { agents, actions, cases: rows })
      if (filter.status === 'unknown') return filter
      return { status: 'ok', list: listed({ rows, standing, asker, test: filter.test, rates, now }) }
    },
  }
}

function listed({
  rows,
  standing,
  asker,
  test,
  rates,
  now,
}: {
  rows: readonly OpenCase[]
  standing: readonly Claim[]
  asker: Asker
  test: Test
  rates: RateTable
  now: number
}): CaseList {
  const able = rows.filter(
    ({ action, amount, deadline, look }) =>
      deadline > now &&
      look?.not_by !== asker.by &&
      mayDecide({ ...asker, action: look ? null : action, amount, rates, requestedBy: null }).allowed,
  )
  const urgent = urgentOf(able, now)
  const alike = clusters(able)
  const own = new Set(standing.filter(({ by }) => by === asker.by).map(({ run_id }) => run_id))
  const facts: Facts = {
    user: asker.by,
    claimed: own,
    isUrgent: urgent.isUrgent,
    largest: largestOf(alike),
    rates,
  }
  const wanted = onePerRun(able.filter((one) => test(one, facts)))
  const others = new Map(standing.filter(({ by }) => by !== asker.by).map((claim) => [claim.run_id, claim]))
  return {
    cases: wanted.filter(({ run_id }) => !others.has(run_id)).sort(inOrder(rates)),
    urgent: urgentOf(wanted, now),
    claimed: wanted.flatMap(({ run_id }) => others.get(run_id) ?? []),
    alike,
    others: onePerRun(able).length - wanted.length,
  }
}

export function clusters(cases: readonly OpenCase[]): Map<string, OpenCase[]> {
  const found = new Map<string, OpenCase[]>()
  for (const one of cases) {
    // Practice is no evidence, and two people must each look for themselves.
    if (one.cluster === null || one.kind !== 'live' || one.needs_two) continue
    const same = found.get(one.cluster)
    if (same) same.push(one)
    else found.set(one.cluster, [one])
  }
  for (const [cluster, same] of found) if (same.length < 2) found.delete(cluster)
  return found
}

export function largestOf(alike: ReadonlyMap<string, readonly OpenCase[]>): string | null {
  const [first] = [...alike].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  return first?.[0] ?? null
}

/** A run asks one question at a time; the most urgent one stands for it. */
function onePerRun(cases: readonly OpenCase[]): OpenCase[] {
  const first = new Map<string, OpenCase>()
  for (const one of cases) if (!first.has(one.run_id)) first.set(one.run_id, one)
  return [...first.values()]
}

/** By the minute of the deadline, then by what is at stake, then by age. Practice last. */
function inOrder(rates: RateTable): (a: OpenCase, b: OpenCase) => number {
  const stake = ({ amount }: OpenCase): number => (amount ? (usdCents(amount, rates) ?? Number.MAX_VALUE) : 0)
  const minute = ({ deadline }: OpenCase): number => Math.floor(deadline / MINUTE)
  return (a, b) =>
    Number(a.kind === 'practice') - Number(b.kind === 'practice') ||
    minute(a) - minute(b) ||
    stake(b) - stake(a) ||
    a.deadline - b.deadline ||
    (a.decision_id < b.decision_id ? -1 : 1)
}
