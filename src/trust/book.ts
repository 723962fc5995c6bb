// The levels as they are now. Read from the record when it has news; a demotion in one process reaches every other within a second.
import { type Clock, MINUTE } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import { type Money, type RateTable, usdCents } from '../contracts/money.ts'
import type { TrustStore } from '../ledger/trust.ts'
import { type Book, foldTrust, type Grant, levelFor, scopeKey } from './grants.ts'

export type TrustBook = {
  /** What a proposal of this scope, confidence and amount may do. */
  /** `source`: what judged it (`judgedBy`); whatever did where it is not given. */
  levelOf(scope: Scope, about: { confidence: number; amount: Money | null; source?: string }): Promise<Level>
  /** Everything granted, refused and taken back, by scope. */
  now(): Promise<Book>
  /** Reads anew at the next question, whatever its age. */
  forget(): void
  /** The keeper has just looked at what this grant does. */
  looked(scope: Scope, grant: Pick<Grant, 'seq'>): void
}

/** How old the answer may be: what was taken back must not act for longer. */
const AGE_MS = 500
/** What nobody could look at for longer does not act without a person, whatever it was granted. */
const UNSEEN_MS = MINUTE

export function createTrustBook(parts: {
  trust: Pick<TrustStore, 'all' | 'head'>
  rates: RateTable
  clock: Clock
  /** Given where a keeper looks in the same process: time as it really passes. */
  pulse?: Clock | null
}): TrustBook {
  const { trust, rates, clock, pulse = null } = parts
  const looks = new Map<string, { seq: number; at: number }>()
  let known: { at: number; seq: number; book: Promise<Book> } | null = null

  async function current(): Promise<Book> {
    const now = clock()
    if (known && now - known.at < AGE_MS && now >= known.at) return known.book
    const seq = await trust.head()
    const book = known && known.seq === seq ? known.book : trust.all().then(foldTrust)
    known = { at: now, seq, book }
    book.catch(() => {
      known = null
    })
    return book
  }

  /** A grant that was never looked at yet has its first minute from when it is first met. */
  function isUnseen(book: Book, scope: Scope): boolean {
    const grant = book.get(scopeKey(scope))?.grant
    if (!pulse || !grant) return false
    const now = pulse()
    const last = looks.get(scopeKey(scope))
    if (last?.seq === grant.seq) return now - last.at > UNSEEN_MS
    looks.set(scopeKey(scope), { seq: grant.seq, at: now })
    return false
  }

  return {
    looked(scope, { seq }) {
      if (pulse) looks.set(scopeKey(scope), { seq, at: pulse() })
    },
    now: current,
    forget() {
      known = null
    },
    async levelOf(scope, { amount, ...about }) {
      const usd_cents = amount === null ? 0 : usdCents(amount, rates)
      const book = await current()
      return isUnseen(book, scope) ? 'L1' : levelFor(book, scope, { ...about, usd_cents, now: clock() })
    },
  }
}
