// The cases one person may decide, one per run, most urgent first. What is read and ruled stands for a few seconds: a tap takes its own
// case off it instead of reading all of them anew.
import { type Clock, MINUTE, SECOND } from '../../contracts/clock.ts'
import { type RateTable, usdCents } from '../../contracts/money.ts'
import { type Asker, mayDecide } from '../../gate/may-decide.ts'
import type { Cases, OpenCase } from '../../ledger/cases.ts'
import type { Claim, Claims } from '../../ledger/claims.ts'
import type { People } from '../people.ts'
import { type Facts, readFilter, type Test } from './filter.ts'
import { type Urgent, urgentOf } from './urgent.ts'

/** Questions, of which a run may have several. More than this nobody reviews by hand; the most urgent are kept. */
const LOOKED_THROUGH = 20_000
/** How late something new may be on a list. Whatever is picked from it is looked at as it stands now. */
const FRESH_MS = 5 * SECOND

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
  /** This run is answered, and on no list until they are read anew. */
  answered(runId: string): void
}

/** What somebody may decide of what was read, in order. */
type Able = { cases: OpenCase[]; alike: Map<string, OpenCase[]> }
type Read = { at: number; rows: Promise<readonly OpenCase[]>; able: Map<string, Able>; answered: Set<string> }

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
  let known: Read | null = null

  function read(): Read {
    const now = clock()
    if (known && now - known.at < FRESH_MS && now >= known.at) return known
    const both = Promise.all([cases.open(LOOKED_THROUGH), cases.looks(LOOKED_THROUGH)])
    const rows = both.then(([questions, looks]) => [...questions, ...looks])
    const asked: Read = { at: now, rows, able: new Map(), answered: new Set() }
    known = asked
    rows.catch(() => {
      if (known === asked) known = null
    })
    return asked
  }

  function ableOf({ able }: Read, rows: readonly OpenCase[], asker: Asker): Able {
    const found = able.get(asker.by)
    if (found) return found
    const may = rows.filter(
      ({ action, amount, look }) =>
        look?.not_by !== asker.by &&
        mayDecide({ ...asker, action: look ? null : action, amount, rates, requestedBy: null }).allowed,
    )
    const made = { cases: inOrder(may, rates), alike: clusters(may) }
    able.set(asker.by, made)
    return made
  }

  return {
    changed() {
      known = null
    },
    answered(runId) {
      known?.answered.add(runId)
    },
    async list(user, text) {
      const now = clock()
      const last = read()
      const [rows, standing, asker] = await Promise.all([last.rows, claims.standing(now), people.asker(user)])
      const filter = readFilter(text, { agents, actions, cases: rows })
      if (filter.status === 'unknown') return filter
      const able = left(ableOf(last, rows, asker), last.answered, now)
      return { status: 'ok', list: listed({ able, standing, asker, test: filter.test, rates, now }) }
    },
  }
}

/** Without what was answered meanwhile or has run out. */
function left({ cases, alike }: Able, answered: ReadonlySet<string>, now: number): Able {
  const open = cases.filter(({ run_id, deadline }) => deadline > now && !answered.has(run_id))
  return { cases: open, alike: open.length === cases.length ? alike : clusters(open) }
}

function listed({
  able,
  standing,
  asker,
  test,
  rates,
  now,
}: {
  able: Able
  standing: readonly Claim[]
  asker: Asker
  test: Test
  rates: RateTable
  now: number
}): CaseList {
  const { alike } = able
  const urgent = urgentOf(able.cases, now)
  const own = new Set(standing.filter(({ by }) => by === asker.by).map(({ run_id }) => run_id))
  const facts: Facts = {
    user: asker.by,
    claimed: own,
    isUrgent: urgent.isUrgent,
    largest: largestOf(alike),
    rates,
  }
  const wanted = onePerRun(able.cases.filter((one) => test(one, facts)))
  const others = new Map(standing.filter(({ by }) => by !== asker.by).map((claim) => [claim.run_id, claim]))
  return {
    cases: wanted.filter(({ run_id }) => !others.has(run_id)),
    urgent: urgentOf(wanted, now),
    claimed: wanted.flatMap(({ run_id }) => others.get(run_id) ?? []),
    alike,
    others: onePerRun(able.cases).length - wanted.length,
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
function inOrder(cases: readonly OpenCase[], rates: RateTable): OpenCase[] {
  const stake = ({ amount }: OpenCase): number => (amount ? (usdCents(amount, rates) ?? Number.MAX_VALUE) : 0)
  return cases
    .map((one) => ({ one, minute: Math.floor(one.deadline / MINUTE), stake: stake(one) }))
    .sort(
      (a, b) =>
        Number(a.one.kind === 'practice') - Number(b.one.kind === 'practice') ||
        a.minute - b.minute ||
        b.stake - a.stake ||
        a.one.deadline - b.one.deadline ||
        (a.one.decision_id < b.one.decision_id ? -1 : 1),
    )
    .map(({ one }) => one)
}
