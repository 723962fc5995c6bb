// Audits and checks as people meet them in Slack: blind first, told at once, and nobody shown how somebody else answered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import type { Check } from '../../src/contracts/check.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { caseOf, disguised } from '../../src/trust/checks/case-of.ts'
import { read } from '../blocks/read.ts'
import { OPS } from './desk.ts'
import { createLiving, type Living } from './living.ts'

let living: Living
beforeEach(async () => {
  living = await createLiving()
})
afterEach(() => living.close())

/** An order that went through by itself, looked at once more. */
async function looked(kind: Check['kind'], changes: Partial<Check> = {}): Promise<string> {
  const { world } = living
  const { order } = namedCase('duplicate')
  world.shop.place(order)
  await world.send(order)
  const state = await world.runOf(order)
  const record = state.steps['fraud_detection']?.record
  const one = record && caseOf(state, record.decision_id)
  if (!record || !one) throw new Error('nothing was decided')
  const of = { run_id: state.run_id, decision_id: record.decision_id }
  const { agent, version, decision: action, gate, step } = record
  const about = { kind, of: { ...of, step }, agent, version, action, segment: gate.scope.segment }
  const check = {
    ...about,
    source: 'real' as const,
    drawn: null,
    not_by: null,
    p: 1,
    gave_away: 'Four devices',
    ...changes,
  }
  const shown = kind === 'audit' ? one : disguised(one, 'seed')
  const started = await world.engine.startCheck({ check, drawn_with: of, ...shown })
  if (started.outcome !== 'begun') throw new Error('not started')
  await living.settled()
  return started.run_id
}

const posted = () =>
  living.ben
    .messages(OPS)
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ blocks }) => read(blocks))
const told = () => living.ben.ephemerals().map(({ text }) => text)
const last = () => posted().at(-1) ?? ''

/** Chooses the entry of a menu on the newest card that has it. */
async function choose(action: string, ending: string) {
  const message = living.ben.messages(OPS).findLast(({ blocks }) => JSON.stringify(blocks).includes(action))
  const values = [...JSON.stringify(message?.blocks ?? []).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g)]
  const value = values.map(([, text]) => JSON.parse(`"${text}"`) as string).find((each) => each.includes(`"${ending}"`))
  if (!message || !value) throw new Error(`no choice ${ending}`)
  return living.ben.click(action, { message, entered: value })
}

describe('an audit', () => {
  it('shows the case and not what the agent did, until somebody has said what they would do', async () => {
    await looked('audit', { drawn: 'random' })
    expect(last()).toMatch(/What would you do\? Order #1048/)
    expect(last()).toContain('Ships to')
    expect(last()).not.toMatch(/confidence|Score|Releas(ed|ing)/)
    expect(await choose(ACTIONS.auditState, 'hold')).toMatchObject({ status: 'ok' })
    await living.ben.until(() => /would have said: \*Hold it\*.* fraud_detection did: \*Release it\*/.test(last()))
    await choose(ACTIONS.auditFound, 'wrong_2')
    await living.settled()
    const [row] = await living.world.ledger.trust.evidence({ agent: 'fraud_detection' })
    expect(row).toMatchObject({ audit: 'wrong', severity: 2 })
  })
})

describe('an audit as a case of /review', () => {
  const screen = (fits: RegExp) =>
    living.ben.until(() => {
      const view = living.ben.view()
      const text = view ? read(view.view.blocks) : ''
      return fits.test(text) ? text : undefined
    })
  /** Chooses in the window what ends like that. */
  async function pick(action: string, ending: string) {
    const view = living.ben.view()
    const values = [...JSON.stringify(view?.view.blocks ?? []).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g)]
    const value = values.map(([, text]) => JSON.parse(`"${text}"`) as string).find((one) => one.includes(`"${ending}"`))
    if (!view || !value) throw new Error(`no choice ${ending}`)
    living.world.pass(SECOND)
    expect(await living.ben.click(action, { view, entered: value })).toEqual({ status: 'ok' })
  }

  it('is asked blind, shows the agent only in its second step, is claimed like any case, and counts', async () => {
    const run = await looked('audit', { drawn: 'random' })
    await living.ben.command('/review audits', OPS)
    const blind = await screen(/What would you do\?/)
    expect(blind).toContain('1 of 1')
    expect(blind).not.toMatch(/confidence|Score|Releas(ed|ing)|did:/)
    const { claims } = living.world.ledger
    expect(await claims.standing(living.world.clock())).toMatchObject([{ run_id: run, by: 'U0BEN0001' }])
    await pick(ACTIONS.reviewState, 'hold')
    const seen = await screen(/Was it right\?/)
    expect(seen).toMatch(/would have said: \*Hold it\*.* fraud_detection did: \*Release it\*/)
    await pick(ACTIONS.reviewFound, 'wrong_2')
    expect(await screen(/1 looked at afterwards/)).toContain('Thank you')
    expect(await claims.standing(living.world.clock())).toEqual([])
    const [row] = await living.world.ledger.trust.evidence({ agent: 'fraud_detection' })
    expect(row).toMatchObject({ audit: 'wrong', severity: 2 })
    await living.ben.close()
    await living.ben.command('/review audits', OPS)
    await screen(/Nothing to review for "audits"/)
  })

  it('cannot be found by what the agent did, nor by who answered before, and goes on with whoever began it', async () => {
    const second = await looked('double', { not_by: 'U0BEN0001' })
    const { cases } = living.world.ledger
    expect(await cases.looks(9)).toMatchObject([{ run_id: second, action: '', amount: null, look: { second: true } }])
    await living.ben.command('/review', OPS)
    await screen(/Nothing to review/)
    await living.ben.close()
    await living.ben.command('/review release', OPS)
    await screen(/Nothing to review|No case can be chosen/)
    await living.ana.command('/review', OPS)
    await living.ana.until(() => read(living.ana.view()?.view.blocks ?? []).includes('What would you do?'))
  })
})

describe('a check', () => {
  it('looks like any card, is told to who answered it, and names nobody afterwards', async () => {
    const run = await looked('known_wrong')
    expect(last()).toMatch(/Release order #/)
    expect(last()).not.toMatch(/PRACTICE|CHECK|check of/)
    expect(await living.ben.click(ACTIONS.approve)).toMatchObject({ status: 'ok' })
    await living.settled()
    await living.ben.until(() =>
      /wrong on purpose, and you approved it. What gave it away: Four devices/.test(told().join()),
    )
    expect(last()).toContain('This was a check')
    expect(last()).not.toContain('U0BEN')
    expect(last()).not.toContain('approved')
    expect(await living.world.engine.state(run)).toMatchObject({ phase: 'completed', actions: {} })
    expect(living.world.shop.state.effects.all().filter(({ action }) => action === 'release')).toHaveLength(1)
    await living.ben.command('/countersign me')
    await living.ben.until(() => /Of 1 known-wrong check in half a year you caught 0/.test(told().join()))
  })
})
