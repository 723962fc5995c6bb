// An address checker as a retailer might already have one.
import { z } from 'zod'
import type { Clock } from '../../src/contracts/clock.ts'
import { startVendor, type Vendor } from './vendor.ts'

const Call = z.object({
  input: z.object({
    order: z.object({
      shipping_address: z
        .object({ country: z.string().nullable(), postcode: z.string().nullable(), city: z.string().nullable() })
        .nullable(),
    }),
  }),
})

/** Countries whose parcels need a postcode; Hong Kong and others have none. */
const NEED_POSTCODE = new Set(['SG', 'MY', 'JP', 'AU', 'US', 'NZ', 'TH', 'TW'])

export function startAddressVendor({ secret, clock }: { secret: string; clock: Clock }): Promise<Vendor> {
  return startVendor({
    secret,
    clock,
    judge(given) {
      const call = Call.safeParse(given)
      return call.success ? judge(call.data.input.order.shipping_address) : null
    },
  })
}

function judge(address: z.infer<typeof Call>['input']['order']['shipping_address']): object {
  const gap = !address?.country
    ? 'no country'
    : !address.city
      ? 'no city'
      : NEED_POSTCODE.has(address.country) && !address.postcode
        ? 'no postcode'
        : null
  if (gap === null)
    return {
      action: 'clear',
      params: {},
      confidence: 0.95,
      reasons: [{ text: 'The address is complete and deliverable', source: 'address register' }],
      against: [],
      unchecked: ['Whether anybody lives there'],
      flags: [],
      amount: null,
    }
  return {
    action: 'hold',
    params: { reason_code: 'address_incomplete' },
    confidence: 0.8,
    reasons: [{ text: `The address cannot be delivered to: ${gap}`, source: 'address register' }],
    against: [],
    unchecked: [],
    flags: ['address'],
    amount: null,
  }
}
