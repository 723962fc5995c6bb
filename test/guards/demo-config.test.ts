// The demo's configuration is the product's own but for what it says it changes: the two must not grow apart unnoticed.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Topology } from '../../src/contracts/topology.ts'

const read = (file: string): unknown => parse(readFileSync(file, 'utf8'))

describe('the configuration of the demo', () => {
  it('has the policy of the product but for three waits', () => {
    const [own, demo] = [read('config/policy.yml'), read('dev/demo/config/policy.yml')] as Record<string, unknown>[]
    const changed = Object.keys({ ...own, ...demo }).filter(
      (key) => JSON.stringify(own?.[key]) !== JSON.stringify(demo?.[key]),
    )
    expect(changed.sort()).toEqual(['freshness', 'settle'])
  })

  it('has the topology of the product, one agent more that lives elsewhere, and a workflow of small refunds', () => {
    const [own, demo] = [
      Topology.parse(read('config/topology.yml')),
      Topology.parse(read('dev/demo/config/topology.yml')),
    ]
    const { order_to_fulfilment: _own, ...ownOthers } = own.workflows
    const { order_to_fulfilment: _demo, small_refunds, ...demoOthers } = demo.workflows
    expect(small_refunds?.tier_1.map(({ agent, kind }) => [agent, kind])).toEqual([['small_refunds', 'remote']])
    expect(demoOthers).toEqual(ownOthers)
    const { tier_1, ...rest } = demo.workflows['order_to_fulfilment'] ?? {}
    const { tier_1: ownTier, ...ownRest } = own.workflows['order_to_fulfilment'] ?? {}
    expect(rest).toEqual(ownRest)
    expect(tier_1?.filter(({ kind }) => kind === 'local')).toEqual(ownTier)
    expect(tier_1?.filter(({ kind }) => kind === 'remote').map(({ agent }) => agent)).toEqual(['address_verification'])
  })
})
