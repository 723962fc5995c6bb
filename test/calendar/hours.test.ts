import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/contracts/clock.ts'
import { ALWAYS_STAFFED, CutOff, Hours, HoursByTeam, hoursOf, ReplyRule, TimeZone } from '../../src/contracts/hours.ts'
import { HONG_KONG, hours } from './sample-hours.ts'

const usual = { time_zone: HONG_KONG, shifts: [{ from: '09:00', to: '18:00' }], days: ['mon'] }

describe('hours as configured', () => {
  it.each([
    ['a shift by day', usual],
    ['a shift over midnight', { ...usual, shifts: [{ name: 'night', from: '22:00', to: '06:00' }] }],
    ['a whole day', { ...usual, shifts: [{ from: '00:00', to: '24:00' }] }],
    ['holidays', { ...usual, holidays: ['2026-12-25'] }],
  ])('may have %s', (_, value) => {
    expect(Hours.parse(value)).toEqual(value)
  })

  it.each([
    ['no shift', { ...usual, shifts: [] }],
    ['no day', { ...usual, days: [] }],
    ['a day that there is not', { ...usual, days: ['monday'] }],
    ['an hour that there is not', { ...usual, shifts: [{ from: '09:00', to: '24:30' }] }],
    ['a shift that starts at 24:00', { ...usual, shifts: [{ from: '24:00', to: '06:00' }] }],
    ['a shift that ends when it starts', { ...usual, shifts: [{ from: '09:00', to: '09:00' }] }],
    ['a holiday that there is not', { ...usual, holidays: ['2026-02-30'] }],
    ['a time zone that there is not', { ...usual, time_zone: 'Asia/Kowloon_Tong' }],
    ['an unknown field', { ...usual, breaks: [] }],
  ])('may not have %s', (_, value) => {
    expect(Hours.safeParse(value).success).toBe(false)
  })

  it.each(['Etc/UTC', 'UTC', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires'])('know the zone %s', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(true)
  })

  it.each(['', '+08:00', 'Hong Kong'])('take %j for no zone, whatever the engine thinks of it', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(false)
  })

  it('are always staffed when nobody says otherwise', () => {
    expect(HoursByTeam.parse({})).toEqual({ default: ALWAYS_STAFFED, teams: {} })
    expect(Hours.parse(ALWAYS_STAFFED)).toEqual(ALWAYS_STAFFED)
  })

  it('are the team’s own, else the default', () => {
    const risk = hours(HONG_KONG, ['09:00-18:00'])
    const byTeam = HoursByTeam.parse({ teams: { risk } })
    expect(hoursOf(byTeam, 'risk')).toEqual(risk)
    expect(['care', 'constructor', null].map((team) => hoursOf(byTeam, team))).toEqual(Array(3).fill(ALWAYS_STAFFED))
  })
})

describe('moments of the business as configured', () => {
  it('are a cut-off for some markets and a reply rule for some tags', () => {
    const cutOff = { at: '14:00', time_zone: HONG_KONG, days: ['mon'], markets: ['HK'], shipping_methods: ['express'] }
    expect(CutOff.parse(cutOff)).toEqual(cutOff)
    expect(ReplyRule.parse({ within: '24h', tags: ['amazon'] })).toMatchObject({ within: 24 * HOUR, tags: ['amazon'] })
  })

  it('need a day, and a list that is there names something', () => {
    expect(CutOff.safeParse({ at: '14:00', time_zone: HONG_KONG, days: [] }).success).toBe(false)
    expect(CutOff.safeParse({ at: '14:00', time_zone: HONG_KONG, days: ['mon'], markets: [] }).success).toBe(false)
  })
})
