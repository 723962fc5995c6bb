// Shopify's order as ours. Money is the shop's own: `currency` with `total_price` and each line's `price`. What the
// customer was shown (`presentment_currency`, the `*_set` members) is left aside: limits and refunds are booked in shop money.
import type { EntityId } from '../../contracts/entity.ts'
import type { Address, Order, OrderProblem } from '../../contracts/order.ts'
import { completeOrder, type LineDraft, NO_CURRENCY, readCurrency, readMoney } from '../order-draft.ts'
import type { ShopifyAddress, ShopifyLine, ShopifyOrder } from './payload.ts'

export function toOrder(payload: ShopifyOrder, entityId: EntityId, problems: OrderProblem[]): Order {
  const currency = readCurrency(payload.currency, problems)
  const shipping = toAddress(payload.shipping_address)
  const billing = toAddress(payload.billing_address)
  return completeOrder(
    {
      entity_id: entityId,
      number: orderNumber(payload),
      created_at: payload.created_at ?? payload.processed_at,
      updated_at: payload.updated_at,
      total: readMoney(payload.total_price, currency, 'total', problems),
      lines: payload.line_items.map((line, index) => toLine(line, index, currency, problems)),
      customer: toCustomer(payload),
      shipping_address: shipping,
      billing_address: billing,
      payment: {
        gateways:
          payload.payment_gateway_names.length > 0
            ? payload.payment_gateway_names
            : [payload.gateway].filter((name) => name !== null),
        status: payload.financial_status,
      },
      fulfilment_status: payload.fulfillment_status,
      cancelled_at: payload.cancelled_at,
      shipping_method: payload.shipping_lines[0]?.title ?? payload.shipping_lines[0]?.code ?? null,
      // Shopify's order says nothing of it; a cut-off in the policy does.
      ship_by: null,
      market: shipping?.country ?? billing?.country ?? null,
      locale: payload.customer_locale,
      ip: payload.browser_ip ?? payload.client_details?.browser_ip ?? null,
      tags: toTags(payload.tags),
      note: payload.note,
      test: payload.test ?? false,
    },
    problems,
  )
}

/** "#1042" is order 1042: people type it without the sign. */
export function orderNumber(payload: ShopifyOrder): string | null {
  return payload.name?.replace(/^#(?=.)/, '') ?? payload.order_number
}

/** What is still to be delivered: `current_quantity` is the quantity less what was removed or refunded since. */
function toLine(line: ShopifyLine, index: number, currency: string | null, problems: OrderProblem[]): LineDraft {
  return {
    sku: line.sku,
    title: line.title ?? line.name,
    quantity: line.current_quantity ?? line.quantity,
    unit_price: readMoney(line.price, currency ?? NO_CURRENCY, `lines[${index}].unit_price`, problems),
    grams: line.grams,
    requires_shipping: line.requires_shipping ?? true,
  }
}

function toCustomer(payload: ShopifyOrder): Order['customer'] {
  const { customer } = payload
  const email = payload.email ?? payload.contact_email ?? customer?.email ?? null
  const phone = payload.phone ?? customer?.phone ?? null
  if (customer === null && email === null && phone === null) return null
  return {
    id: customer?.admin_graphql_api_id ?? customer?.id ?? null,
    name: joined(customer?.first_name, customer?.last_name),
    email,
    phone,
    orders_count: customer?.orders_count == null ? null : Math.max(0, customer.orders_count),
    since: customer?.created_at ?? null,
    signed_up: hasSignedUp(customer?.state ?? null),
  }
}

/** The checkout gives every guest a customer record, at the moment of the order; only an account in use is "enabled". */
function hasSignedUp(state: string | null): boolean | null {
  return state === null ? null : state === 'enabled'
}

function toAddress(address: ShopifyAddress): Address | null {
  if (address === null || Object.values(address).every((member) => member === null)) return null
  return {
    name: address.name ?? joined(address.first_name, address.last_name),
    lines: [address.address1, address.address2].filter((line) => line !== null),
    city: address.city,
    province: address.province ?? address.province_code,
    postcode: address.zip,
    country: address.country_code,
  }
}

function toTags(tags: unknown): string[] {
  const list = typeof tags === 'string' ? tags.split(',') : Array.isArray(tags) ? tags : []
  return list.flatMap((tag) => (typeof tag === 'string' && tag.trim() !== '' ? [tag.trim()] : []))
}

function joined(...names: (string | null | undefined)[]): string | null {
  const name = names.filter(Boolean).join(' ')
  return name === '' ? null : name
}
