import { describe, expect, it } from 'vitest'
import { generic } from '../../src/channels/generic.ts'
import { orderRunId } from '../../src/channels/intake.ts'
import { emailHash } from '../../src/channels/refs.ts'
import { runMoment } from '../../src/channels/run-moment.ts'
import { SIGNATURE_HEADER, signWithTime } from '../../src/channels/signature.ts'

const order = {
  id: '1042',
  number: 'HK-1042',
  total: { amount: '388.00', currency: 'HKD' },
  lines: [
    { sku: 'APP-TEE-BLK-M', title: 'Tee', quantity: 2, unit_price: { amount: 18_000, currency: 'HKD' }, grams: 220 },
  ],
  customer: { id: 'c-7', name: 'Mei Chan', email: 'Mei@Example.com', signed_up: true },
  shipping_address: { name: 'Mei Chan', lines: ['1 Sample Street'], city: 'Kowloon', country: 'hk' },
  payment: { gateways: ['cards'], status: 'paid' },
}
const envelope = {
  id: 'evt-1',
  type: 'order.created',
  occurred_at: '2026-11-10T09:00:00+08:00',
  account: 'hk-store',
  order,
}

function normalised(body: unknown) {
  const receipt = generic.receive(
    { headers: {}, subpath: '', body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    7,
  )
  if (receipt.status === 'unusable') throw new Error(receipt.because)
  return { receipt, event: generic.normalise(receipt.delivery) }
}

function unusable(body: unknown): string | null {
  const receipt = generic.receive({ headers: {}, subpath: '', body: Buffer.from(JSON.stringify(body)) }, 7)
  return receipt.status === 'unusable' ? receipt.because : null
}

describe('a generic event', () => {
  it('with a new order becomes the same as any shop’s', () => {
    const { receipt, event } = normalised(envelope)
    expect(receipt).toMatchObject({
      known_topic: true,
      delivery: { key: 'events:hk-store:evt-1', channel: 'events', topic: 'order.created', received_at: 7 },
    })
    expect(event).toMatchObject({
      what: 'order.created',
      entity_id: 'events:hk-store:1042',
      refs: [
        { kind: 'number', value: 'HK-1042' },
        { kind: 'email_hash', value: emailHash('mei@example.com') },
        { kind: 'customer', value: 'c-7' },
      ],
      order: {
        number: 'HK-1042',
        created_at: '2026-11-10T09:00:00+08:00',
        total: { amount: 38_800, currency: 'HKD' },
        lines: [{ unit_price: { amount: 18_000, currency: 'HKD' }, requires_shipping: true }],
        customer: { signed_up: true, since: null },
        market: 'HK',
        problems: [],
      },
    })
  })

  it('takes ids as numbers of any size', () => {
    const text = JSON.stringify(envelope).replace('"1042"', '912345678901234567')
    expect(normalised(text).event).toMatchObject({ entity_id: 'events:hk-store:912345678901234567' })
    expect(normalised({ ...envelope, order: { ...order, id: 17 } }).event).toMatchObject({
      entity_id: 'events:hk-store:17',
    })
  })

  it('with part of an order is a signal that carries just that part', () => {
    const { event } = normalised({
      ...envelope,
      type: 'order.paid',
      order: { id: '1042', payment: { status: 'paid' } },
    })
    expect(event).toMatchObject({
      what: 'order.signal',
      topic: 'order.paid',
      order: null,
      content: { source_topic: 'order.paid', order: null, detail: { id: '1042', payment: { status: 'paid' } } },
    })
  })

  it('with the whole order is a signal that carries it', () => {
    expect(normalised({ ...envelope, type: 'order.updated' }).event).toMatchObject({
      what: 'order.signal',
      topic: 'order.updated',
      order: { number: 'HK-1042' },
    })
  })

  it('is the same run when it is sent again under another id and time, even without a moment of creation', () => {
    const again = { ...envelope, id: 'evt-2', occurred_at: '2026-11-12T18:30:00+08:00' }
    const runs = [envelope, again].map((body) => {
      const { event } = normalised(body)
      return event.what === 'order.created' && orderRunId({ entity_id: event.entity_id, created_at: event.run_moment })
    })
    expect(runs[0]).toBe(runs[1])
    expect(runs[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('keeps a run without a moment of creation in the month its order arrived in', () => {
    expect(runMoment(null, Date.UTC(2026, 10, 23, 7))).toBe('2026-11-01T00:00:00.000Z')
    expect(runMoment('2026-10-31T23:00:00Z', Date.UTC(2026, 10, 23, 7))).toBe('2026-10-31T23:00:00Z')
  })

  it('says when the order was last changed: as it says itself, else when it happened', () => {
    const changedAt = (body: unknown) => {
      const { event } = normalised(body)
      return event.what === 'ignored' ? null : event.order?.updated_at
    }
    expect(changedAt(envelope)).toBe(envelope.occurred_at)
    const updated_at = '2026-11-10T10:00:00+08:00'
    expect(changedAt({ ...envelope, type: 'order.updated', order: { ...order, updated_at } })).toBe(updated_at)
  })

  it('names what a new order lacks instead of refusing it', () => {
    const { event } = normalised({ ...envelope, order: { id: '1042', total: { amount: 12.5, currency: 'HKD' } } })
    const problems = event.what === 'order.created' ? event.order.problems.map(({ field }) => field) : []
    expect(problems).toEqual(['total', 'number', 'lines'])
  })

  it('of another type is stored and then ignored', () => {
    const { receipt, event } = normalised({ id: 'e', type: 'stock.counted', account: 'a' })
    expect(receipt).toMatchObject({ known_topic: false })
    expect(event).toMatchObject({ what: 'ignored', because: 'unknown type "stock.counted"' })
  })

  it.each<[string, unknown, RegExp]>([
    ['no id', { ...envelope, id: undefined }, /^id: /],
    ['an id with a colon', { ...envelope, id: 'a:b' }, /^id: letters/],
    ['no account', { ...envelope, account: undefined }, /^account: /],
    ['a type that is none', { ...envelope, type: 'created' }, /^type: a name such as order.created/],
    ['no order', { ...envelope, order: undefined }, /^order: missing/],
    ['an order without id', { ...envelope, order: { number: '1' } }, /^order.id: /],
    ['a list', [envelope], /^body: /],
  ])('with %s is unusable, and says so', (_, body, because) => {
    expect(unusable(body)).toMatch(because)
  })

  it('is authenticated over its raw bytes and its time', () => {
    const body = Buffer.from(JSON.stringify(envelope))
    const headers = { [SIGNATURE_HEADER]: signWithTime(body, 'secret', 1_000_000) }
    const authenticate = (now: number, bytes: Buffer = body) =>
      generic.authenticate({ headers, subpath: '', body: bytes }, 'secret', now).valid
    expect(authenticate(1_000_000)).toBe(true)
    expect(authenticate(1_400_000)).toBe(false)
    expect(authenticate(1_000_000, Buffer.concat([body, Buffer.from(' ')]))).toBe(false)
  })
})
