// What ran out unanswered is told from when the last people left, team by team.
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { DAY } from '../../src/contracts/clock.ts'
import type { HoursByTeam } from '../../src/contracts/hours.ts'
import { createBriefs } from '../../src/slack/brief/briefs.ts'
import { createLanes } from '../../src/slack/lanes.ts'
import { HONG_KONG, hours, utc, WEEKDAYS } from '../calendar/sample-hours.ts'

const office = hours(HONG_KONG, ['09:00-18:00'], { days: WEEKDAYS })
const always = hours(HONG_KONG, ['00:00-24:00'])

it('a brief on Monday morning looks back to Friday evening, or a day where somebody is always there', async () => {
  const now = utc('2026-06-08T01:10')
  const asked = new Map<string, number>()
  const byTeam: HoursByTeam = { default: always, teams: { risk: office } }
  const cases = {
    countByTeam: async () => [
      { team: 'risk', open: 9 },
      { team: 'desk', open: 9 },
    ],
    open: async () => [],
    async heldUnanswered(team: string, since: number) {
      asked.set(team, since)
      return { held: 0, first: null }
    },
  }
  const brief = {
    channel: 'C1',
    ts: null,
    active_since: 0,
    shown: null,
    urgent: null,
    posted_at: null,
    changed_at: null,
  }
  const nothing = async () => undefined
  const briefs = createBriefs({
    ledger: {
      cases,
      briefs: { active: async () => [brief], begin: nothing, claim: async () => null, release: nothing },
    } as unknown as Parameters<typeof createBriefs>[0]['ledger'],
    ...{ client: {} as never, links: {} as never, trouble: {} as never, permalink: () => null },
    channelOf: async () => 'C1',
    lanes: createLanes({ clock: () => now, slackRate: 1 }),
    hours: byTeam,
    above: 3,
    clock: () => now,
    log: pino({ level: 'silent' }),
  })
  await briefs.keep()
  expect(Object.fromEntries(asked)).toEqual({ risk: utc('2026-06-05T10:00'), desk: now - DAY })
})
