// Role, limit and self-approval over all combinations, against rules written down a second time, as one would tell them.
import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/contracts/clock.ts'
import type { Decider, Limit } from '../../src/contracts/limits.ts'
import type { Role } from '../../src/contracts/policy.ts'
import { type Asker, mayDecide } from '../../src/gate/may-decide.ts'

const NOW = Date.UTC(2026, 10, 18)
const ME = 'UME'
const LENDER = 'ULENDER'
const GROUP = 'S0TEAM001'
const rates = { as_of: '2026-11-18', per_usd: { HKD: 8 } }
const limits_usd = { reviewer: 1000, lead: 5000, admin: null }

const ofAction: Limit[] = [
  { role: 'reviewer', action: 'refund', up_to: 100 },
  { role: 'lead', action: 'refund', up_to: 200 },
  { role: 'admin', action: 'refund', up_to: 300 },
]
const ofActionInHkd: Limit[] = [
  { role: 'reviewer', action: 'refund', currency: 'HKD', up_to: 400 },
  { role: 'lead', action: 'refund', currency: 'HKD', up_to: 1200 },
  { role: 'admin', action: 'refund', currency: 'HKD', up_to: null },
]
const limitsOf = {
  'no limit of its own': [],
  'a limit for the action': ofAction,
  'one more in Hong Kong dollars': [...ofActionInHkd, ...ofAction],
  'one in Hong Kong dollars only': ofActionInHkd,
} satisfies Record<string, Limit[]>
type Limited = keyof typeof limitsOf

/** The largest refund, in cents, that each role may decide: worked out by hand. XBT is a currency nobody knows the worth of. */
type Most = Record<'USD' | 'HKD' | 'XBT', number | 'any' | 'none'>
const MOST: Record<Limited, Record<Decider, Most>> = {
  'no limit of its own': {
    reviewer: { USD: 100_000, HKD: 800_000, XBT: 'none' },
    lead: { USD: 500_000, HKD: 4_000_000, XBT: 'none' },
    admin: { USD: 'any', HKD: 'any', XBT: 'any' },
  },
  'a limit for the action': {
    reviewer: { USD: 10_000, HKD: 80_000, XBT: 'none' },
    lead: { USD: 20_000, HKD: 160_000, XBT: 'none' },
    admin: { USD: 30_000, HKD: 240_000, XBT: 'none' },
  },
  'one more in Hong Kong dollars': {
    reviewer: { USD: 10_000, HKD: 40_000, XBT: 'none' },
    lead: { USD: 20_000, HKD: 120_000, XBT: 'none' },
    admin: { USD: 30_000, HKD: 'any', XBT: 'none' },
  },
  'one in Hong Kong dollars only': {
    reviewer: { USD: 5_000, HKD: 40_000, XBT: 'none' },
    lead: { USD: 15_000, HKD: 120_000, XBT: 'none' },
    admin: { USD: 'any', HKD: 'any', XBT: 'any' },
  },
}

const ROLES = ['none', 'viewer', 'reviewer', 'lead', 'admin'] as const
const WAYS = ['by name', 'by user group', 'in the place of somebody'] as const
const SIZES = ['no amount', 'below', 'at', 'above'] as const
const CURRENCIES = ['USD', 'HKD', 'XBT'] as const
const REQUESTERS = ['nobody', 'somebody else', 'me', 'whose place I take'] as const
const LENDERS = ['here', 'deactivated', 'back since yesterday'] as const

type Case = {
  role: (typeof ROLES)[number]
  way: (typeof WAYS)[number]
  active: boolean
  size: (typeof SIZES)[number]
  currency: (typeof CURRENCIES)[number]
  limited: Limited
  requester: (typeof REQUESTERS)[number]
  lender: (typeof LENDERS)[number]
}

function casesOf(role: Case['role'], way: Case['way']): Case[] {
  let cases: Case[] = [
    {
      role,
      way,
      active: true,
      size: 'at',
      currency: 'USD',
      limited: 'a limit for the action',
      requester: 'nobody',
      lender: 'here',
    },
  ]
  const over = <K extends keyof Case>(key: K, values: readonly Case[K][]): void => {
    cases = cases.flatMap((one) => values.map((value) => ({ ...one, [key]: value })))
  }
  over('active', [true, false])
  over('size', SIZES)
  over('currency', CURRENCIES)
  over('limited', Object.keys(limitsOf) as Limited[])
  over('requester', REQUESTERS)
  over('lender', LENDERS)
  return cases
}

/** Who may decide, as one would explain it to a new colleague. */
function rules(one: Case): 'yes' | 'yes, in their place' | 'no' {
  const { role, way } = one
  // Guests and people who left never decide.
  if (!one.active) return 'no'
  // Nobody approves what they asked for themselves, whatever they are.
  if (one.requester === 'me') return 'no'
  if (way === 'in the place of somebody') {
    // Their place can be taken only while they are away, and belong to the company.
    if (one.lender !== 'here') return 'no'
    // What they asked for is not approved for them either.
    if (one.requester === 'whose place I take') return 'no'
  }
  // Looking is not deciding.
  if (role === 'none' || role === 'viewer') return 'no'
  // Where no money is named the role is enough.
  if (one.size !== 'no amount') {
    const most = MOST[one.limited][role][one.currency]
    if (most === 'none') return 'no'
    // Up to the limit, the limit included.
    if (most !== 'any' && one.size === 'above') return 'no'
  }
  return way === 'in the place of somebody' ? 'yes, in their place' : 'yes'
}

