import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actionFigures, changes } from '../../eval/fraud/figures.ts'
import { judgesOf } from '../../eval/fraud/judges.ts'
import { naive } from '../../eval/fraud/naive.ts'
import { readOrders } from '../../eval/fraud/orders.ts'
import { type FraudReport, runFraud } from '../../eval/fraud/run.ts'
import { delaysAfter } from '../../eval/fraud/shift.ts'
import { stream } from '../../eval/fraud/stream.ts'
import { trainScore } from '../../eval/fraud/trained-score.ts'
import { readConfigFile } from '../../src/assembly/config-file.ts'
import { Policy } from '../../src/contracts/policy.ts'
import { ordersFile } from './sample-orders.ts'

const policy = readConfigFile(join(import.meta.dirname, '../../config'), 'policy.yml', Policy).value as Policy

/** The production agent, which is right here as long as accounts that a script made are fraud. */
async function throughThePipeline(folder: string, catchRate = 1) {
  const orders = readOrders(join(folder, 'fraud_dev.csv'), 10_000)
  const [judge] = judgesOf(orders, 0)
  if (!judge) throw new Error('there is no such judge')
  return { orders, streamed: await stream({ judge, orders, policy, catchRate, seed: 1 }) }
}

describe('eval fraud', () => {
  it('reports every agent with its lines, actions, months and the naive rule', async () => {
    const folder = ordersFile({ orders: 300, fraudEvery: 5 })
    const said: string[] = []
    const output = { result: (text: string) => said.push(text), progress: () => {} }
    const code = await runFraud(['--data', folder, '--json', '--train', '50', '--seed', '7'], output)
    const report = JSON.parse(said.at(-1) ?? '') as FraudReport
    expect(report).toMatchObject({ command: 'fraud', orders: 300, frauds: 60, seed: 7, catch_rate: 0.9 })
    expect(code).toBe(report.ok ? 0 : 1)
    expect(report.reached_by).toContain('fraud_detection')
    expect(report.agents.map(({ agent }) => agent)).toEqual([...['fraud_detection', 'trained_first', 'trained_month']])
    const [production, trained] = report.agents
    expect(production?.ok).toBe(production?.lines.every(({ ok }) => ok))
    expect(production?.actions.map(({ action }) => action)).toEqual(['hold', 'release'])
    expect(production?.lines.slice(0, 2)).toMatchObject([
      { got: 1, ok: true },
      { got: 1, ok: true },
    ])
    expect(production?.together).toMatchObject({ frauds: 60, stopped: 60, shipped: 0 })
    expect(trained).toMatchObject({ trained_on: 50, orders: 250 })
    expect(production?.halves).toMatchObject([
      { half: 1, orders: 150, frauds: 30, holds: 30, precision: 1, recall: 1 },
      { half: 2, orders: 150, frauds: 30, holds: 30, precision: 1, recall: 1 },
    ])
    const [hold, release] = production?.actions ?? []
    expect(hold?.never_promoted.join()).toMatch(
      /^hold any\|0-50 was never promoted, because .*decisions is \d+, 100 needed/,
    )
    expect(hold?.never_promoted.join()).toMatch(/in truth 0\.0 % of all 60 were wrong$/)
    expect(release?.confidence).toMatchObject({
      curve: expect.arrayContaining([{ from: 0.5, coverage: 1, error: 0 }]),
      // By answers given in the first half alone, on the truth of the second.
      calibrated: { fit: 'platt', labels: expect.toSatisfy((n: number) => n > 0 && n < 120), measured_on: 120 },
    })
    expect(production?.slices.map(({ month }) => month)).toEqual(['2026-01'])
    expect(production?.naive).toMatchObject({ promotes_after: null })
  })

  it('promotes what is always right, and only its holds, once the gate is open', async () => {
    const { streamed } = await throughThePipeline(ordersFile({ orders: 1500, fraudEvery: 2 }))
    const grants = await changes(streamed)
    const neverPromoted = (await actionFigures(streamed)).flatMap(({ never_promoted }) => never_promoted)
    expect(neverPromoted.join()).toContain('release any|0-50')
    expect(neverPromoted.join()).not.toContain('hold')
    expect(grants[0]).toMatchObject({ type: 'granted', level: 'L2', action: 'hold', by: 'manager' })
    expect(grants.every(({ action, type }) => action === 'hold' && type === 'granted')).toBe(true)
    const [hold, release] = await actionFigures(streamed)
    expect(hold?.alone.n).toBeGreaterThan(50)
    expect(hold?.alone).toMatchObject({ wrong: 0, error: 0, alpha: 0.05, ok: true })
    expect(hold?.skill).toMatchObject({ needed: true, harms: 0, open: true })
    expect(hold?.seeds.shown).toBeGreaterThan(0)
    expect(release?.alone.n).toBe(0)
    expect(release?.as_usual.n).toBeGreaterThan(600)
  })

  it('takes back what begins to hold good customers, and asks again', async () => {
    const lieFrom = 1000
    const { orders, streamed } = await throughThePipeline(ordersFile({ orders: 1500, fraudEvery: 2, lieFrom }))
    const since = orders[lieFrom]?.at ?? 0
    const [delay] = await delaysAfter(streamed, since)
    expect(delay).toMatchObject({ action: 'hold', demoted: true, error: 1 })
    expect(delay?.cause).toMatch(/^(audits|proven_below_target)$/)
    expect(delay?.decisions).toBeLessThan(60)
    const end = (await changes(streamed)).find(({ type }) => type === 'demoted')
    const after = streamed.judgements.filter(({ at, action }) => action === 'hold' && at > Date.parse(end?.at ?? ''))
    expect(after.length).toBeGreaterThan(50)
    expect(after.every(({ answer }) => answer === 'ask')).toBe(true)
  })

  it('never promotes when nobody catches a known-wrong case', async () => {
    const { streamed } = await throughThePipeline(ordersFile({ orders: 1000, fraudEvery: 2 }), 0)
    expect(await changes(streamed)).toEqual([])
  })

  it('lets the naive rule promote all actions for being right together', async () => {
    // A fifth of the holds is wrong, but holds are rare.
    const { streamed } = await throughThePipeline(ordersFile({ orders: 700, fraudEvery: 30, lieFrom: 400 }))
    const rule = naive({ judgements: streamed.judgements, catchRate: 1, seed: 1, agent: 'a' })
    expect(rule).toMatchObject({ passes_first_look: true, promotes_after: 500 })
    expect(rule.afterwards?.naive).toMatchObject({ alone: 200, hold_error: 1 })
    expect(rule.afterwards?.gate.alone).toBe(0)
  })

  it('knows of every order only what came before it, and refuses a file that is not in time order', () => {
    const file = join(ordersFile({ orders: 3, fraudEvery: 2 }), 'fraud_dev.csv')
    expect(readOrders(file, 3).map(({ past }) => past.orders_on_device)).toEqual([0, 0, 1])
    const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
    writeFileSync(file, [head, ...lines.reverse()].join('\n'))
    expect(() => readOrders(file, 3)).toThrow('is earlier than the line before it')
  })

  it('trains a score that knows nothing of what comes after its rows', () => {
    const orders = readOrders(join(ordersFile({ orders: 200, fraudEvery: 4 }), 'fraud_dev.csv'), 200)
    const chances = (of: typeof orders) => of.map(trainScore(orders.slice(0, 100)))
    const relabelled = orders.map((order, at) => (at < 100 ? order : { ...order, is_fraud: !order.is_fraud }))
    expect(chances(relabelled)).toEqual(chances(orders))
    expect(chances(orders)[196]).toBeGreaterThan(0.9)
    expect(chances(orders)[197]).toBeLessThan(0.1)
  })
})
