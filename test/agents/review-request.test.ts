import { describe, expect, it } from 'vitest'
import { reviewRequest } from '../../agents/review-request.ts'
import type { Order } from '../../src/contracts/order.ts'
import { NOW, orderOf } from './order-fixture.ts'

function proposed(note: string, patch: Partial<Order> = {}) {
  const request = { by: 'U0ANA0001', note, about: null }
  return reviewRequest.rules(reviewRequest.input.parse({ order: orderOf(patch), request }), { now: NOW })
}

describe('review_request', () => {
  it('proposes to hold the order, in the words of the person', () => {
    expect(proposed('They called twice.')).toMatchObject({
      action: 'hold',
      reasons: [{ text: 'In their words: They called twice.', source: 'request' }],
    })
  })

  it('clips a speech to what a reason may be', () => {
    expect(proposed('x'.repeat(900)).reasons[0]?.text).toHaveLength(300)
  })

  it('says when there may be nothing left to hold', () => {
    expect(proposed('?', { fulfilment_status: 'fulfilled' }).against[0]).toContain('nothing left to hold')
    expect(proposed('?', { cancelled_at: '2026-11-10T10:00:00Z' }).against[0]).toContain('nothing left to hold')
    expect(proposed('?').against[0]).toContain('waits')
  })

  it('is asked whatever it says: without the person the order would go on', () => {
    expect(reviewRequest.statusQuo({ order: orderOf(), request: null })).toBeNull()
    expect(reviewRequest.actions['hold']?.on_reject).toBe('continue')
  })
})
