// Two people must agree: every sequence of three clicks by every kind of person, through the very parts that rule on real ones,
// against the rules written down a second time.
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/contracts/clock.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { permissionFor } from '../../src/engine/permission.ts'
import { decide } from '../../src/workflow/decide.ts'
import { ruleVerdict } from '../../src/workflow/rule-verdict.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, openId, play, received, result, results, tierOne, verdict } from '../workflow/sample-run.ts'

const PEOPLE = ['lead', 'reviewer', 'dan', 'requester', 'poor', 'viewer'] as const
type Person = (typeof PEOPLE)[number]
const ID: Record<Person, string> = {
  lead: 'ULEAD',
  reviewer: 'UREVIEWER',
  /** Has no role, and takes the lead's place. */
  dan: 'UDAN',
  /** An admin who asked for it, and may take it back. */
  requester: 'UREQUESTER',
  /** A reviewer by user group alone, whose limit is in the way. */
  poor: 'UPOOR',
  viewer: 'UVIEWER',
}
const inForce = {
  people: { admin: ['UREQUESTER'], lead: ['ULEAD', 'UREVIEWER'], reviewer: ['S0POOR001'], viewer: ['UVIEWER'] },
  limits_usd: { reviewer: 10, lead: 5000, admin: null },
  limits: [],
  on_call: {},
  away: { ULEAD: { to: 'UDAN', until: NOW + DAY, set_at: NOW - DAY } },
  channels: { default: null, teams: {} },
  workflows: {},
  stops: {},
  sale: null,
  setup: undefined,
}
const parts = {
  isActive: async () => true,
  inForce: async () => inForce,
  groupMembers: async () => ({ S0POOR001: ['UPOOR'] }),
  clock: () => NOW,
}

type Kind = 'approve' | 'approve what was first shown' | 'edit' | 'reject'
type Click = { person: Person; kind: Kind }

async function click(state: RunState, step: string, { person, kind }: Click): Promise<RunState> {
  const id = openId(state, step)
  const request = verdict(state, step, kind === 'approve what was first shown' ? 'approve' : kind, {
    by: ID[person],
    ...(kind === 'edit' ? { params: { warehouse: person } satisfies JsonObject } : {}),
    ...(kind === 'approve what was first shown' ? { revision: 1 } : {}),
  })
  if (request.type !== 'verdict') throw new Error('not a verdict')
  const ruling = ruleVerdict(request.request, state)
  if (ruling.ruling !== 'counts') return state
  const permission = await permissionFor(parts, state, {
    by: ID[person],
    kind: request.request.kind,
    decision: state.decisions[id] as NonNullable<(typeof state.decisions)[string]>,
  })
  if (!permission.allowed) return state
  return decide({ ...request, on_behalf_of: permission.for }, state, NOW + MINUTE).state
}

/** What must have become of the question after these clicks. `rejecting` says how many it takes to reject. */
function rules(clicks: readonly Click[], rejecting: 1 | 2): { status: string; agreed: string[] } {
  // Dan speaks for the lead; the others for themselves. The requester may only say no; who may only look or not so much, nothing.
  const speaksFor: Partial<Record<Person, Person>> = { lead: 'lead', reviewer: 'reviewer', dan: 'lead' }
  const maySayNo: Partial<Record<Person, Person>> = { ...speaksFor, requester: 'requester' }
  let said: { person: Person; voice: Person; side: 'yes' | 'no' }[] = []
  let edits = 0
  for (const { person, kind } of clicks) {
    const voice = (kind === 'reject' ? maySayNo : speaksFor)[person]
    if (voice === undefined) continue
    // Who looks at what has been changed since decides nothing.
    if (kind === 'approve what was first shown' && edits > 0) continue
    if (kind === 'edit') {
      // New values are a new question, and the editor the first to agree to them.
      edits += 1
      said = [{ person, voice, side: 'yes' }]
      continue
    }
    const side = kind === 'reject' ? 'no' : 'yes'
    if (side === 'no' && rejecting === 1) return { status: 'rejected', agreed: [] }
    const same = said.filter((one) => one.side === side)
    // One person is one person, whoever clicks for them and however often.
    if (same.some((one) => one.person === person || one.voice === voice)) continue
    if (same.length > 0) return { status: side === 'no' ? 'rejected' : edits > 0 ? 'edited' : 'approved', agreed: [] }
    // Nobody stands on two sides, nor is spoken for on both: the newer one counts.
    said = [...said.filter((one) => one.person !== person && one.voice !== voice), { person, voice, side }]
  }
  return { status: 'open', agreed: said.map(({ person, side }) => `${person} ${side}`) }
}

