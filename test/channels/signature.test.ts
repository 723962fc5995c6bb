import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkWithTime, signWithTime } from '../../src/channels/signature.ts'

const NOW = 1_794_276_000_000
const secret = 'a-secret'
const payload = '{"id":"evt-1"}'
const check = (header: string | undefined, now = NOW) => checkWithTime({ payload, header, secret, now })

describe('the signature with a time', () => {
  it('is the HMAC of time, dot and payload', () => {
    const hex = createHmac('sha256', secret).update(`1794276000.${payload}`).digest('hex')
    expect(signWithTime(payload, secret, NOW)).toBe(`t=1794276000,v1=${hex}`)
    expect(check(`t=1794276000,v1=${hex}`)).toEqual({ valid: true })
  })

  it.each([
    [300_000, true],
    [-300_000, true],
    [301_000, false],
    [-301_000, false],
  ])('%i ms later it counts: %s', (later, valid) => {
    expect(check(signWithTime(payload, secret, NOW), NOW + later).valid).toBe(valid)
  })

  it('takes any of several v1, so that a secret can be changed', () => {
    const [time, v1] = signWithTime(payload, secret, NOW).split(',')
    expect(check(`${time},v1=${'0'.repeat(64)},${v1}`).valid).toBe(true)
  })

  it.each([undefined, '', 'v1=abc', 't=1794276000', 't=soon,v1=abc', 't=1794276000,v1=', 't=1794276000,v1=zz'])(
    'refuses %j',
    (header) => {
      expect(check(header).valid).toBe(false)
    },
  )

  it('does not move to another time', () => {
    const [, v1] = signWithTime(payload, secret, NOW - 3_600_000).split(',')
    expect(check(`t=1794276000,${v1}`)).toEqual({ valid: false, because: 'the signature does not match' })
  })

  it('lets nobody in without a secret', () => {
    const header = signWithTime(payload, '', NOW)
    expect(checkWithTime({ payload, header, secret: '', now: NOW }).valid).toBe(false)
  })
})
