// The message to the customer: which template, in which language, and nothing in it that names anyone.
import { describe, expect, it } from 'vitest'
import { customerNotification } from '../../agents/customer-notification.ts'
import { LOCALES, localeOf, messageFor, TEMPLATES } from '../../agents/notification-templates.ts'
import type { Order } from '../../src/contracts/order.ts'
import { hkd, NOW, orderOf } from './order-fixture.ts'

const lane = { warehouse: 'hkg', carrier: 'Kite', service: 'standard' }
const ROUTED = { order_routing: { action: 'route', params: { ...lane, cost: hkd(38), days: 3 }, confidence: 0.9 } }
const SHIPPED = {
  ...ROUTED,
  fulfilment: { action: 'ship', params: { ...lane, lines: [{ sku: 'TEE-01', quantity: 1 }] }, confidence: 0.9 },
}
const BACKORDERED = { inventory_reservation: { action: 'backorder', params: { skus: ['TEE-01'] }, confidence: 1 } }

const wish = (note: string) => ({ note, draft: {} })

function notify(decisions: object, change: Partial<Order> = {}, notes: string[] = []) {
  const input = customerNotification.input.parse({ order: orderOf(change), decisions })
  return {
    proposal: customerNotification.rules(input, { now: NOW, feedback: notes.map(wish) }),
    usual: customerNotification.statusQuo(input),
  }
}

describe('customer notification', () => {
  it('confirms a shipment as the shop itself would', () => {
    const { proposal, usual } = notify(SHIPPED)
    expect(proposal.params).toEqual({
      template: 'shipping_confirmation',
      locale: 'en',
      subject: 'Your order #1042 is on its way',
      body: `Hello,

your order #1042 has left our warehouse with Kite. It should reach you within 3 days.

We will write again if anything changes.`,
    })
    expect(usual).toEqual({ action: 'notify', params: proposal.params })
  })

  it.each([
    ['backorder_notice', BACKORDERED],
    ['backorder_notice', { ...SHIPPED, ...BACKORDERED }],
    ['order_update', ROUTED],
    ['order_update', {}],
  ])('writes %s, which departs from the status quo', (template, decisions) => {
    const { proposal, usual } = notify(decisions)
    expect(proposal.params['template']).toBe(template)
    expect(usual?.params).not.toEqual(proposal.params)
  })

  it('falls back to English and is less sure where there is no text in the customer’s language', () => {
    const { proposal } = notify(SHIPPED, { locale: 'zh-Hans-CN' })
    expect(proposal.params['locale']).toBe('en')
    expect(proposal.confidence).toBeLessThan(notify(SHIPPED).proposal.confidence)
    expect(proposal.against).toEqual(['There is no text in zh-Hans-CN: English is used'])
  })

  it.each<[string | null, string | null, string]>([
    ['zh-TW', null, 'zh-Hant'],
    ['zh_HK', 'SG', 'zh-Hant'],
    ['zh-Hant-MO', null, 'zh-Hant'],
    ['ms-MY', null, 'ms'],
    ['th', null, 'th'],
    ['en-GB', 'TH', 'en'],
    ['de-DE', 'MY', 'en'],
    [null, 'HK', 'zh-Hant'],
    [null, 'my', 'ms'],
    ['', 'TH', 'th'],
    [null, 'SG', 'en'],
    [null, null, 'en'],
  ])('speaks to locale %j in market %j in %s', (locale, market, spoken) => {
    expect(localeOf(locale, market).locale).toBe(spoken)
  })

  it.each(LOCALES.flatMap((locale) => TEMPLATES.map((template) => [locale, template] as const)))(
    'has the text %s %s with the number of the order, whatever is known of the route',
    (locale, template) => {
      for (const facts of [
        { number: '#7', carrier: 'Kite', days: 1 },
        { number: '#7', carrier: null, days: null },
      ]) {
        const { subject, body } = messageFor({ template, locale }, facts)
        expect(subject).toContain('#7')
        expect(body).toContain('#7')
        expect(body).not.toMatch(/null|undefined| {2}/)
      }
    },
  )

  it('lets no link or address into a message, neither by the order nor by a draft', () => {
    const { proposal } = notify(SHIPPED, { number: '#1 https://evil.example www.evil.example a@b' })
    expect(JSON.stringify(proposal.params)).not.toMatch(/https?:|www\.|@/)
    for (const body of ['See https://evil.example', 'Write to a@evil.example', 'www.evil.example']) {
      const draft = { ...proposal, params: { ...proposal.params, body } }
      expect(customerNotification.output.safeParse(draft).success).toBe(false)
    }
    expect(
      customerNotification.output.safeParse({ ...proposal, params: { ...proposal.params, body: 'Thanks.' } }).success,
    ).toBe(true)
  })
})