function sequences(kinds: readonly Kind[]): Click[][] {
  const clicks = PEOPLE.flatMap((person) => kinds.map((kind) => ({ person, kind })))
  const able = clicks.filter(
    ({ person, kind }) =>
      person === 'lead' || person === 'reviewer' || person === 'dan' || (person === 'requester' && kind === 'reject'),
  )
  const others = clicks.filter((one) => !able.includes(one))
  // Everybody's every click at first, and after any one that counted; of those who never may, one each at last.
  return clicks.flatMap((first) =>
    clicks.flatMap((second) => [...able, ...others.slice(0, 2)].map((third) => [first, second, third])),
  )
}

type Became = { status: string | undefined; agreed: string[] }
const personOf = new Map(PEOPLE.map((person) => [ID[person], person]))

function outcome(state: RunState, id: string): Became {
  const decision = state.decisions[id]
  const agreed = decision?.status === 'open' ? decision.approvals : []
  return { status: decision?.status, agreed: agreed.map(({ by, side }) => `${personOf.get(by) ?? by} ${side}`) }
}

/** Every sequence that ends elsewhere than the rules say. The same first clicks lead to the same place. */
async function differences(
  start: RunState,
  { step, kinds, rejecting }: { step: string; kinds: readonly Kind[]; rejecting: 1 | 2 },
): Promise<{ tried: number; wrong: unknown[] }> {
  const id = openId(start, step)
  const known = new Map<string, RunState>([['[]', start]])
  async function after(clicks: readonly Click[]): Promise<RunState> {
    const key = JSON.stringify(clicks)
    const found = known.get(key)
    if (found) return found
    const last = clicks.at(-1)
    const before = await after(clicks.slice(0, -1))
    const state = last && before.decisions[id]?.status === 'open' ? await click(before, step, last) : before
    if (clicks.length < 3) known.set(key, state)
    return state
  }
  const all = sequences(kinds)
  const wrong: unknown[] = []
  for (const clicks of all) {
    const [became, expected] = [outcome(await after(clicks), id), rules(clicks, rejecting)]
    if (JSON.stringify(became) !== JSON.stringify(expected)) wrong.push({ clicks, became, expected })
  }
  return { tried: all.length, wrong }
}

const requested = () => received({ requested_by: 'UREQUESTER' })

const route = () =>
  play(
    requested(),
    tierOne,
    results(result('routing', 'route', { ask: true, four_eyes: true, params: { warehouse: 'SG' } })),
    { type: 'ask' },
  ).state
const hold = () =>
  play(
    requested(),
    results(
      result('fraud', 'hold', { ask: true, four_eyes: true }),
      result('compliance', 'clear'),
      result('stock', 'reserve'),
    ),
    { type: 'ask' },
  ).state

describe('two people must agree', () => {
  it('on the same side and the same values, the requester never for it, each speaking for one person', async () => {
    const kinds: Kind[] = ['approve', 'approve what was first shown', 'edit', 'reject']
    const { tried, wrong } = await differences(route(), { step: 'routing', kinds, rejecting: 1 })
    expect(wrong).toEqual([])
    expect(tried).toBe(24 * 24 * 15)
  })

  it('to wave a hold aside too, which lets the order go on', async () => {
    const kinds: Kind[] = ['approve', 'reject']
    const { tried, wrong } = await differences(hold(), { step: 'fraud', kinds, rejecting: 2 })
    expect(wrong).toEqual([])
    expect(tried).toBe(12 * 12 * 9)
  })

  const approving: [string, Person[], string][] = [
    ['one person', ['lead'], 'open'],
    ['one person twice', ['lead', 'lead'], 'open'],
    ['one person and who takes their place', ['lead', 'dan'], 'open'],
    ['who takes their place and then they', ['dan', 'lead'], 'open'],
    ['an admin who asked for it, and one person', ['requester', 'lead'], 'open'],
    ['two people', ['lead', 'reviewer'], 'approved'],
    ['two people, one of them in the place of a third', ['dan', 'reviewer'], 'approved'],
  ]
  it.each(approving)('lesson: four eyes above the limit, %s', async (_name, people, status) => {
    let state = route()
    const id = openId(state, 'routing')
    for (const person of people) state = await click(state, 'routing', { person, kind: 'approve' })
    expect(outcome(state, id).status).toBe(status)
  })
})
