// What is known of those who countersign: how many known-wrong cases they caught, and whose approvals of a week say anything.

import { catchRateBound, type Seeds } from '../autonomy/catch-rate.ts'
import { approvalsCount } from '../autonomy/reviewer-trust.ts'
import { type Clock, DAY, MINUTE } from '../contracts/clock.ts'
import type { Checks, CheckTally, ReviewerFigures } from '../ledger/checks.ts'
import { howWell } from './checks/how-well.ts'

/** How old an answer may be: surveys ask for every scope of an agent. */
const AGE_MS = MINUTE
/** Weeks whose check cases tell how much is caught: as long as a grant may rest on. */
const WEEK = 7 * DAY
const WEEKS = 26
/** What is known of a week further back changes hardly any more. */
const OLD_AGE_MS = DAY
/** Known-wrong cases of a kind from which on the kind is looked at by itself. */
const ENOUGH = 20

export type Reviewers = {
  /** Known-wrong cases of an agent's action answered in half a year: of the kind that is caught least, where enough is known of each. */
  seedsOf(agent: string, action: string): Promise<Seeds>
  /**
   * Whether a person's approval at one of these moments is evidence, by what the week it fell into says of them, however long ago: good
   * weeks do not wear off, and bad ones do not become good by waiting. At any other moment it is not.
   */
  trusted(moments: readonly number[]): Promise<(userId: string, at: number) => boolean>
  /** Whether second opinions say that less is caught than the check cases do: then nothing can be offered on those. */
  doubted(): Promise<boolean>
}

export function createReviewers({
  checks,
  clock,
}: {
  checks: Pick<Checks, 'tallies' | 'reviewers'> & Partial<Pick<Checks, 'counts'>>
  clock: Clock
}): Reviewers {
  const tallies = kept(clock, () => checks.tallies(clock() - WEEKS * WEEK))
  const doubts = kept(clock, async () => {
    const counted = (await checks.counts?.(clock() - WEEKS * WEEK)) ?? []
    return howWell(counted)?.warnings.includes('disagrees') ?? false
  })
  const weeks = new Map<number, () => Promise<ReadonlySet<string>>>()
  /** Whose approvals of a week say nothing. */
  function droppedIn(week: number): Promise<ReadonlySet<string>> {
    const ageOf = () => (week > weekOf(clock()) - WEEKS ? AGE_MS : OLD_AGE_MS)
    const read = async () => {
      const people = await checks.reviewers(week * WEEK, (week + 1) * WEEK)
      return new Set(people.filter((one) => !counts(one)).map(({ reviewer }) => reviewer))
    }
    const known = weeks.get(week) ?? kept(clock, read, ageOf)
    weeks.set(week, known)
    return known()
  }

  return {
    async seedsOf(agent, action) {
      return weakest((await tallies()).filter((tally) => tally.agent === agent && tally.action === action))
    },
    async trusted(moments) {
      const asked = [...new Set(moments.map(weekOf))]
      const dropped = new Map(await Promise.all(asked.map(async (week) => [week, await droppedIn(week)] as const)))
      return (userId, at) => dropped.get(weekOf(at))?.has(userId) === false
    },
    doubted: doubts,
  }
}

/** Cases made up for the purpose may be easier than real errors: they do not make up for those that were missed. */
function weakest(kinds: readonly CheckTally[]): Seeds {
  const known = kinds.filter(({ shown }) => shown >= ENOUGH)
  const [least] = known.toSorted((a, b) => catchRateBound(a) - catchRateBound(b))
  if (least && known.length > 1) return { shown: least.shown, caught: least.caught }
  const sum = (of: 'shown' | 'caught') => kinds.reduce((total, kind) => total + kind[of], 0)
  return { shown: sum('shown'), caught: sum('caught') }
}

/** Approvals given too fast are dropped one by one; when a fifth of a week's were, so are the rest. */
function counts({ shown, caught, approvals, fast }: ReviewerFigures): boolean {
  return approvalsCount({ seeds: { shown, caught }, approvals, fastApprovals: fast })
}

function weekOf(at: number): number {
  return Math.floor(at / WEEK)
}

function kept<T>(clock: Clock, read: () => Promise<T>, ageOf = () => AGE_MS): () => Promise<T> {
  let known: { at: number; value: Promise<T> } | null = null
  return () => {
    const now = clock()
    if (known && now - known.at < ageOf() && now >= known.at) return known.value
    const value = read()
    known = { at: now, value }
    value.catch(() => {
      known = null
    })
    return value
  }
}
