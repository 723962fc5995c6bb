// Time is an argument: every part that needs "now" receives a Clock, so tests and replays decide what time it is.

/** Epoch milliseconds, UTC. */
export type Clock = () => number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const systemClock: Clock = () => Date.now()
