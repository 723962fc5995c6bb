// What may be sent where: sanctions, restricted goods, boxes no courier serves.
import { describe, expect, it } from 'vitest'
import { complianceCheck } from '../../agents/compliance-check.ts'
import { refuses, restrictedGoods } from '../../agents/restricted-goods.ts'
import type { CarrierRate } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { addressOf, lineOf, NOW, orderOf, rateOf } from './order-fixture.ts'

function check(change: Partial<Order> = {}, carrier_rates: CarrierRate[] = [rateOf()]) {
  return complianceCheck.rules({ order: orderOf(change), carrier_rates }, { now: NOW })
}

const to = (country: string, change = {}) => ({ shipping_address: addressOf({ country, ...change }) })
const of = (line: Parameters<typeof lineOf>[0]) => ({ lines: [lineOf(line)] })

describe('compliance', () => {
  it('clears an ordinary order and names what it cannot know', () => {
    expect(check()).toMatchObject({ action: 'clear', confidence: 0.96, flags: [] })
    expect(check().unchecked).toEqual(['Whether the buyer is on a list of sanctioned persons'])
  })

  it.each<[string, Partial<Order>, string, string]>([
    ['an embargoed destination', to('IR'), 'cancel', 'sanctioned_destination'],
    [
      'an embargoed billing address',
      { billing_address: addressOf({ country: 'CU' }) },
      'hold',
      'sanctioned_destination',
    ],
    ['a destination under export controls', to('RU'), 'hold', 'sanctioned_destination'],
    ['a sanctioned region', to('UA', { province: 'Donetsk Oblast' }), 'hold', 'sanctioned_destination'],
    ['alcohol where it is banned', { ...to('SA'), ...of({ sku: 'ALC-7' }) }, 'cancel', 'restricted_goods'],
    ['alcohol by its title alone', { ...to('SA'), ...of({ title: 'Dry gin 70 cl' }) }, 'hold', 'restricted_goods'],
    ['knives that need an age check', { ...to('GB'), ...of({ sku: 'KNF-1' }) }, 'hold', 'restricted_goods'],
    ['a post-office box', to('HK', { lines: ['P.O. Box 91'] }), 'hold', 'po_box'],
    ['a box written in Chinese', to('HK', { lines: ['中環郵政信箱 12 號'] }), 'hold', 'po_box'],
    ['no address', { shipping_address: null }, 'hold', 'address_missing'],
    ['an address of blanks', to('HK', { lines: [' ', ''] }), 'hold', 'address_missing'],
  ])('stops %s', (_, change, action, reason_code) => {
    expect(check(change)).toMatchObject({ action, params: { reason_code }, amount: orderOf().total })
  })

  it.each<[string, Partial<Order>]>([
    ['Ukraine outside the sanctioned regions', to('UA', { province: 'Kyiv' })],
    ['alcohol where it is free', of({ sku: 'ALC-7' })],
    ['a shirt in wine red', of({ title: 'Shirt, wine-coloured' })],
    ['ginger', { ...to('SA'), ...of({ title: 'Ginger tea' }) }],
    ['an order with nothing to ship', { shipping_address: null, ...of({ requires_shipping: false }) }],
    ['a box served by post', { ...to('HK', { lines: ['PO Box 91'] }), shipping_method: 'Registered post' }],
  ])('clears %s', (_, change) => {
    expect(check(change).action).toBe('clear')
  })

  it('clears a post-office box when a postal carrier goes there', () => {
    const boxed = to('HK', { lines: ['PO Box 91'] })
    expect(check(boxed, [rateOf(), rateOf({ carrier: 'Island Post' })]).action).toBe('clear')
  })

  it('holds goods that every carrier to the destination refuses, and clears them when one takes them', () => {
    const battery = of({ sku: 'BAT-20' })
    const refusing = rateOf({ restricted: ['Lithium batteries'] })
    expect(check(battery, [refusing])).toMatchObject({ action: 'hold', confidence: 0.9, flags: ['restricted_goods'] })
    expect(check(battery, [refusing, rateOf()])).toMatchObject({ action: 'clear', confidence: 0.85 })
    expect(check(battery, []).action).toBe('clear')
  })

  it('is less sure when only a word in a title speaks for it', () => {
    const tagged = check({ ...to('GB'), ...of({ title: 'Bread knife' }), tags: ['Knives'] })
    const worded = check({ ...to('GB'), ...of({ title: 'Bread knife' }) })
    expect([tagged.confidence, worded.confidence]).toEqual([0.9, 0.72])
    expect(worded.against).toEqual(['Seen in the words of a title only, which may mislead'])
  })

  it('gives the gravest finding as the action and the others as further reasons', () => {
    const both = check({ ...to('IR', { lines: ['PO Box 5'] }), ...of({ sku: 'BAT-1' }) })
    expect(both).toMatchObject({ action: 'cancel', params: { reason_code: 'sanctioned_destination' } })
    expect(both.reasons).toHaveLength(2)
    expect(both.flags).toEqual(['sanctioned_destination', 'po_box'])
  })
})

describe('restricted goods', () => {
  it.each([
    ['行動電源 20000mAh', 'batteries'],
    ['Eau de Parfum 50 ml', 'perfume'],
    ['威士忌 700ml', 'alcohol'],
    ['Pisau dapur', 'knives'],
  ])('are recognised in %s', (title, category) => {
    expect(restrictedGoods(orderOf(of({ title })))).toEqual([{ category, sku: 'TEE-01', certain: false }])
  })

  it('are found by a tag even when no line says so', () => {
    expect(restrictedGoods(orderOf({ tags: ['Lithium'] }))).toEqual([{ category: 'batteries', sku: '', certain: true }])
  })

  it('are refused in whatever words a carrier uses', () => {
    const goods = restrictedGoods(orderOf(of({ sku: 'BAT-1' })))
    expect(['batteries', 'Battery', 'LITHIUM', 'power banks'].map((word) => refuses([word], goods))).toEqual(
      Array(4).fill('batteries'),
    )
    expect(refuses(['liquids', 'alcohol'], goods)).toBeNull()
  })
})
