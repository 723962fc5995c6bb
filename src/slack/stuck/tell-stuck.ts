// Somebody hears of every order that stands still: once, in the channel of its team, or the admins where there is none.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { stuckMessage, stuckText } from '../../../blocks/stuck.ts'
import { type Clock, MINUTE, SECOND } from '../../contracts/clock.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { StuckRun } from '../../ledger/stuck.ts'
import { type Expected, stuckAfter, stuckRun } from '../../reports/stuck-report.ts'
import type { Lanes } from '../lanes.ts'
import type { People } from '../people.ts'
import { createRounds, type Rounds } from '../reminders/rounds.ts'
import { called } from '../slack-call.ts'
import { ruleWords } from './stuck-now.ts'

const EVERY_MS = 30 * SECOND
/** A queue that is merely long comes to its end meanwhile. */
const PATIENCE_MS = 5 * MINUTE
/** Longer than a call to Slack may take. */
const CLAIM_MS = MINUTE
const BATCH = 200

export type TellStuck = Rounds & { pump(): Promise<void> }

export function createTellStuck(parts: {
  ledger: Pick<Ledger, 'stuck' | 'load'>
  people: Pick<People, 'members'>
  client: WebClient
  lanes: Lanes
  channelOf(team: string): Promise<string | null>
  expected: Expected
  clock: Clock
  log: Logger
}): TellStuck {
  const { ledger, people, client, lanes, channelOf, expected, clock, log } = parts

  async function pump(): Promise<void> {
    const now = clock()
    const runs = (await ledger.stuck.runs({ now, olderThan: now - PATIENCE_MS, limit: BATCH })).filter(
      (run) => run.kind === 'live' && isNews(run, now),
    )
    for (const [team, stuck] of byTeam(runs)) await tell(team, stuck, now)
  }

  function isNews(run: StuckRun, now: number): boolean {
    if (run.status !== 'dead') return now - run.since >= Math.max(PATIENCE_MS, stuckAfter(run, expected))
    // Its card was posted anew when it died: whoever reads the channel has seen it.
    return run.message === null || Number(run.message.ts) * SECOND < run.since
  }

  async function tell(team: string, runs: readonly StuckRun[], now: number): Promise<void> {
    const channel = await channelOf(team)
    const places = channel === null ? await people.members('admin') : [channel]
    // Later, when somebody is there to be told or the channel takes a message.
    if (places.length === 0 || places.some((place) => lanes.posts.wait(place) > 0)) return
    const mine = await ledger.stuck.takeOn(runs, now, now + CLAIM_MS)
    const taken = runs.filter(({ run_id, since }) =>
      mine.some((each) => each.run_id === run_id && each.since === since),
    )
    if (taken.length === 0) return
    const stored = await ledger.load(
      taken.map(({ run_id }) => run_id),
      'read',
    )
    const items = taken.map((run) => stuckRun(run, stored.find(({ run_id }) => run_id === run.run_id)?.events ?? []))
    const content = { text: stuckText({ items }), blocks: stuckMessage({ items, rule: ruleWords(expected, null) }) }
    const sent = await Promise.all(
      places.map((place) => {
        lanes.posts.take(place)
        return called(client.chat.postMessage({ channel: place, unfurl_links: false, ...content }))
      }),
    )
    if (sent.some(({ status }) => status === 'ok')) await ledger.stuck.told(taken, now)
    else
      log.warn({ reason: sent[0], team }, 'nobody could be told of stuck orders; they are told when the claim runs out')
  }

  return {
    pump,
    ...createRounds({
      round: pump,
      everyMs: EVERY_MS,
      onError: (error) => log.error({ err: error }, 'stuck orders could not be looked for'),
    }),
  }
}

function byTeam(runs: readonly StuckRun[]): Map<string, StuckRun[]> {
  const found = new Map<string, StuckRun[]>()
  for (const run of runs) found.set(run.team, [...(found.get(run.team) ?? []), run])
  return found
}
