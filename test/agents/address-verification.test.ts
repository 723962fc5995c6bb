// Addresses a courier could find, and those a person should look at first.
import { describe, expect, it } from 'vitest'
import { addressVerification } from '../../agents/address-verification.ts'
import type { Address } from '../../src/contracts/order.ts'
import { addressOf, lineOf, NOW, orderOf } from './order-fixture.ts'

function verify(shipping_address: Address | null) {
  return addressVerification.rules({ order: orderOf({ shipping_address }) }, { now: NOW })
}

const SINGAPORE = { country: 'SG', city: null, postcode: '238 801' }

describe('address verification', () => {
  it.each<[string, Partial<Address>, number]>([
    ['Hong Kong, which has no postcodes', {}, 0.93],
    ['Singapore, whose city is the country', SINGAPORE, 0.95],
    ['Japan with a dash', { country: 'JP', postcode: '150-0002' }, 0.95],
    ['Britain in small letters', { country: 'gb', postcode: 'sw1a 1aa' }, 0.95],
    ['a country whose postcodes are not known here', { country: 'KE', postcode: null }, 0.75],
    ['a number written in Thai digits', { country: 'TH', postcode: '10110', lines: ['ซอย ๑๒'] }, 0.95],
  ])('clears %s', (_, change, confidence) => {
    expect(verify(addressOf(change))).toMatchObject({ action: 'clear', confidence })
  })

  it.each<[string, Partial<Address> | null, string]>([
    ['no address', null, 'address_missing'],
    ['no country', { country: null }, 'address_missing'],
    ['no street', { lines: [] }, 'address_missing'],
    ['no name for the label', { name: ' ' }, 'address_incomplete'],
    ['no city', { country: 'MY', postcode: '50450', city: '' }, 'address_incomplete'],
    ['no house number', { lines: ['Sample Street'] }, 'address_incomplete'],
    ['no postcode', { ...SINGAPORE, postcode: null }, 'postcode_mismatch'],
    ['another country’s postcode', { country: 'MY', postcode: '238801' }, 'postcode_mismatch'],
  ])('holds an order with %s', (_, change, reason_code) => {
    expect(verify(change && addressOf(change))).toMatchObject({ action: 'hold', params: { reason_code } })
  })

  it('leaves a missing house number to a person: many addresses have none', () => {
    expect(verify(addressOf({ lines: ['Sample Street'] })).confidence).toBeLessThan(0.7)
  })

  it('asks for no address when nothing is shipped', () => {
    const order = orderOf({ shipping_address: null, lines: [lineOf({ requires_shipping: false })] })
    expect(addressVerification.rules({ order }, { now: NOW }).action).toBe('clear')
  })
})
