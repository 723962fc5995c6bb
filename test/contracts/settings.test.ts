// Settings as they are stored, one key per change, and as they are in force over the policy file.
import { describe, expect, it } from 'vitest'
import { RELEASED, Settings, settingsInForce, stopKey } from '../../src/contracts/settings.ts'

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
