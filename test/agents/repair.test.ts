import { describe, expect, it } from 'vitest'
import { repair } from '../../agents/repair.ts'
import { PersonsRequest, type RequestSoFar } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { NOW, orderOf } from './order-fixture.ts'

type About = { action?: string; reason_code?: string; done?: string[] }

function asked(about: About | null, note = ''): PersonsRequest {
  return PersonsRequest.parse({
    by: 'U0ANA0001',
    note,
    about: about && {
      ...{ run_id: 'r', decision_id: 'd', agent: 'fraud_detection', action: 'release', params: {} },
      ...{ reason_code: 'wrong_call', done: [] },
      ...about,
    },
  })
}

function proposed(request: RequestSoFar | null, patch: Partial<Order> = {}, wishes: string[] = []) {
  const input = repair.input.parse({ order: orderOf(patch), request })
  return repair.rules(input, { now: NOW, feedback: wishes.map((note) => ({ note, draft: {} })) })
}

describe('repair', () => {
  it.each<[string, About, string, Partial<Order>, string]>([
    ['a parcel that left is stopped first', { done: ['release', 'ship'] }, '', {}, 'intercept'],
    ['also when the shop says that it left', {}, '', { fulfilment_status: 'fulfilled' }, 'intercept'],
    ['what has not left is held', { done: ['release'] }, '', {}, 'hold'],
    ['a message is not mended by a parcel', { action: 'notify', done: ['ship', 'notify'] }, '', {}, 'apologise'],
    ['a cancelled order is paid back already', { action: 'cancel', done: ['cancel'] }, 'refund it', {}, 'apologise'],
    ['a needless hold was a delay', { action: 'hold', done: ['hold'] }, '', {}, 'apologise'],
    ['what cannot be delivered is paid back', { reason_code: 'out_of_stock_since' }, '', {}, 'refund'],
    ['words come first', { done: ['ship'] }, 'Please give them their money back', {}, 'refund'],
    ['but only where it is possible', { done: [] }, 'stop the parcel', {}, 'hold'],
    ['nothing is paid back of an order without a sum', { done: ['ship'] }, 'refund', { total: null }, 'intercept'],
  ])('%s', (_name, about, note, patch, action) => {
    expect(proposed(asked(about, note), patch).action).toBe(action)
  })

  it.each<[string, About, string[], string]>([
    ['a parcel that cannot be stopped is paid back', { done: ['ship'] }, ['intercept'], 'refund'],
    ['what cannot be paid back either is apologised for', { done: ['ship'] }, ['intercept', 'refund'], 'apologise'],
    ['what cannot be held any more may have left', { done: ['release'] }, ['hold'], 'intercept'],
  ])('%s', (_name, about, refused, action) => {
    expect(proposed({ ...asked(about), refused }).action).toBe(action)
  })

  it('has nothing more to say when everything was refused', () => {
    const refused = ['hold', 'intercept', 'refund', 'apologise']
    expect(() => proposed({ ...asked({ done: ['ship'] }), refused })).toThrow('left to people')
  })

  it('pays back the whole order, and says that a part may be enough', () => {
    const total = { amount: 12_300, currency: 'HKD' }
    const proposal = proposed(asked({ done: ['ship'] }, 'refund'), { total })
    expect(proposal).toMatchObject({ params: { amount: total }, amount: total })
    expect(proposal.against.join()).toContain('edit the amount')
  })

  it('does as a reviewer asks afterwards, and the last word counts', () => {
    const request = asked({ done: ['ship'] }, 'stop the parcel')
    expect(proposed(request, {}, ['rather refund it']).action).toBe('refund')
    expect(proposed(request, {}, ['rather refund it', 'no, just apologise']).action).toBe('apologise')
  })

  it('writes its apology in the language of the customer, without a link, an address or a promise', () => {
    const { params } = proposed(asked({ action: 'notify' }), { locale: 'zh-TW' })
    expect(params).toMatchObject({ locale: 'zh-Hant', goodwill: null })
    expect(String(params['body'])).toContain('訂單')
    expect(
      repair.output.safeParse({ ...proposed(asked({ action: 'notify' })), params: { ...params, body: 'see www.x.y' } })
        .success,
    ).toBe(false)
  })

  it('always says what speaks against it and what it did not check, and has no status quo', () => {
    for (const done of [['ship'], ['cancel'], ['hold'], []]) {
      const proposal = proposed(asked({ done }))
      expect(proposal.against.length).toBeGreaterThan(0)
      expect(proposal.unchecked.length).toBeGreaterThan(0)
    }
    expect(repair.statusQuo({ order: orderOf(), request: null })).toBeNull()
  })

  it('says in plain words that nobody asked for anything', () => {
    expect(() => proposed(null)).toThrow('Nobody said what was wrong')
  })
})
