// Bolt's logger in front of ours. Its debug lines hold whole payloads, so they go nowhere.
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from 'pino'

export type BoltLogger = SlackLogger

export function createBoltLogger(log: Logger): BoltLogger {
  const text = (parts: unknown[]): string => parts.map(String).join(' ')
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(text(parts)),
    warn: (...parts) => log.warn(text(parts)),
    error: (...parts) => log.error(text(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