function amountOf({ role, size, currency, limited }: Case): { amount: number; currency: string } | null {
  if (size === 'no amount') return null
  const most = role === 'none' || role === 'viewer' ? 'any' : MOST[limited][role][currency]
  const edge = most === 'any' || most === 'none' ? 100_000_000 : most
  return { amount: edge + { below: -100, at: 0, above: 100 }[size], currency }
}

function named(role: Case['role'], id: string) {
  const of = (each: Role): string[] => (each === role ? [id] : [])
  // Somebody is always configured, or nobody could decide for that reason alone.
  return { viewer: of('viewer'), reviewer: of('reviewer'), lead: of('lead'), admin: [...of('admin'), 'UOTHERADMIN'] }
}

function asked(one: Case) {
  const { role, way, lender } = one
  const holder = { 'by name': ME, 'by user group': GROUP, 'in the place of somebody': LENDER }[way]
  const asker: Asker = {
    by: ME,
    now: NOW,
    active: [...(one.active ? [ME] : []), ...(lender === 'deactivated' ? [] : [LENDER]), 'UOTHERADMIN'],
    groups: way === 'by user group' ? { [GROUP]: ['USOMEBODY', ME] } : {},
    inForce: {
      people: named(role, holder),
      limits_usd,
      limits: limitsOf[one.limited],
      away:
        way === 'in the place of somebody'
          ? {
              [LENDER]: {
                to: ME,
                until: lender === 'back since yesterday' ? NOW - DAY : NOW + DAY,
                set_at: NOW - 2 * DAY,
              },
            }
          : {},
    },
  }
  const requestedBy = { nobody: null, 'somebody else': 'USOMEBODY', me: ME, 'whose place I take': LENDER }[
    one.requester
  ]
  return mayDecide({ ...asker, action: 'refund', amount: amountOf(one), rates, requestedBy })
}

/** A refusal says why, and never sends people to themselves. */
function isHelpful(permission: ReturnType<typeof mayDecide>): boolean {
  return !permission.allowed && permission.because !== '' && !permission.who.includes(ME)
}

describe('who may decide, over all combinations', () => {
  const table = ROLES.flatMap((role) => WAYS.map((way) => [role, way] as const))
  let seen = 0

  it.each(table)('%s, %s', (role, way) => {
    const wrong: unknown[] = []
    for (const one of casesOf(role, way)) {
      const permission = asked(one)
      const said = permission.allowed ? (permission.for === null ? 'yes' : 'yes, in their place') : 'no'
      const expected = rules(one)
      if (said !== expected) wrong.push({ ...one, said, expected })
      if (
        permission.allowed ? permission.role !== role || (permission.for ?? LENDER) !== LENDER : !isHelpful(permission)
      )
        wrong.push({ ...one, permission })
      seen += 1
    }
    expect(wrong).toEqual([])
  })

  it('were that many', () => {
    expect(seen).toBe(5 * 3 * 2 * 4 * 3 * 4 * 4 * 3)
  })
})

describe('a role of one’s own and a lent one, over all combinations', () => {
  const own: Record<Case['role'], number> = {
    none: -1,
    viewer: -1,
    reviewer: 1000,
    lead: 5000,
    admin: Number.POSITIVE_INFINITY,
  }
  const table = ROLES.flatMap((mine) => ROLES.map((lent) => [mine, lent] as const))

  it.each(table)(
    'mine %s, lent %s: the own one where it is enough, else the lent one, never the sum of both',
    (mine, lent) => {
      for (const dollars of [0, 1000, 1001, 5000, 5001, 6000, 1_000_000])
        for (const requestedBy of [null, LENDER]) {
          const people = named(mine, ME)
          const theirs = named(lent, LENDER)
          const permission = mayDecide({
            by: ME,
            now: NOW,
            active: [ME, LENDER],
            groups: {},
            inForce: {
              people: {
                viewer: [...people.viewer, ...theirs.viewer],
                reviewer: [...people.reviewer, ...theirs.reviewer],
                lead: [...people.lead, ...theirs.lead],
                admin: [...people.admin, ...theirs.admin],
              },
              limits_usd,
              limits: [],
              away: { [LENDER]: { to: ME, until: NOW + DAY, set_at: NOW } },
            },
            action: 'refund',
            amount: { amount: dollars * 100, currency: 'USD' },
            rates,
            requestedBy,
          })
          const expected =
            dollars <= own[mine] ? ME : requestedBy !== LENDER && dollars <= own[lent] ? LENDER : 'nobody'
          expect([dollars, requestedBy, permission.allowed ? (permission.for ?? ME) : 'nobody']).toEqual([
            dollars,
            requestedBy,
            expected,
          ])
        }
    },
  )
})
