// "Ana is looking" on the card of a case that has been on somebody's screen for a while. Whoever steps through quickly is never told of.
import type { Logger } from 'pino'
import { type Clock, SECOND } from '../../contracts/clock.ts'
import type { Claims } from '../../ledger/claims.ts'
import type { CardStore } from '../../ledger/ledger.ts'
import { createRounds, type Rounds } from '../reminders/rounds.ts'
import { CLAIM_MS } from './picking.ts'

/** A look that is over by then costs no change of any message. */
const LASTING_MS = 20 * SECOND
const EVERY_MS = 5 * SECOND
/** Of the fifty changes that Slack takes in a minute, these leave half to what people wait for. */
const AT_ONCE = 2

export type Lookers = Rounds & {
  pump(): Promise<void>
  /** Who has been looking at this run's question for long enough, or is named as that already. */
  of(runId: string, shown: string | null): Promise<string | null>
}

export function createLookers(parts: {
  claims: Pick<Claims, 'of'>
  cards: Pick<CardStore, 'touchLooked'>
  /** Cards are behind: look soon. */
  wake(): void
  clock: Clock
  log: Logger
}): Lookers {
  const { claims, cards, wake, clock, log } = parts
  /** Claims that run out no later have stood for long enough. */
  const since = (now: number): number => now + CLAIM_MS - LASTING_MS

  async function pump(): Promise<void> {
    const now = clock()
    if ((await cards.touchLooked({ now, since: since(now), limit: AT_ONCE })) > 0) wake()
  }

  return {
    pump,
    async of(runId, shown) {
      const now = clock()
      const [claim] = await claims.of([runId], now)
      return claim && (claim.until <= since(now) || claim.by === shown) ? claim.by : null
    },
    ...createRounds({
      round: pump,
      everyMs: EVERY_MS,
      onError: (error) => log.error({ err: error }, 'who is looking at what could not be looked through'),
    }),
  }
}
