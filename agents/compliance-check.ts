// compliance_check: whether the order may be sent at all: sanctions, restricted goods by destination, a deliverable address.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { DAY } from '../src/contracts/clock.ts'
import { CarrierRate } from '../src/contracts/fact.ts'
import { Order } from '../src/contracts/order.ts'
import { FROM_RUN } from './from-run.ts'
import { NoParams, proposalOf } from './proposal-of.ts'
import { GOODS_RULES, type RestrictedGoods, refuses, restrictedGoods } from './restricted-goods.ts'
import { brief, clip, confidence, countryName } from './wording.ts'

/** Destinations under sanctions, as public summaries had them in November 2026; counsel decides, this only stops the parcel. */
const SANCTIONS_AS_OF = '2026-11'
const EMBARGOED: Readonly<Record<string, string>> = {
  CU: 'US comprehensive embargo',
  IR: 'US comprehensive embargo',
  KP: 'UN, US and EU comprehensive sanctions',
}
const SCREENED: Readonly<Record<string, string>> = {
  RU: 'EU, UK and US export controls of wide reach',
  BY: 'EU, UK and US export controls of wide reach',
  SY: 'US country programme ended in 2025, persons still listed',
}
/** Of Ukraine only these: named in the province or the city of the address. */
const SCREENED_REGIONS = /\b(crimea|krym|sevastopol|donetsk|luhansk|lugansk)\b/i

const PO_BOX =
  /\bp\.?\s*o\.?\s*box\b|\bpost(al)? (office )?box\b|\bg\.?p\.?o\.? box\b|\bpeti surat\b|郵政信箱|私書箱|ตู้ ปณ/i
const POSTAL = /\bpost(al|en|nl)?\b|\bpos\b|郵政|郵便|ไปรษณีย์/i

const CODES = ['sanctioned_destination', 'restricted_goods', 'po_box', 'address_missing'] as const
const ComplianceReason = z.strictObject({ reason_code: z.enum(CODES) })

const Input = z.strictObject({ order: Order, carrier_rates: z.array(CarrierRate) })
type Input = z.infer<typeof Input>

type Finding = {
  action: 'hold' | 'cancel'
  code: (typeof CODES)[number]
  confidence: number
  text: string
  source: string
}

export const complianceCheck = defineAgent({
  name: 'compliance_check',
  version: '1.0.0',
  kind: 'agent',
  about: 'Checks sanctions, goods that the destination or every carrier refuses, and addresses no courier can serve.',
  trigger: 'An order arrives',
  reads: { order: FROM_RUN, carrier_rates: { max_age_ms: DAY } },
  actions: {
    clear: { approval: 'sampled', on_reject: 'manual', editable: [] },
    hold: { approval: 'strict', on_reject: 'continue', editable: [] },
    cancel: { approval: 'strict', on_reject: 'manual', editable: [] },
  },
  input: Input,
  output: proposalOf({ clear: NoParams, hold: ComplianceReason, cancel: ComplianceReason }),
  statusQuo: () => ({ action: 'clear', params: {} }),
  rules(input) {
    const goods = restrictedGoods(input.order)
    const findings = [...address(input), ...sanctions(input.order), ...destinationGoods(input.order, goods)]
    findings.push(...carriedGoods(input, goods))
    findings.sort((a, b) => weight(b) - weight(a))
    const [worst] = findings
    const rest = { against: [], unchecked: unchecked(goods), flags: [...new Set(findings.map(({ code }) => code))] }
    if (!worst) {
      const doubtful = goods.length > 0
      const reasons = [{ text: cleared(input.order, goods), source: 'order' }]
      return { action: 'clear', params: {}, confidence: doubtful ? 0.85 : 0.96, reasons, ...rest, amount: null }
    }
    return {
      action: worst.action,
      params: { reason_code: worst.code },
      confidence: confidence(worst.confidence),
      reasons: findings.slice(0, 3).map(({ text, source }) => ({ text: clip(text), source: clip(source, 80) })),
      ...rest,
      against: worst.confidence < 0.8 ? ['Seen in the words of a title only, which may mislead'] : [],
      amount: input.order.total,
    }
  },
})

/** A cancellation outweighs any hold; among equals the surer one speaks. */
function weight({ action, confidence: sure }: Finding): number {
  return (action === 'cancel' ? 1 : 0) + sure
}

