// By when people must answer: the policy's patience, the collection the parcel waits for, or the reply a marketplace wants.
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { CutOff } from '../../src/contracts/hours.ts'
import type { Order } from '../../src/contracts/order.ts'
import { RunPolicy } from '../../src/contracts/policy.ts'
import { dueFor } from '../../src/workflow/due.ts'
import { config, NOW } from './sample-config.ts'
import { order, play, received, result, results } from './sample-run.ts'

// 10 November 2026, a Tuesday, 17:00 in Hong Kong.
const hongKong = { time_zone: 'Asia/Hong_Kong', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as CutOff['days'] }
const PARENT = '01930000-0000-7000-8000-000000000009'
const general: CutOff = { at: '18:00', ...hongKong }
const express: CutOff = { at: '19:30', ...hongKong, shipping_methods: ['Express'] }

function due(step: string, policy: Partial<RunPolicy>, patch: Partial<Order> = {}, now = NOW) {
  const parent = step === 'notification' ? { run_id: PARENT, step } : null
  const said = parent ? result(step, 'notify', { ask: true }) : result(step, 'hold', { ask: true })
  const state = play(received({ parent }, order(patch)), results(said)).state
  return dueFor({ ...state, config: { ...config, policy: { ...config.policy, ...policy } } }, step, now)
}

describe('the deadline of a question', () => {
  it('is the policy when nothing else is due, and says nothing more', () => {
    expect(due('fraud', {})).toEqual({ deadline: NOW + 4 * HOUR, due: { hard: false, words: '' } })
  })

  it('is half an hour before the collection the parcel waits for', () => {
    expect(due('fraud', { cut_offs: [general] })).toEqual({
      deadline: NOW + 30 * MINUTE,
      due: { hard: true, words: 'ships by 18:00 (Hong Kong)' },
    })
  })

  it('follows the collection of the shipping method', () => {
    const found = due('fraud', { cut_offs: [general, express] }, { shipping_method: 'express' })
    expect(found).toEqual({ deadline: NOW + 2 * HOUR, due: { hard: true, words: 'ships by 19:30 (Hong Kong)' } })
  })

  it('leaves a collection that nobody can answer in time for to the next one', () => {
    const late = NOW + 57 * MINUTE
    expect(due('fraud', { cut_offs: [general] }, {}, late)).toEqual({
      deadline: late + 4 * HOUR,
      due: { hard: false, words: '' },
    })
  })

  it('is what the shop says a parcel must leave by, when that is earlier', () => {
    const ship_by = new Date(NOW + 2 * HOUR).toISOString()
    const hours = { default: { ...hongKong, shifts: [{ from: '09:00', to: '18:00' }] }, teams: {} }
    expect(due('fraud', { hours }, { ship_by })).toEqual({
      deadline: NOW + 90 * MINUTE,
      due: { hard: true, words: 'ships by 19:00 (Hong Kong)' },
    })
  })

  it('of a message to the customer is the marketplace rule, and no collection', () => {
    const reply_rules = [{ name: 'reply due', within: 3 * HOUR, time_zone: 'Asia/Singapore', tags: ['market'] }]
    const found = due('notification', { cut_offs: [general], reply_rules }, { tags: ['market'] })
    expect(found).toEqual({
      deadline: NOW + 3 * HOUR - 5 * MINUTE,
      due: { hard: true, words: 'reply due by 20:00 (Singapore)' },
    })
    expect(due('notification', { cut_offs: [general], reply_rules }).due).toEqual({ hard: false, words: '' })
  })
})

describe('the policy a run keeps', () => {
  it('reads the same from what was stored of it', () => {
    const kept = RunPolicy.parse({
      ...config.policy,
      cut_offs: [general],
      reply_rules: [{ within: 3 * HOUR, tags: ['market'] }],
    })
    expect(RunPolicy.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
    expect(kept.reply_rules).toEqual([{ within: 3 * HOUR, time_zone: 'Etc/UTC', tags: ['market'] }])
  })
})
