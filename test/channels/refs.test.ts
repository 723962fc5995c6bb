// The second names of an order: telephone numbers however they are written, and nothing that is none.
import { describe, expect, it } from 'vitest'
import { phoneHash, refsOf } from '../../src/channels/refs.ts'

describe('a telephone number', () => {
  it('is the same however it is written, and never stored as it is', () => {
    const written = ['+852 5555 0100', '0085255550100', '852-5555-0100', '(852) 5555 0100']
    expect(new Set(written.map(phoneHash)).size).toBe(1)
    expect(JSON.stringify(refsOf({ numbers: [], emails: [], tracking: [], phones: written }))).not.toContain('5555')
  })

  it.each(['1042', 'HK-1042', 'mei@example.com', '', 'call me', '1'.repeat(20)])('is none: %j', (text) => {
    expect(phoneHash(text)).toBeNull()
  })
})

describe('the names of an order', () => {
  it('hold each one once, and its customer’s id', () => {
    expect(refsOf({ numbers: ['1', '1', null], emails: [], tracking: [], customers: ['c-7', null] })).toEqual([
      { kind: 'number', value: '1' },
      { kind: 'customer', value: 'c-7' },
    ])
  })
})
