// A sample order in the form Shopify announces it. The shape is theirs, the contents are ours.
import { AppError } from '../../src/contracts/app-error.ts'
import { type Money, sumMoney } from '../../src/contracts/money.ts'
import { product } from './catalogue.ts'
import { decimalText, listed, market } from './markets.ts'
import type { SampleAddress, SampleOrder, SampleSpec } from './sample-order.ts'

const SHIPPING_HKD = 40

export function sampleOrder(spec: SampleSpec): SampleOrder {
  const { kind, id, number, domain, country, lines, person, history } = spec
  const { currency } = market(country)
  const priced = lines.map((line) => ({ ...line, ...priceOf(line.sku, country) }))
  const goods = sumMoney(
    priced.map(({ price, quantity }) => ({ ...price, amount: price.amount * quantity })),
    currency,
  )
  const shipping = priced.some(({ shipped }) => shipped)
    ? listed(SHIPPING_HKD, market(country))
    : { amount: 0, currency }
  const total = sumMoney([goods, shipping], currency)
  return {
    ...{ kind, number, total, country, lines, history },
    entity_id: `shopify:${domain}:${id}`,
    customer_id: person.id,
    webhook: {
      topic: 'orders/create',
      domain,
      webhook_id: `sample-${id}`,
      body: body(spec, { priced, goods, shipping, total }),
    },
  }
}

/** The same order in a later state, as a webhook of its own: `laterWebhook(order, 'orders/cancelled', { cancelled_at: ... })`. */
export function laterWebhook(
  order: SampleOrder,
  topic: string,
  changes: Record<string, unknown>,
): SampleOrder['webhook'] {
  const { webhook } = order
  return {
    ...webhook,
    topic,
    webhook_id: `${webhook.webhook_id}-${topic.replaceAll('/', '-')}`,
    body: { ...webhook.body, ...changes },
  }
}

type Priced = {
  sku: string
  quantity: number
  price: Money
  title: string
  brand: string
  grams: number
  shipped: boolean
}

function priceOf(sku: string, country: string): Omit<Priced, 'sku' | 'quantity'> {
  const found = product(sku)
  if (!found) throw new AppError('sample.unknown_sku', `the sample shop does not sell ${sku}`)
  const { title, brand, grams, shipped, hkd } = found
  return { title, brand, grams, shipped, price: listed(hkd, market(country)) }
}

function body(
  spec: SampleSpec,
  sums: { priced: Priced[]; goods: Money; shipping: Money; total: Money },
): Record<string, unknown> {
  const { person, billing } = spec
  const currency = spec.currency === undefined ? sums.total.currency : spec.currency
  return {
    id: Number(spec.id),
    admin_graphql_api_id: `gid://shopify/Order/${spec.id}`,
    name: `#${spec.number}`,
    order_number: Number(spec.number),
    created_at: spec.created_at,
    updated_at: spec.created_at,
    processed_at: spec.created_at,
    cancelled_at: null,
    cancel_reason: null,
    ...(currency === null ? {} : { currency, presentment_currency: currency }),
    total_price: decimalText(sums.total),
    subtotal_price: decimalText(sums.goods),
    total_tax: '0.00',
    financial_status: 'paid',
    fulfillment_status: null,
    payment_gateway_names: [spec.gateway],
    email: person.email,
    contact_email: person.email,
    phone: null,
    customer_locale: spec.locale,
    browser_ip: spec.ip,
    tags: (spec.tags ?? []).join(', '),
    note: spec.note ?? null,
    test: false,
    customer: {
      id: Number(person.id),
      admin_graphql_api_id: `gid://shopify/Customer/${person.id}`,
      email: person.email,
      first_name: person.first_name,
      last_name: person.last_name,
      orders_count: spec.history.orders,
      // The checkout gives a guest a record at the moment of the order, and the shop calls it disabled.
      created_at: spec.history.first_order_at ?? spec.created_at,
      state: spec.history.first_order_at === null ? 'disabled' : 'enabled',
    },
    billing_address: address(billing, person),
    shipping_address: spec.shipping && address(spec.shipping, person),
    line_items: sums.priced.map(({ sku, quantity, price, title, brand, grams, shipped }, index) => ({
      id: Number(spec.id) * 10 + index,
      ...{
        sku,
        title,
        name: title,
        vendor: brand,
        quantity,
        current_quantity: quantity,
        grams,
        requires_shipping: shipped,
      },
      price: decimalText(price),
    })),
    shipping_lines: [{ title: spec.shipping_method, code: spec.shipping_method, price: decimalText(sums.shipping) }],
    fulfillments: [],
    refunds: [],
  }
}

function address(
  { line, city, province, postcode, country }: SampleAddress,
  { first_name, last_name }: SampleSpec['person'],
): Record<string, unknown> {
  return {
    first_name,
    last_name,
    name: `${first_name} ${last_name}`,
    address1: line,
    address2: null,
    city,
    province,
    zip: postcode,
    country_code: country,
  }
}
