// The looking-afterwards of one process, put together: what begins audits and checks, and in whose time.
import type { Logger } from 'pino'
import type { Clock } from '../contracts/clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { EngineParts } from '../engine/parts.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createCalm } from '../trust/checks/calm.ts'
import { type Checks, createChecks } from '../trust/checks/checks.ts'
import type { Configuration } from './configuration.ts'

export function createLooking(parts: {
  ledger: Ledger
  engine: Engine
  configuration: Pick<Configuration, 'policy'>
  engineParts: Pick<EngineParts, 'agents' | 'inForce' | 'drawSecret'>
  clock: Clock
  log: Logger
}): Checks {
  const { ledger, engine, configuration, engineParts, clock, log } = parts
  const { policy } = configuration
  const { agents, inForce, drawSecret: secret } = engineParts
  const calm = createCalm({ ledger, policy, inForce, clock })
  return createChecks({ ledger, engine, agents, policy, calm, secret, clock, log })
}
