import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailHash, phoneHash } from '../../src/channels/refs.ts'
import { normaliseShopify } from '../../src/channels/shopify/normalise.ts'
import { minorDigits } from '../../src/contracts/money.ts'
import { Order } from '../../src/contracts/order.ts'
import { DOMAIN, delivered, ENTITY_ID, orderBody } from './fixtures/shopify-payloads.ts'

function created(body: unknown) {
  const event = normaliseShopify(delivered('orders/create', body))
  if (event.what !== 'order.created') throw new Error(`became ${JSON.stringify(event)}`)
  return event
}

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(orderBody).filter(([name]) => !names.includes(name)))

describe('a new order from Shopify', () => {
  it('is read whole, with exact ids and in shop money', () => {
    const { order, ...event } = created(orderBody)
    expect(order).toEqual({
      entity_id: ENTITY_ID,
      number: '1042',
      created_at: '2026-11-10T09:30:00+08:00',
      updated_at: '2026-11-10T09:31:00+08:00',
      total: { amount: 38_850, currency: 'HKD' },
      lines: [
        {
          sku: 'APP-TEE-BLK-M',
          title: 'Cotton tee',
          quantity: 2,
          unit_price: { amount: 18_000, currency: 'HKD' },
          grams: 220,
          requires_shipping: true,
        },
        {
          sku: '',
          title: 'Gift wrap',
          quantity: 1,
          unit_price: { amount: 2_850, currency: 'HKD' },
          grams: 0,
          requires_shipping: false,
        },
      ],
      customer: {
        id: '812345678901234561',
        name: 'Mei Chan',
        email: 'Mei.Chan@Example.com',
        phone: '+852 5555 0100',
        orders_count: 4,
        since: '2025-03-01T10:00:00+08:00',
        signed_up: true,
      },
      shipping_address: {
        name: 'Mei Chan',
        lines: ['1 Sample Street', 'Flat 2'],
        city: 'Kowloon',
        province: null,
        postcode: null,
        country: 'HK',
      },
      billing_address: {
        name: 'Mei Chan',
        lines: ['1 Sample Street'],
        city: 'Kowloon',
        province: null,
        postcode: null,
        country: 'HK',
      },
      payment: { gateways: ['cards'], status: 'paid' },
      fulfilment_status: null,
      cancelled_at: null,
      shipping_method: 'Standard',
      market: 'HK',
      locale: 'zh-HK',
      ip: '203.0.113.9',
      tags: ['gift', 'repeat'],
      note: 'leave at the door',
      test: false,
      problems: [],
      ship_by: null,
    })
    expect(event).toEqual({
      what: 'order.created',
      delivery: `shopify:${DOMAIN}:w-1`,
      run_moment: '2026-11-10T09:30:00+08:00',
      received_at: 1_794_276_000_000,
      entity_id: ENTITY_ID,
      refs: [
        { kind: 'number', value: '1042' },
        { kind: 'email_hash', value: emailHash('mei.chan@example.com') },
        { kind: 'phone_hash', value: phoneHash('+852 5555 0100') },
        { kind: 'customer', value: '812345678901234561' },
        { kind: 'tracking', value: 'TRK-1' },
        { kind: 'tracking', value: 'TRK-2' },
      ],
    })
  })

  it.each([
    ['enabled', true],
    ['disabled', false],
    ['invited', false],
    [null, null],
  ])('takes a customer whose account is %s for one who signed up: %s', (state, signed_up) => {
    expect(created({ ...orderBody, customer: { ...orderBody.customer, state } }).order.customer).toMatchObject({
      signed_up,
    })
  })

  it('keeps an id that only stands there as a large number, digit by digit', () => {
    const text = JSON.stringify(without('admin_graphql_api_id', 'id')).replace('{', '{"id":820982911946154508,')
    expect(created(text).entity_id).toBe(`shopify:${DOMAIN}:820982911946154508`)
  })

  it.each<[string, unknown, string, string]>([
    ['no currency', without('currency'), 'currency', 'the shop did not say in which currency'],
    [
      'a currency that is none',
      { ...orderBody, currency: 'hk dollars' },
      'currency',
      '"hk dollars" is not a currency code',
    ],
    ['no total', without('total_price'), 'total', 'no total'],
    [
      'a total that is no number',
      { ...orderBody, total_price: 'free' },
      'total',
      '"free HKD" is not an amount of money',
    ],
    [
      'a total with too many decimals',
      { ...orderBody, total_price: '1.005' },
      'total',
      '"1.005" has more decimals than HKD has',
    ],
    ['a negative total', { ...orderBody, total_price: '-1.00' }, 'total', 'the total is negative'],
    ['no lines', { ...orderBody, line_items: [] }, 'lines', 'no lines with something to deliver'],
    ['lines of another kind', { ...orderBody, line_items: 'none' }, 'lines', 'no lines with something to deliver'],
    [
      'a line without SKU',
      { ...orderBody, line_items: [{ ...orderBody.line_items[0], sku: '' }] },
      'lines[0].sku',
      'no SKU',
    ],
    [
      'a line without price',
      { ...orderBody, line_items: [{ ...orderBody.line_items[0], price: null }] },
      'lines[0].unit_price',
      'no price',
    ],
    [
      'a line without quantity',
      {
        ...orderBody,
        line_items: [{ ...orderBody.line_items[0], current_quantity: null, quantity: 'two' }, orderBody.line_items[0]],
      },
      'lines[0].quantity',
      'no readable quantity; the line is left out',
    ],
    [
      'no address',
      without('shipping_address'),
      'shipping_address',
      'no shipping address, and something has to be shipped',
    ],
    [
      'no country',
      { ...orderBody, shipping_address: { ...orderBody.shipping_address, country_code: 'Hong Kong' } },
      'shipping_address.country',
      'no country to ship to',
    ],
    ['no number', without('name', 'order_number'), 'number', 'no order number'],
    ['no creation time', without('created_at', 'processed_at'), 'created_at', 'no moment of creation'],
    ['no id', without('id', 'admin_graphql_api_id'), 'id', 'the shop gave no readable order id'],
    [
      'a NUL in the name',
      { ...orderBody, customer: { ...orderBody.customer, last_name: 'Ch\u0000an' } },
      'customer.last_name',
      'held characters that cannot be stored',
    ],
  ])('with %s stays an order, with that one problem', (_, body, field, problem) => {
    const { order } = created(body)
    expect(order.problems).toEqual([{ field, problem }])
    expect(Order.safeParse(order).success).toBe(true)
  })

  it('prices lines without a currency in no currency, which nothing converts', () => {
    const { order } = created(without('currency'))
    expect(order.total).toBeNull()
    expect(order.lines[0]?.unit_price).toEqual({ amount: 18_000, currency: 'XXX' })
  })

  it('needs no address when nothing is shipped', () => {
    const { order } = created({ ...without('shipping_address'), line_items: [orderBody.line_items[1]] })
    expect(order.problems).toEqual([])
    expect(order.market).toBe('HK')
  })

  it('without an id is the same order each time it is delivered', () => {
    const body = without('id', 'admin_graphql_api_id')
    expect(created(body).entity_id).toBe(created(body).entity_id)
    expect(created({ ...body, note: 'other' }).entity_id).not.toBe(created(body).entity_id)
  })

  it('reads a zoneless time as UTC, wherever this runs', () => {
    expect(created({ ...orderBody, created_at: '2026-11-10T09:30:00' }).order.created_at).toBe(
      '2026-11-10T09:30:00.000Z',
    )
  })

  it('never changes an amount by a single minor unit', () => {
    const currencies = fc.constantFrom('HKD', 'SGD', 'MYR', 'AUD', 'USD', 'JPY', 'KWD')
    fc.assert(
      fc.property(fc.nat(), currencies, (amount, currency) => {
        const digits = minorDigits(currency)
        const padded = String(amount).padStart(digits + 1, '0')
        const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
        const { order } = created({ ...orderBody, currency, total_price: decimal })
        expect(order.total).toEqual({ amount, currency })
      }),
    )
  })
})
