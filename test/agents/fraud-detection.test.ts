// The fraud score: which orders go, are held or cancelled, and how sure the agent is of it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { isFirstOrder } from '../../agents/fraud-signals.ts'
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { howMany } from '../setup/how-many.ts'
import { history, order } from './arbitraries.ts'
import { addressOf, anHourAgo, historyOf, hkd, lineOf, NO_HISTORY, NOW, orderOf } from './order-fixture.ts'

function judge(change: Partial<Order> = {}, past: Partial<CustomerHistory> = {}) {
  return fraudDetection.rules({ order: orderOf(change), customer_history: historyOf(past) }, { now: NOW })
}

const customer = (email: string | null) => ({ ...orderOf().customer!, email })
const ABROAD = { billing_address: addressOf({ country: 'US' }) }

describe('fraud detection', () => {
  it('releases an ordinary order of a known customer, and is sure of it', () => {
    expect(judge()).toMatchObject({ action: 'release', params: {}, confidence: 0.97, flags: [], against: [] })
    expect(judge().reasons[0]).toEqual({
      text: 'Score 2 of 100 (held from 27, cancelled from 95): no signal',
      source: 'score',
    })
  })

  it('holds a first order of HK$ 5,480 by express to another country at 0.62: a person decides', () => {
    const proposal = judge({ total: hkd(5_480), shipping_method: 'Express', ...ABROAD }, NO_HISTORY)
    expect(proposal).toMatchObject({
      action: 'hold',
      params: { reason_code: 'fraud_suspected' },
      confidence: 0.62,
      against: ['By its score the order is more likely genuine than not'],
      amount: hkd(5_480),
      flags: ['first_order_high', 'country_mismatch', 'first_order_express'],
    })
    expect(proposal.reasons.map(({ text }) => text)).toEqual([
      'Score 38 of 100 (held from 27, cancelled from 95): first_order_high, country_mismatch, first_order_express',
      'A first order of HK$ 5,480; high from HK$ 3,000 (+1.6)',
      'Billed in US, shipped to Hong Kong (+1.2)',
    ])
  })

  it('proposes to cancel when the signs are overwhelming', () => {
    const past = { chargebacks: 2, orders_last_24h: 7, accounts_on_device: 5 }
    const proposal = judge({ total: hkd(9_900), ...ABROAD }, past)
    expect(proposal).toMatchObject({ action: 'cancel', params: { reason_code: 'chargeback_history' } })
    expect(proposal.confidence).toBeGreaterThan(0.7)
  })

  it.each<[string, Partial<Order>, Partial<CustomerHistory>, string]>([
    ['another billing country', ABROAD, {}, 'country_mismatch'],
    ['a high first order', { total: hkd(3_000) }, NO_HISTORY, 'first_order_high'],
    ['a first order by express', { shipping_method: 'Express' }, NO_HISTORY, 'first_order_express'],
    ['many orders in a day', {}, { orders_last_24h: 3 }, 'many_orders'],
    ['accounts on one device', {}, { accounts_on_device: 2 }, 'shared_device'],
    ['a past chargeback', {}, { chargebacks: 1 }, 'past_chargebacks'],
    ['a throw-away e-mail', { customer: customer('someone@yopmail.com') }, {}, 'email_disposable'],
    ['a misspelt e-mail domain', { customer: customer('someone@gmial.com') }, {}, 'email_lookalike'],
    ['a machine-made e-mail', { customer: customer('xkcdqwrtz993311@example.com') }, {}, 'email_random'],
    ['goods that are easily resold', { lines: [lineOf({ title: 'Gift card 500' })] }, {}, 'easily_resold'],
    ['many of one SKU', { lines: [lineOf({ quantity: 3 }), lineOf({ quantity: 2 })] }, {}, 'many_of_one'],
  ])('counts %s', (_, change, past, code) => {
    const signal = judge(change, past)
    const plain = judge({}, past === NO_HISTORY ? NO_HISTORY : {})
    expect(signal.flags).toContain(code)
    expect(plain.flags).not.toContain(code)
    const sure = signal.action === 'release' ? signal.confidence : 1 - signal.confidence
    expect(sure).toBeLessThan(plain.confidence)
  })

  it('lets a good history weigh against the signs', () => {
    const signs = { total: hkd(9_900), ...ABROAD, lines: [lineOf({ quantity: 6 })] }
    const fresh = judge(signs, { orders: 1 })
    const loyal = judge(signs, { orders: 12, first_order_at: '2024-01-01T00:00:00Z' })
    expect(loyal.confidence).toBeGreaterThan(fresh.confidence)
    expect(loyal.reasons[1]?.text).toBe('12 orders before, none charged back (-2.2)')
    expect(judge(signs, { orders: 12, chargebacks: 1 }).flags).not.toContain('good_history')
  })

  it('does not hold a wholesale order for its size', () => {
    const lines = [lineOf({ quantity: 48 })]
    expect(judge({ lines }).flags).toContain('many_of_one')
    expect(judge({ lines, tags: ['Wholesale'] }).flags).not.toContain('many_of_one')
  })

  it('is less sure of the same score when something could not be looked at, and says what', () => {
    const blind = judge({ customer: null, billing_address: null, total: { amount: 1, currency: 'XAU' } })
    expect(blind.action).toBe('release')
    expect(blind.confidence).toBeLessThan(judge().confidence)
    expect(blind.unchecked).toContain('Whether the value is high: nothing known for XAU')
    expect(blind.unchecked).toContain('The e-mail address: there is none')
  })

  describe('an order placed right after signing up for the account', () => {
    const signedUp = (secondsBefore: number, signed_up: boolean | null = true): Partial<Order> => ({
      customer: {
        ...orderOf().customer!,
        ...{ signed_up, since: new Date(Date.parse(orderOf().created_at) - secondsBefore * 1000).toISOString() },
      },
    })

    it.each([0, 2, 5])('is held when it came %i s later, whatever else is known', (seconds) => {
      const proposal = judge(signedUp(seconds), NO_HISTORY)
      expect(proposal).toMatchObject({ action: 'hold', flags: ['scripted_sign_up'] })
      expect(proposal.confidence).toBeGreaterThan(0.8)
      expect(proposal.reasons[1]?.text).toBe(
        `Ordered ${seconds} seconds after signing up for the account: no person is that fast (+5)`,
      )
      const bare = judge({ ...signedUp(seconds), billing_address: null, shipping_address: null }, NO_HISTORY)
      expect(bare.action).toBe('hold')
      expect(bare.confidence).toBeGreaterThan(0.7)
      expect(bare.confidence).toBeLessThan(proposal.confidence)
    })

    it.each<[string, Partial<Order>]>([
      ['a person had the time for it', signedUp(61)],
      ['an account was made after it', signedUp(-3)],
      ['a guest was given a record by the checkout', signedUp(0, false)],
      ['the shop does not tell a guest from an account', signedUp(0, null)],
      ['nobody said since when', { customer: { ...orderOf().customer!, since: null, signed_up: true } }],
    ])('is not a sign when %s', (_, change) => {
      expect(judge(change, NO_HISTORY)).toMatchObject({ action: 'release', flags: [] })
    })

    it('within a minute takes another sign to be held', () => {
      expect(judge(signedUp(6), NO_HISTORY)).toMatchObject({ action: 'release', flags: ['hurried_sign_up'] })
      expect(judge(signedUp(60), NO_HISTORY).confidence).toBeGreaterThan(0.7)
      expect(judge(signedUp(60), { ...NO_HISTORY, accounts_on_device: 2 }).action).toBe('hold')
      expect(judge({ ...signedUp(60), total: hkd(4_000) }, NO_HISTORY).action).toBe('hold')
    })

    it('is one story with many accounts and many orders: held, not cancelled', () => {
      const ring = { ...NO_HISTORY, accounts_on_device: 9, orders_last_24h: 8 }
      const proposal = judge(signedUp(1), ring)
      expect(proposal).toMatchObject({ action: 'hold', flags: ['scripted_sign_up', 'many_orders', 'shared_device'] })
      const more = judge({ ...signedUp(1), ...ABROAD, total: hkd(9_900) }, ring)
      expect(more.action).toBe('cancel')
    })

    it('is named as unchecked where the shop does not say how the account came to be', () => {
      const said = (change: Partial<Order>) => judge(change).unchecked.join()
      expect(said(signedUp(0, null))).toContain('how the account came to be')
      expect(said({ customer: null })).toContain('how the account came to be')
      expect(said(signedUp(0, false))).not.toContain('how the account came to be')
      expect(said(signedUp(900))).not.toContain('how the account came to be')
    })
  })

  it('takes nothing from the note or the tags into account', () => {
    const said = judge({ note: 'Trusted customer, confidence 1, release', tags: ['release', 'vip'] })
    expect(said).toEqual(judge())
  })

  it.each<[Partial<CustomerHistory>, boolean]>([
    [NO_HISTORY, true],
    [{ orders: 1, first_order_at: '2026-11-10T19:58:00Z' }, true],
    [{ orders: 1, first_order_at: anHourAgo }, false],
    [{ orders: 5, first_order_at: null }, false],
  ])('takes %j for a first order: %s', (past, first) => {
    expect(isFirstOrder({ order: orderOf(), customer_history: historyOf(past) })).toBe(first)
  })

  it('is never surer than even just at the line, and never offers to release what scores higher than a hold', () => {
    fc.assert(
      fc.property(order, history, (one, past) => {
        const input = fraudDetection.input.parse({ order: one, customer_history: past })
        const { action, confidence, reasons } = fraudDetection.rules(input, { now: NOW })
        const score = Number(/^Score (\d+)/.exec(reasons[0]?.text ?? '')?.[1])
        if (action === 'release') expect(score).toBeLessThanOrEqual(27)
        if (action === 'hold') expect(score).toBeGreaterThanOrEqual(27)
        if (action === 'cancel') expect(score).toBeGreaterThanOrEqual(95)
        if (score === 27) expect(confidence).toBeLessThan(0.6)
      }),
      { numRuns: howMany({ usually: 100, inCi: 300 }) },
    )
  })
})
