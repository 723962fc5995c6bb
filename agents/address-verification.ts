// address_verification: whether a courier could find the address. Usually a remote tool; these rules stand in when it is silent.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { type Address, Order } from '../src/contracts/order.ts'
import { FROM_RUN } from './from-run.ts'
import { NoParams, proposalOf } from './proposal-of.ts'
import { countryName } from './wording.ts'

const AddressReason = z.strictObject({
  reason_code: z.enum(['address_missing', 'address_incomplete', 'postcode_mismatch']),
})

/** How a postcode looks, spaces aside. A country that is not here has none, or none that we know. */
const POSTCODES: Readonly<Record<string, RegExp>> = {
  SG: /^\d{6}$/,
  MY: /^\d{5}$/,
  TH: /^\d{5}$/,
  ID: /^\d{5}$/,
  PH: /^\d{4}$/,
  VN: /^\d{5,6}$/,
  TW: /^\d{3}(\d{2,3})?$/,
  CN: /^\d{6}$/,
  JP: /^\d{3}-?\d{4}$/,
  KR: /^\d{5}$/,
  IN: /^\d{6}$/,
  AU: /^\d{4}$/,
  NZ: /^\d{4}$/,
  US: /^\d{5}(-?\d{4})?$/,
  CA: /^[A-Z]\d[A-Z]\d[A-Z]\d$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
}
/** Places without postcodes, or where the city is the country. */
const NO_POSTCODE = new Set(['HK', 'MO', 'AE'])
const CITY_STATES = new Set(['HK', 'MO', 'SG'])

type Doubt = { code: z.infer<typeof AddressReason>['reason_code']; sure: number; text: string }

export const addressVerification = defineAgent({
  name: 'address_verification',
  version: '1.0.0',
  kind: 'agent',
  about: 'Checks that an address is complete and its postcode fits the country, before anything is sent there.',
  trigger: 'An order arrives',
  reads: { order: FROM_RUN },
  actions: {
    clear: { approval: 'sampled', on_reject: 'manual', editable: [] },
    hold: { approval: 'strict', on_reject: 'continue', editable: [] },
  },
  input: z.strictObject({ order: Order }),
  output: proposalOf({ clear: NoParams, hold: AddressReason }),
  statusQuo: () => ({ action: 'clear', params: {} }),
  rules({ order }) {
    const physical = order.lines.some(({ requires_shipping: needed }) => needed)
    const doubts = physical ? doubtsOf(order.shipping_address) : []
    doubts.sort((a, b) => b.sure - a.sure)
    const [worst] = doubts
    const rest = { against: [], unchecked: ['Whether the street exists'], amount: null }
    if (worst)
      return {
        action: 'hold',
        params: { reason_code: worst.code },
        confidence: worst.sure,
        reasons: doubts.slice(0, 3).map(({ text }) => ({ text, source: 'order' })),
        ...rest,
        flags: [...new Set(doubts.map(({ code }) => code))],
      }
    const { text, sure } = cleared(physical ? (order.shipping_address?.country ?? null) : null)
    return {
      action: 'clear',
      params: {},
      confidence: sure,
      reasons: [{ text, source: 'order' }],
      ...rest,
      flags: [],
    }
  },
})

function doubtsOf(address: Address | null): Doubt[] {
  if (!address?.country || address.lines.every(isBlank))
    return [{ code: 'address_missing', sure: 0.97, text: 'The country or the street is missing' }]
  const country = address.country.toUpperCase()
  const doubts: Doubt[] = []
  const incomplete = (sure: number, text: string) => doubts.push({ code: 'address_incomplete', sure, text })
  if (isBlank(address.name)) incomplete(0.85, 'There is no name for the label')
  if (isBlank(address.city) && !CITY_STATES.has(country)) incomplete(0.85, 'The city is missing')
  if (!address.lines.some((line) => /\p{Nd}/u.test(line)))
    incomplete(0.65, 'No house, block or unit number in the street lines')
  const pattern = POSTCODES[country]
  const postcode = (address.postcode ?? '').replaceAll(/\s/g, '').toUpperCase()
  if (pattern && !pattern.test(postcode)) {
    const text = postcode === '' ? 'The postcode is missing' : 'The postcode does not look like one'
    doubts.push({ code: 'postcode_mismatch', sure: 0.88, text: `${text} in ${countryName(country)}` })
  }
  return doubts
}

function cleared(country: string | null): { text: string; sure: number } {
  if (country === null) return { text: 'Nothing in this order is shipped', sure: 0.99 }
  const upper = country.toUpperCase()
  if (POSTCODES[upper])
    return { text: `Complete, and the postcode has the form used in ${countryName(upper)}`, sure: 0.95 }
  if (NO_POSTCODE.has(upper)) return { text: `Complete; ${countryName(upper)} has no postcodes`, sure: 0.93 }
  return { text: `Complete; the form of postcodes in ${countryName(upper)} is not known here`, sure: 0.75 }
}

function isBlank(text: string | null): boolean {
  return (text ?? '').trim() === ''
}
