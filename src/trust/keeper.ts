// Looks at everything that acts alone and takes it back the moment it slips. Two keepers that see the same slip record it once.
import type { Logger } from 'pino'
import type { Clock } from '../contracts/clock.ts'
import type { TrustStore } from '../ledger/trust.ts'
import type { TrustBook } from './book.ts'
import { scopeKey } from './grants.ts'
import { slipOf } from './slips.ts'

export type Keeper = {
  /** One round. Resolves with how many scopes were taken back. */
  look(): Promise<number>
}

export function createKeeper(parts: {
  trust: TrustStore
  book: TrustBook
  /** The most the policy lets an action earn by now; whatever it did where it is not given. */
  mostOf?(action: string): 'nothing' | 'L2' | 'L3'
  clock: Clock
  log: Logger
}): Keeper {
  const { trust, book, mostOf = () => 'L3' as const, clock, log } = parts
  return {
    async look() {
      const held = [...(await book.now()).values()].filter(({ grant }) => grant !== null)
      let taken = 0
      for (const { scope, grant } of held) {
        if (!grant) continue
        const now = clock()
        const rows = await trust.evidence({ agent: scope.agent, since: grant.granted_at })
        const own = rows.filter((row) => scopeKey(row) === scopeKey(scope))
        const done = (await trust.volumes(grant.granted_at)).find((each) => scopeKey(each) === scopeKey(scope))
        const slip = slipOf({ grant, rows: own, done: done?.proposed ?? 0, allowed: mostOf(scope.action), now })
        if (!slip) continue
        const event = { type: 'demoted' as const, scope, from: grant.level, ...slip, evidence: null }
        const told = { by: 'countersign', at: now, cause: `demoted/${grant.seq}` }
        if (!(await trust.append(event, told))) continue
        log.warn({ scope, cause: slip.cause }, 'autonomy was taken back')
        taken += 1
      }
      if (taken > 0) book.forget()
      return taken
    },
  }
}
