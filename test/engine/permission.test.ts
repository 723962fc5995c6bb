// Who may answer for a run at this moment: what is asked of Slack for it, and what an answer moves.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/contracts/app-error.ts'
import { DAY } from '../../src/contracts/clock.ts'
import type { Limit } from '../../src/contracts/limits.ts'
import type { Groups, InForce } from '../../src/contracts/settings.ts'
import { type Asked, permissionFor, requesterOf } from '../../src/engine/permission.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, openId, play, received, result, results, tierOne } from '../workflow/sample-run.ts'

const people = { admin: ['UADMIN'], lead: ['S0LEADS01'], reviewer: ['UREV', 'S0REVIEW1'], viewer: ['S0VIEWER1'] }
const members: Groups = { S0LEADS01: ['ULEAD'], S0REVIEW1: ['UMEMBER'] }
const base: InForce = {
  people,
  limits_usd: { reviewer: 1000, lead: 5000, admin: null },
  limits: [],
  on_call: {},
  away: {},
  channels: { default: null, teams: {} },
  workflows: {},
  stops: {},
  sale: null,
  setup: undefined,
}

/** An order of HK$ 5,480, US$ 703, held by the fraud check; the shipment is ahead. */
const held = (patch = {}): RunState =>
  play(
    received(patch),
    results(result('fraud', 'hold', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
    results(result('routing', 'route', { ahead: true })),
    results(result('fulfilment', 'ship', { ahead: true, ask: true })),
    { type: 'ask' },
  ).state
const routed = (): RunState =>
  play(received(), tierOne, results(result('routing', 'route', { ask: true })), { type: 'ask' }).state

function world(options: { inForce?: Partial<InForce>; inactive?: string[]; groups?: () => Promise<Groups> } = {}) {
  const asked: (readonly string[])[] = []
  const parts = {
    clock: () => NOW,
    inForce: async () => ({ ...base, ...options.inForce }),
    isActive: async (id: string) => !options.inactive?.includes(id),
    groupMembers: async (ids: readonly string[]) => {
      asked.push(ids)
      return options.groups ? options.groups() : members
    },
  }
  return { asked, may: (state: RunState, who: Asked) => permissionFor(parts, state, who) }
}

const decisionOf = (state: RunState, step: string) => {
  const decision = state.decisions[openId(state, step)]
  if (!decision) throw new Error(`no decision of ${step}`)
  return decision
}
const late = async (): Promise<never> => {
  throw new AppError('slack.groups', 'Slack did not answer in time')
}

describe('user groups', () => {
  it('are not asked about somebody who may by name', async () => {
    const { asked, may } = world()
    expect(await may(held(), { by: 'UREV' })).toEqual({ allowed: true, role: 'reviewer', for: null })
    expect(asked).toEqual([])
  })

  it('are read again for everybody else: those that give a role that decides', async () => {
    const { asked, may } = world()
    expect(await may(held(), { by: 'UMEMBER' })).toEqual({ allowed: true, role: 'reviewer', for: null })
    expect(await may(held(), { by: 'UREV', amount: { amount: 400_000, currency: 'USD' } })).toMatchObject({
      allowed: false,
    })
    expect(asked).toEqual([
      ['S0REVIEW1', 'S0LEADS01'],
      ['S0REVIEW1', 'S0LEADS01'],
    ])
  })

  it('are not asked about those who may not anyway', async () => {
    const { asked, may } = world({ inactive: ['UGUEST'] })
    expect(await may(held(), { by: 'UGUEST' })).toMatchObject({ allowed: false })
    expect(await may(held({ requested_by: 'UMEMBER' }), { by: 'UMEMBER' })).toMatchObject({
      because: 'nobody approves what they asked for themselves',
    })
    expect(asked).toEqual([])
  })

  it('that Slack does not tell about in time let nobody decide, and those who may by name are named', async () => {
    const { may } = world({ groups: late })
    expect(await may(held(), { by: 'UMEMBER' })).toEqual({
      allowed: false,
      because: 'Slack did not say in time who is in the user groups that may decide, so try again in a moment',
      who: ['UREV', 'UADMIN'],
    })
  })

  it('that Slack does not tell about keep nobody from deciding in the place of somebody named', async () => {
    const away = { UREV: { to: 'UFRIEND', until: NOW + DAY, set_at: NOW } }
    const { may } = world({ groups: late, inForce: { away } })
    expect(await may(held(), { by: 'UFRIEND' })).toEqual({ allowed: true, role: 'reviewer', for: 'UREV' })
  })

  it('that cannot be asked about for any other reason are an error', async () => {
    const { may } = world({ groups: async () => Promise.reject(new Error('bug')) })
    await expect(may(held(), { by: 'UMEMBER' })).rejects.toThrow('bug')
  })
})

describe('a person who takes the place of somebody', () => {
  const away = { ULEAD: { to: 'UFRIEND', until: NOW + DAY, set_at: NOW } }

  it('may what that person may by a user group', async () => {
    const { may } = world({ inForce: { away } })
    expect(await may(held(), { by: 'UFRIEND' })).toEqual({ allowed: true, role: 'lead', for: 'ULEAD' })
  })

  it('may nothing once one of the two was deactivated', async () => {
    for (const inactive of ['ULEAD', 'UFRIEND'])
      expect(await world({ inForce: { away }, inactive: [inactive] }).may(held(), { by: 'UFRIEND' })).toMatchObject({
        allowed: false,
      })
  })

  it('lesson: may not approve what that person asked for', async () => {
    const asked = held({ requested_by: 'ULEAD' })
    expect(requesterOf(asked)).toBe('ULEAD')
    expect(await world({ inForce: { away } }).may(asked, { by: 'UFRIEND' })).toMatchObject({
      allowed: false,
      who: ['UREV', 'S0REVIEW1', 'S0LEADS01', 'UADMIN'],
    })
  })
})

describe('whoever asked for something', () => {
  const { may } = world()
  const asked = held({ requested_by: 'UREV' })
  const decision = decisionOf(asked, 'fraud')

  it.each(['approve', 'edit'] as const)('may not %s it', async (kind) => {
    expect(await may(asked, { by: 'UREV', decision, kind })).toMatchObject({
      allowed: false,
      because: 'nobody approves what they asked for themselves',
    })
  })

  it.each(['reject', 'request_changes', 'intervene'] as const)('may %s like anybody else', async (kind) => {
    expect(await may(asked, { by: 'UREV', decision, kind })).toMatchObject({ allowed: true })
  })
})

describe('what an answer moves', () => {
  const limits = (...of: Limit[]) => ({ inForce: { people: { ...people, reviewer: ['UREV'] }, limits: of } })

  it('is the whole order where the action has no limit of its own', async () => {
    const { may } = world({ inForce: { limits_usd: { reviewer: 700, lead: 5000, admin: null } } })
    expect(await may(routed(), { by: 'UREV', decision: decisionOf(routed(), 'routing') })).toMatchObject({
      because: 'HK$ 5,480 is above the limit of a reviewer (US$ 700)',
      who: ['S0LEADS01', 'UADMIN'],
    })
  })

  it('is measured by the limit of its action', async () => {
    const { may } = world(limits({ role: 'reviewer', action: 'route', currency: 'HKD', up_to: 5000 }))
    expect(await may(routed(), { by: 'UREV', decision: decisionOf(routed(), 'routing') })).toMatchObject({
      because: 'HK$ 5,480 is above the limit of a reviewer (HK$ 5,000 for route)',
    })
  })

  it('includes what it carries along, and only when it lets the order go on', async () => {
    const { may } = world(limits({ role: 'reviewer', action: 'ship', up_to: 100 }))
    const state = held()
    const decision = decisionOf(state, 'fraud')
    expect(await may(state, { by: 'UREV', decision, kind: 'reject' })).toMatchObject({
      because: 'HK$ 5,480 is above the limit of a reviewer (US$ 100 for ship)',
    })
    expect(await may(state, { by: 'UREV', decision, kind: 'approve' })).toMatchObject({ allowed: true })
  })
})