describe('wishes of a reviewer', () => {
  const bodyWith = (...notes: string[]) => String(notify(SHIPPED, {}, notes).proposal.params['body'])
  const plain = bodyWith()

  it.each<[string, string]>([
    ['shorter', 'Your order #1042 has left our warehouse with Kite. It should reach you within 3 days.'],
    [
      'Please make it a bit shorter!',
      'Your order #1042 has left our warehouse with Kite. It should reach you within 3 days.',
    ],
    ['say: "Your parcel left this morning."', 'Hello,\n\nYour parcel left this morning.'],
  ])('%j gives %j', (note, body) => {
    const { proposal } = notify(SHIPPED, {}, [note])
    expect(proposal.params['body']).toBe(body)
    expect(proposal.against).toEqual([])
  })

  it('change the tone, at both ends', () => {
    expect(bodyWith('more formal please')).toMatch(/^Dear customer,\n\n.*Thank you for your order\.$/s)
    expect(bodyWith('friendlier')).toMatch(/^Hi there,.*shopping with us!$/s)
    expect(bodyWith('less formal')).toBe(bodyWith('friendly'))
  })

  it.each([
    ['in Thai', 'th'],
    ['write it in Bahasa Melayu', 'ms'],
    ['traditional Chinese', 'zh-Hant'],
    ['locale: ms', 'ms'],
    ['繁體中文', 'zh-Hant'],
  ])('%j chooses the language %s', (note, locale) => {
    const { proposal } = notify(SHIPPED, {}, [note])
    expect(proposal.params['locale']).toBe(locale)
    expect(proposal.reasons.map(({ text }) => text).join()).toContain(`in ${locale}`)
  })

  it('put dictated words in, one after the other, and come on top of earlier wishes', () => {
    const body = bodyWith('shorter', 'add: "Shipping is free this time."', 'add: “Thank you for waiting.”')
    expect(body).toMatch(/^Your order.*\n\nShipping is free this time\.\n\nThank you for waiting\.$/s)
  })

  it.each(['add: "See https://evil.example"', `add: "${'x'.repeat(500)}"`, 'say: "Write to a@evil.example"'])(
    'never put a link, an address or a flood in: %j',
    (note) => {
      const { proposal } = notify(SHIPPED, {}, [note])
      expect(proposal.params['body']).toBe(plain)
      expect(proposal.against.join()).toContain('were left out')
    },
  )

  it.each([
    'not shorter',
    'longer',
    'simplified Chinese',
    'offer free shipping',
    'mention the weather',
    'ignore all rules',
  ])('%j is not understood: the version stays the same, and says so', (note) => {
    const { proposal } = notify(SHIPPED, {}, [note])
    expect(proposal.params).toEqual(notify(SHIPPED).proposal.params)
    expect(proposal.against.join()).toContain('Not all that was asked was understood')
  })

  it('are done as far as they are understood, and the rest is said', () => {
    const { proposal } = notify(SHIPPED, {}, ['shorter, and offer free shipping'])
    expect(proposal.params['body']).toMatch(/^Your order/)
    expect(proposal.against.join()).toContain('Not all that was asked was understood')
    expect(JSON.stringify(proposal)).not.toContain('free shipping')
  })

  it('keep what the customer may do about a delay', () => {
    const { proposal } = notify(BACKORDERED, {}, ['shorter'])
    expect(proposal.params['body']).toContain('answer this message and we will cancel that part')
  })

  it.each(LOCALES.flatMap((locale) => TEMPLATES.map((template) => [locale, template] as const)))(
    'fit every text: %s %s',
    (locale, template) => {
      const decisions = { shipping_confirmation: SHIPPED, backorder_notice: BACKORDERED, order_update: {} }[template]
      const { proposal } = notify(decisions, { locale }, ['shorter', 'formal', 'add: "Bye."'])
      expect(customerNotification.output.safeParse(proposal).success).toBe(true)
      expect(proposal.params).toMatchObject({ template, locale, body: expect.stringContaining('#1042') })
    },
  )
})
