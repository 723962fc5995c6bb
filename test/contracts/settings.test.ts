// Settings as they are stored, one key per change, and as they are in force over the policy file.
import { describe, expect, it } from 'vitest'
import {
  awayKey,
  groupsOf,
  RELEASED,
  roleOf,
  Settings,
  settingsInForce,
  standsInFor,
  stopKey,
} from '../../src/contracts/settings.ts'

const nobody = { admin: [], lead: [], reviewer: [], viewer: [] }
const policy = {
  people: { ...nobody, reviewer: ['U0BEN0001'] },
  limits_usd: { reviewer: 100, lead: null, admin: null },
  channels: { default: null, teams: {} },
}
const inForce = (stored: Record<string, unknown>) => settingsInForce(Settings.parse(stored), policy)

describe('stop buttons', () => {
  const stop = { by: 'U0ANA0001', at: 7 }

  it('have a key each and are in force together', () => {
    const { stops } = inForce({ [stopKey('all')]: stop, [stopKey('fraud_detection')]: stop, draw: { secret: 'x' } })
    expect(stops).toEqual({ all: stop, fraud_detection: stop })
  })

  it('that were released are not in force', () => {
    expect(inForce({ [stopKey('all')]: RELEASED, [stopKey('order_routing')]: stop }).stops).toEqual({
      order_routing: stop,
    })
  })

  it('that cannot be read are an error, never no stop', () => {
    expect(Settings.safeParse({ [stopKey('all')]: { by: 7 } }).success).toBe(false)
  })
})

describe('absences', () => {
  const away = { to: 'U0BEN0001', until: 100, set_at: 1 }

  it('have a key for each person, and end when released', () => {
    const settings = inForce({
      [awayKey('U0ANA0001')]: away,
      [awayKey('U0CHLOE01')]: RELEASED,
      'stop:all': { by: 'U', at: 1 },
    })
    expect(settings.away).toEqual({ U0ANA0001: away })
    expect(Object.keys(settings.stops)).toEqual(['all'])
  })

  it('that cannot be read are an error', () => {
    expect(Settings.safeParse({ [awayKey('U0ANA0001')]: { to: 'U0BEN0001' } }).success).toBe(false)
  })

  it('lend a place until their moment, to one person and for one step', () => {
    const all = { U0ANA0001: away, U0BEN0001: { ...away, to: 'U0CHLOE01' }, U0SELF001: { ...away, to: 'U0SELF001' } }
    expect(standsInFor('U0BEN0001', all, 99)).toEqual(['U0ANA0001'])
    expect(standsInFor('U0BEN0001', all, 100)).toEqual([])
    expect(standsInFor('U0CHLOE01', all, 99)).toEqual(['U0BEN0001'])
    expect(standsInFor('U0SELF001', all, 99)).toEqual([])
  })
})

describe('a role', () => {
  const people = { ...nobody, reviewer: ['U0BEN0001', 'S0TEAM001'], admin: ['S0ADMINS1'] }

  it('is the highest by name or by group; a group that is not known has nobody in it', () => {
    const groups = { S0TEAM001: ['U0CHLOE01'], S0ADMINS1: ['U0BEN0001'] }
    expect([roleOf('U0BEN0001', people, groups), roleOf('U0BEN0001', people)]).toEqual(['admin', 'reviewer'])
    expect([roleOf('U0CHLOE01', people, groups), roleOf('U0CHLOE01', people)]).toEqual(['reviewer', null])
    expect(groupsOf(people)).toEqual(['S0ADMINS1', 'S0TEAM001'])
    expect(groupsOf(people, ['reviewer', 'viewer'])).toEqual(['S0TEAM001'])
  })

  it('is not that of a group: nobody answers as one', () => {
    expect(roleOf('S0ADMINS1', people)).toBeNull()
  })
})

describe('everything else', () => {
  it('set in Slack counts over the file, and people are those of both', () => {
    const settings = inForce({
      people: { ...nobody, reviewer: ['U0CHLOE01'] },
      limits_usd: { reviewer: 5, lead: 6, admin: 7 },
    })
    expect(settings.people.reviewer).toEqual(['U0BEN0001', 'U0CHLOE01'])
    expect(settings.limits_usd).toEqual({ reviewer: 5, lead: 6, admin: 7 })
    expect(inForce({})).toMatchObject({ limits_usd: policy.limits_usd, stops: {}, workflows: {} })
  })
})
