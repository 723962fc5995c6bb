// A grant that a model earned, and the rules that judge in its place while it is at rest: a person is asked, and told why.
import { afterEach, describe, expect, it } from 'vitest'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { Proposal } from '../../src/contracts/proposal.ts'
import { createWorld, plainSpec, type World } from './world.ts'

let world: World
afterEach(() => world.close())

describe('an agent whose model earned its autonomy', () => {
  it('acts alone on what that model judged, and asks about what its rules or another model judged', async () => {
    let model: string | null = 'm-1'
    world = await createWorld({
      parts: {
        async model({ agent, input }) {
          if (model === null) throw new AppError('model.off', 'it is at rest')
          const proposal = Proposal.parse(agent.rules(agent.input.parse(input) as never, { now: world.clock() }))
          return { proposal, model_version: model, cost_usd: 0.001 }
        },
      },
      configuration: (same) => ({
        ...same,
        config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 1 } } },
      }),
    })
    let serial = 0
    const judged = async (by: string | null) => {
      model = by
      serial += 1
      const order = sampleOrder({
        ...plainSpec,
        id: String(5_555_000_000_000 + serial),
        number: String(50_000 + serial),
      })
      world.shop.place(order)
      await world.send(order)
      world.pass(1_000)
      const gate = (await world.runOf(order)).steps['fraud_detection']?.record?.gate
      if (!gate) throw new Error('nothing was judged')
      return gate
    }
    const { scope } = await judged('m-1')
    const evidence = {
      ...{ decisions: 240, errors: 0, at_worst: 0.02, log_evidence: 6, log_threshold: 3.7 },
      ...{ alpha_eff: 0.045, catch_rate: 0.9 },
    }
    await world.ledger.trust.append(
      {
        ...{ type: 'granted', scope, level: 'L3', from_confidence: 0.1, alpha: 0.05, delta: 0.05, attempt: 1 },
        ...{ evidence, source: 'model m-1', cap_usd_cents: null, expires_at: world.clock() + 100 * DAY },
        ...{ override: null, renews: null, root_cause: null },
      },
      { by: 'ULEAD', at: world.clock(), cause: 'granted' },
    )
    world.pass(1_000)
    expect(await judged('m-1')).toMatchObject({ scope, level: 'L3', answer: 'act' })
    const atRest = await judged(null)
    expect(atRest).toMatchObject({ level: 'L1', answer: 'ask' })
    expect(atRest.reasons.join()).toContain('not on what its rules judged')
    const other = await judged('m-2')
    expect(other).toMatchObject({ level: 'L1', answer: 'ask' })
    expect(other.reasons.join()).toContain('not on what the model m-2 judged')
    const rows = await world.ledger.trust.evidence({ agent: 'fraud_detection' })
    expect(rows.map(({ source }) => source)).toEqual(expect.arrayContaining(['model m-1', 'rules', 'model m-2']))
  })
})
