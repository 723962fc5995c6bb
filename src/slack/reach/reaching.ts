// The watch and the log it keeps, made together: the log alone is what a process without Slack reads.
import type { Logger } from 'pino'
import type { Clock } from '../../contracts/clock.ts'
import type { SettingsStore } from '../../ledger/ledger.ts'
import { createOutageLog, type OutageLog } from './outage-log.ts'
import { createReach, type Reach } from './reach.ts'

export type Reaching = { reach: Reach; outages: OutageLog }

export function createReaching(parts: {
  settings: Pick<SettingsStore, 'get' | 'put' | 'putFirst'>
  clock: Clock
  log: Logger
}): Reaching {
  const outages = createOutageLog(parts)
  return { outages, reach: createReach({ ...parts, outages }) }
}
