// What models cost, from a real record: by agent and day, per order, what is left today, and where rules had to judge.
import { describe, expect, it } from 'vitest'
import { costsMessage, costsText } from '../../blocks/costs.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createCosts } from '../../src/slack/costs.ts'
import { read } from '../blocks/read.ts'
import { completed, creating, event, NOW, received } from '../ledger/fixtures.ts'
import { openHarness } from '../ledger/harness.ts'
import { emptyDb } from '../setup/embedded-db.ts'

const harness = openHarness(emptyDb)
const costs = (hasModel = true) => createCosts({ ledger: harness.ledger, usdPerDay: 5, hasModel, clock: () => NOW })

async function paid(usd: number, at = NOW, changes: Parameters<typeof completed>[0] = {}) {
  const step = { ...event(completed(changes), null, at), measured: { cost_usd: usd, model_version: 'm-1' } }
  const append = creating({ events: [event(received({ number: '1042' })), step] })
  expect(await harness.ledger.append(append, 'work')).toMatchObject({ status: 'appended' })
  return append
}

describe('/costs', () => {
  it('says what today cost, for how many orders, and what is left of the budget', async () => {
    await paid(0.25)
    await paid(0.75)
    await paid(2, NOW - 2 * DAY)
    const shown = read(costsMessage(await costs()('day')))
    expect(shown).toContain('*US$ 1.00* today for 2 calls, US$ 0.50 for each of 2 orders.')
    expect(shown).toContain("*US$ 4.00* of today's US$ 5.00 are left.")
    expect(shown).toContain('• *fraud detection* US$ 1.00 for 2 calls')
    expect(shown).toContain('The dearest: order #1042, US$ 0.75')
  })

  it('shows every day of the week as a bar', async () => {
    await paid(1)
    await paid(2, NOW - 2 * DAY)
    const report = await costs()('week')
    expect(report.days.map(({ usd }) => usd)).toEqual([0, 0, 0, 0, 2, 0, 1])
    expect(read(costsMessage(report))).toMatch(/`11-08 █{10}` US\$ 2\.00\n`11-09 ·{10}` US\$ 0\n`11-10 █{5}·{5}`/)
  })

  it('counts calls that failed, so that the rules judged instead', async () => {
    await paid(0.01, NOW, { fallback: { used: 'rules', because: 'the model did not answer in time' } })
    expect(read(costsMessage(await costs()('day')))).toContain('1 call failed, the rules judged instead')
  })

  it('counts what questions cost, which belongs to no order', async () => {
    await harness.ledger.figures.noteCost({ id: newId(), at: NOW, agent: 'questions', model: 'm-1', cost_usd: 0.5 })
    const report = await costs()('day')
    expect(report).toMatchObject({ usd: 0.5, orders: 0, per_order: null, budget: { left: 4.5 } })
    expect(await harness.ledger.queries.spentUsd(NOW - DAY)).toBe(0.5)
  })

  it('says that the rules decide where there is no key', async () => {
    expect(costsText(await costs(false)('day'))).toBe('No model key is set: the rules decide, and that costs 0.')
  })
})