function address({ order, carrier_rates }: Input): Finding[] {
  const to = order.shipping_address
  if (!order.lines.some(({ requires_shipping: physical }) => physical)) return []
  const hold = { action: 'hold', source: 'order' } as const
  if (!to?.country || to.lines.every((line) => line.trim() === ''))
    return [{ ...hold, code: 'address_missing', confidence: 0.97, text: 'There is no address to ship to' }]
  if (!to.lines.some((line) => PO_BOX.test(line)) || POSTAL.test(order.shipping_method ?? '')) return []
  const postal = carrier_rates.some(({ carrier, to_country }) => same(to_country, to.country) && POSTAL.test(carrier))
  if (postal) return []
  const text = `A post-office box in ${countryName(to.country)}, and no postal carrier goes there`
  return [{ ...hold, code: 'po_box', confidence: 0.9, text }]
}

function sanctions({ shipping_address: ship, billing_address: bill }: Order): Finding[] {
  return [ship, bill].flatMap((place, index) => {
    if (!place?.country) return []
    const where = index === 0 ? 'Destination' : 'Billing address'
    const code = place.country.toUpperCase()
    const finding = (action: Finding['action'], sure: number, why: string): Finding => {
      const source = `sanctions table of ${SANCTIONS_AS_OF}`
      const text = `${where} ${countryName(code)}: ${why}`
      return { action, code: 'sanctioned_destination', confidence: sure, text, source }
    }
    const embargo = EMBARGOED[code]
    if (embargo) return index === 0 ? [finding('cancel', 0.95, embargo)] : [finding('hold', 0.9, embargo)]
    const screened = SCREENED[code]
    if (screened) return [finding('hold', 0.85, screened)]
    const region = code === 'UA' && SCREENED_REGIONS.test(`${place.province} ${place.city}`)
    return region ? [finding('hold', 0.9, 'a region under comprehensive sanctions')] : []
  })
}

function destinationGoods(order: Order, goods: RestrictedGoods[]): Finding[] {
  const to = order.shipping_address?.country
  if (!to) return []
  return goods.flatMap(({ category, sku, certain }) => {
    const rule = GOODS_RULES.find((one) => one.category === category && one.to.includes(to.toUpperCase()))
    if (!rule) return []
    const what = `${sku === '' ? 'The order' : brief(sku)} counts as ${category}`
    const how = rule.verdict === 'refused' ? 'refuses' : 'admits under conditions'
    const action = rule.verdict === 'refused' && certain ? 'cancel' : 'hold'
    const text = `${what}, which ${countryName(to)} ${how}`
    return [{ action, code: 'restricted_goods', confidence: certain ? 0.9 : 0.72, text, source: rule.source }]
  })
}

/** Goods that every known rate to the destination refuses; a destination without any rate is routing's to report. */
function carriedGoods({ order, carrier_rates }: Input, goods: RestrictedGoods[]): Finding[] {
  const to = order.shipping_address?.country
  const lanes = carrier_rates.filter(({ to_country }) => same(to_country, to))
  if (!to || lanes.length === 0 || lanes.some(({ restricted }) => refuses(restricted, goods) === null)) return []
  const certain = goods.some((one) => one.certain)
  const refused = [...new Set(lanes.map(({ restricted }) => refuses(restricted, goods)))].join(' and ')
  const text = `Every carrier to ${countryName(to)} refuses ${refused}`
  return [{ action: 'hold', code: 'restricted_goods', confidence: certain ? 0.9 : 0.72, text, source: 'carrier_rates' }]
}

function cleared(order: Order, goods: RestrictedGoods[]): string {
  const to = order.shipping_address?.country
  const categories = [...new Set(goods.map(({ category }) => category))].join(', ')
  if (!to) return 'Nothing to ship, and nothing restricted in the order'
  return categories === ''
    ? `No restricted goods, and ${countryName(to)} is under no sanctions on the table of ${SANCTIONS_AS_OF}`
    : `Restricted goods (${categories}), but no rule here stops them in ${countryName(to)}, and a carrier takes them`
}

function unchecked(goods: RestrictedGoods[]): string[] {
  const lists = 'Whether the buyer is on a list of sanctioned persons'
  return goods.length > 0 ? [lists, 'The exact product data (watt-hours, alcohol content, blade length)'] : [lists]
}

function same(a: string, b: string | null | undefined): boolean {
  return a.toUpperCase() === b?.toUpperCase()
}
