// Whether Slack can be reached: heard from every call and every socket, and asked for when neither says anything.
import type { Logger } from 'pino'
import { type Clock, MINUTE, SECOND } from '../../contracts/clock.ts'
import type { KeptOutage, OutageLog } from './outage-log.ts'

/** Shorter than this is not an outage: people hardly notice, and nobody is given more time. */
const OUTAGE_MS = MINUTE
const BEAT_MS = 5 * SECOND
/** Nobody has called Slack for so long: it is asked how it is. */
const QUIET_MS = 30 * SECOND
/** After a call that failed, before Slack is asked whether it was only that one. */
const DOUBT_MS = 250
/** How often an outage that lasts is written down. */
const SIGN_OF_LIFE_MS = 30 * SECOND

type Fetch = typeof globalThis.fetch

export type Reach = {
  /** For the clients of Slack: what comes of their calls is heard. */
  fetch: Fetch
  /** How many sockets are open now. Never called where Slack speaks over HTTP. */
  sockets(open: number): void
  /** False from a call that failed until the next one that works. */
  isReached(): boolean
  start(listening: {
    /** Any call that shows that Slack answers, made with `fetch`. */
    probe(): Promise<unknown>
    /** The first call that works again. */
    onBack(): void
    /** After every look, while Slack is reached: what else there is to do about it. */
    onBeat(): Promise<void>
  }): void
  /** One look: asks Slack if need be, begins and ends the outage in the record. */
  beat(): Promise<void>
  stop(): Promise<void>
}

type Listening = Parameters<Reach['start']>[0]

export function createReach(parts: { outages: OutageLog; clock: Clock; log: Logger; transport?: Fetch }): Reach {
  const { outages, clock, log, transport = globalThis.fetch } = parts
  let listening: Listening | null = null
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()
  /** Since when calls have failed, and since when no socket has been open. */
  let lostAt: number | null = null
  let unpluggedAt: number | null = null
  let backAt = clock()
  let heardAt = clock()
  /** Since when one or the other, without a gap. */
  let awayFrom: number | null = null
  /** An outage that was over before a look saw it: how long it was decides, not when somebody looked. */
  let missedFrom: number | null = null
  let mine: KeptOutage | null = null
  /** Another process reached Slack meanwhile: it is this one that is cut off. */
  let isOnlyHere = false

  function heard(isWell: boolean, calledAt: number): void {
    heardAt = clock()
    const wasLost = lostAt !== null
    if (isWell) {
      lostAt = null
      if (wasLost) backAt = heardAt
      changed()
      if (wasLost) listening?.onBack()
    } else if (!wasLost) {
      lostAt = calledAt
      changed()
      arm(DOUBT_MS)
    }
  }

  function changed(): void {
    if (lostAt !== null || unpluggedAt !== null) {
      awayFrom ??= Math.min(...[lostAt, unpluggedAt].filter((at) => at !== null))
      return
    }
    const isMissed = awayFrom !== null && clock() - awayFrom > OUTAGE_MS && mine === null && !isOnlyHere
    if (isMissed) missedFrom = awayFrom
    awayFrom = null
  }

  async function look(): Promise<void> {
    if (lostAt !== null || clock() - heardAt >= QUIET_MS) await ask()
    if (missedFrom !== null) await begin(missedFrom)
    // Ended by the next look, as any other: a process that reached Slack all along says first that it was none.
    else if (awayFrom === null) await isBack()
    else if (mine !== null) await goesOn(mine)
    else if (!isOnlyHere && clock() - awayFrom > OUTAGE_MS) await begin(awayFrom)
  }

  async function begin(since: number): Promise<void> {
    mine = await outages.begin(since)
    missedFrom = null
    log.error({ since: new Date(since).toISOString() }, 'Slack cannot be reached: policy deadlines pause')
  }

  async function goesOn(outage: KeptOutage): Promise<void> {
    const kept = (await outages.all()).find(({ id }) => id === outage.id)
    if (kept && kept.to !== null) {
      isOnlyHere = true
      mine = null
      log.error('another process reaches Slack, this one does not')
    } else if (clock() - outage.seen_at >= SIGN_OF_LIFE_MS) mine = await outages.lasts(outage)
  }

  async function isBack(): Promise<void> {
    isOnlyHere = false
    mine = null
    for (const outage of (await outages.all()).filter(({ to }) => to === null)) {
      await outages.end(outage, backAt)
      log.info({ from: new Date(outage.from).toISOString() }, 'Slack is reached again')
    }
    await listening?.onBeat()
  }

  async function ask(): Promise<void> {
    try {
      await listening?.probe()
    } catch (error) {
      log.debug({ err: error }, 'Slack was asked how it is')
    }
  }

  function beat(): Promise<void> {
    working = working.then(look).catch((error: unknown) => {
      log.error({ err: error }, 'whether Slack is reached could not be written down')
    })
    return working
  }

  function arm(ms: number): void {
    if (!listening) return
    clearTimeout(timer)
    timer = setTimeout(() => void beat().then(() => arm(BEAT_MS)), ms)
    timer.unref()
  }

  return {
    async fetch(input, init) {
      const calledAt = clock()
      try {
        const response = await transport(input, init)
        heard(response.status < 500, calledAt)
        return response
      } catch (error) {
        heard(false, calledAt)
        throw error
      }
    },
    sockets(open) {
      if (open === 0) unpluggedAt ??= clock()
      else if (unpluggedAt !== null) {
        unpluggedAt = null
        backAt = clock()
      }
      changed()
    },
    isReached: () => lostAt === null,
    start(given) {
      listening = given
      backAt = clock()
      arm(DOUBT_MS)
    },
    beat,
    async stop() {
      listening = null
      clearTimeout(timer)
      await working
      if (mine) await outages.lasts(mine)
    },
  }
}
