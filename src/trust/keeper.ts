// Looks at everything that acts alone and takes it back the moment it slips. Two keepers that see the same slip record it once.
import type { Logger } from 'pino'
import type { Clock } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { TrustStore } from '../ledger/trust.ts'
import type { TrustBook } from './book.ts'
import { type Grant, type ScopeTrust, scopeKey } from './grants.ts'
import type { KeeperPace } from './keeper-pace.ts'
import { type Slip, slipOf } from './slips.ts'

export type Keeper = {
  /** One round. Resolves with how many scopes were taken back. */
  look(): Promise<number>
}

export function createKeeper(parts: {
  trust: TrustStore
  book: TrustBook
  /** The most the policy lets an action earn by now; whatever it did where it is not given. */
  mostOf?(action: string): 'nothing' | 'L2' | 'L3'
  /** How long the world takes to say that an action was wrong; null where nobody knows. */
  outcomesAfter?(action: string): number | null
  /** Without one every look looks at everything. */
  pace?: KeeperPace
  clock: Clock
  log: Logger
}): Keeper {
  const { trust, book, mostOf = () => 'L3' as const, outcomesAfter = () => null, pace, clock, log } = parts

  async function slipIn({ scope, probation_since }: ScopeTrust, grant: Grant, now: number): Promise<Slip | null> {
    const { held_since, watched } = grant
    const rows = await trust.evidence({ agent: scope.agent, since: watched.since, heard: held_since })
    const own = rows.filter((row) => scopeKey(row) === scopeKey(scope))
    const unasked = async (before?: number) =>
      (await trust.volumes(watched.since, before)).find((each) => scopeKey(each) === scopeKey(scope))?.unasked ?? 0
    const after = outcomesAfter(scope.action)
    const before = after === null ? null : now - after
    return slipOf({
      ...{ grant, rows: own, done: await unasked(), allowed: mostOf(scope.action), now },
      matured: before === null || before <= watched.since ? null : { before, done: await unasked(before) },
      evidenceSince: probation_since ?? 0,
    })
  }

  /** True when it was taken back. */
  async function lookAt(held: ScopeTrust, grant: Grant): Promise<boolean> {
    const { scope } = held
    const now = clock()
    const slip = await slipIn(held, grant, now)
    if (!slip) {
      book.looked(scope, grant)
      return false
    }
    const event = { type: 'demoted' as const, scope, from: grant.level, ...slip, evidence: null }
    const told = { by: 'countersign', at: now, cause: `demoted/${grant.seq}` }
    if (!(await trust.append(event, told))) return false
    log.warn({ scope, cause: slip.cause }, 'autonomy was taken back')
    return true
  }

  return {
    async look() {
      let taken = 0
      for (const held of (await book.now()).values()) {
        const { grant, scope } = held
        if (!grant || pace?.isDue(paceKey(scope, grant)) === false) continue
        const began = pace?.now() ?? 0
        try {
          if (await lookAt(held, grant)) taken += 1
        } catch (error) {
          // One that cannot be read must not keep the others from being looked at. Unseen for a minute, it asks (book.ts).
          log.error({ err: error, scope }, 'what acts without a person could not be looked at')
        }
        pace?.looked(paceKey(scope, grant), pace.now() - began)
      }
      if (taken > 0) book.forget()
      return taken
    },
  }
}

/** A new grant is looked at at once. */
function paceKey(scope: Scope, { seq }: Grant): string {
  return `${scopeKey(scope)} ${seq}`
}
