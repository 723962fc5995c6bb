// The keeper of what was granted, with what the policy says of its actions.
import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import type { Clock } from '../contracts/clock.ts'
import type { EngineParts } from '../engine/parts.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { TrustBook } from '../trust/book.ts'
import { createKeeper, type Keeper } from '../trust/keeper.ts'
import { createKeeperPace } from '../trust/keeper-pace.ts'
import { mostOf } from '../trust/stays-stoppable.ts'
import type { Configuration } from './configuration.ts'

export function createTrustKeeper(parts: {
  ledger: Pick<Ledger, 'trust'>
  book: TrustBook
  configuration: Configuration
  actions: EngineParts['actions']
  clock: Clock
  log: Logger
}): Keeper {
  const { ledger, book, configuration, actions, clock, log } = parts
  const policy = configuration.policy.autonomy
  return createKeeper({
    ...{ trust: ledger.trust, book, clock, log },
    outcomesAfter: (action) => policy.outcomes_after[action] ?? null,
    mostOf: (action) => mostOf(action, { risk: actions[action]?.spec.risk ?? 'D', policy }),
    pace: createKeeperPace(() => performance.now()),
  })
}
