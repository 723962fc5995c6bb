// The parts of Shopify's order payload that we use; everything else may be whatever it likes.
import { z } from 'zod'
import { Country, Flag, Id, Instant, part, partsOf, Text, Texts, Whole } from '../lenient-fields.ts'

const ShopifyAddress = part({
  name: Text,
  first_name: Text,
  last_name: Text,
  address1: Text,
  address2: Text,
  city: Text,
  province: Text,
  province_code: Text,
  zip: Text,
  country_code: Country,
})
export type ShopifyAddress = z.infer<typeof ShopifyAddress>

const ShopifyLine = {
  sku: Text,
  title: Text,
  name: Text,
  quantity: Whole,
  current_quantity: Whole,
  price: Text,
  grams: Whole,
  requires_shipping: Flag,
}

export const ShopifyOrder = z.object({
  id: Id,
  admin_graphql_api_id: Id,
  name: Text,
  order_number: Text,
  created_at: Instant,
  processed_at: Instant,
  updated_at: Instant,
  cancelled_at: Instant,
  cancel_reason: Text,
  currency: Text,
  total_price: Text,
  email: Text,
  contact_email: Text,
  phone: Text,
  customer_locale: Text,
  browser_ip: Text,
  client_details: part({ browser_ip: Text }),
  financial_status: Text,
  fulfillment_status: Text,
  gateway: Text,
  payment_gateway_names: Texts,
  note: Text,
  test: Flag,
  tags: z.unknown().optional(),
  customer: part({
    id: Id,
    admin_graphql_api_id: Id,
    email: Text,
    first_name: Text,
    last_name: Text,
    phone: Text,
    orders_count: Whole,
    created_at: Instant,
    state: Text,
  }),
  shipping_address: ShopifyAddress,
  billing_address: ShopifyAddress,
  line_items: partsOf(ShopifyLine),
  shipping_lines: partsOf({ title: Text, code: Text }),
  fulfillments: partsOf({ tracking_number: Text, tracking_numbers: Texts }),
})
export type ShopifyOrder = z.infer<typeof ShopifyOrder>
export type ShopifyLine = ShopifyOrder['line_items'][number]
