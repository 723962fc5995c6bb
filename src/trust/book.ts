// The levels as they are now. Read from the record when it has news; a demotion in one process reaches every other within a second.
import type { Clock } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import { type Money, type RateTable, usdCents } from '../contracts/money.ts'
import type { TrustStore } from '../ledger/trust.ts'
import { type Book, foldTrust, levelFor } from './grants.ts'

export type TrustBook = {
  /** What a proposal of this scope, confidence and amount may do. */
  levelOf(scope: Scope, about: { confidence: number; amount: Money | null }): Promise<Level>
  /** Everything granted, refused and taken back, by scope. */
  now(): Promise<Book>
  /** Reads anew at the next question, whatever its age. */
  forget(): void
}

/** How old the answer may be: what was taken back must not act for longer. */
const AGE_MS = 500

export function createTrustBook(parts: {
  trust: Pick<TrustStore, 'all' | 'head'>
  rates: RateTable
  clock: Clock
}): TrustBook {
  const { trust, rates, clock } = parts
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

  return {
    now: current,
    forget() {
      known = null
    },
    async levelOf(scope, { confidence, amount }) {
      const usd_cents = amount === null ? 0 : usdCents(amount, rates)
      return levelFor(await current(), scope, { confidence, usd_cents, now: clock() })
    },
  }
}
