import { describe, expect, it } from 'vitest'
import { isPermalink, readAddress, writeAddress } from '../../dev/page/state/address.ts'
import { createDirectory } from '../../dev/page/state/directory.ts'
import { spotToShow } from '../../dev/page/state/spot-to-show.ts'
import { channel, workspace } from './states.ts'

const ORIGIN = 'http://127.0.0.1:4010'

describe('the address bar', () => {
  it('says who, where and which thread, and reads back the same', () => {
    const address = {
      user: 'U1',
      spot: { type: 'channel' as const, channel: 'C1' },
      thread: { channel: 'C1', ts: '1700000000.000100' },
    }
    expect(readAddress(ORIGIN + writeAddress(address))).toEqual(address)
    const home = { user: 'U1', spot: { type: 'app' as const, tab: 'home' as const }, thread: null }
    expect(readAddress(ORIGIN + writeAddress(home))).toEqual(home)
    expect(readAddress(`${ORIGIN}/`)).toEqual({ user: null, spot: null, thread: null })
  })

  it('reads a permalink as its channel and message, and the thread when it leads into one', () => {
    expect(readAddress(`${ORIGIN}/archives/C1/p1700000000000100?user=U2`)).toEqual({
      user: 'U2',
      spot: { type: 'channel', channel: 'C1', message: '1700000000.000100' },
      thread: null,
    })
    const reply = readAddress(`${ORIGIN}/archives/C1/p1700000009000200?thread_ts=1700000000.000100&cid=C1`)
    expect(reply.thread).toEqual({ channel: 'C1', ts: '1700000000.000100' })
  })

  it('takes only our own message links for places of the page', () => {
    expect(isPermalink(`${ORIGIN}/archives/C1/p1700000000000100`, ORIGIN)).toBe(true)
    expect(isPermalink('https://example.com/archives/C1/p1700000000000100', ORIGIN)).toBe(false)
    expect(isPermalink('/files/F1/report.csv', ORIGIN)).toBe(false)
  })
})

describe('the place that is shown', () => {
  const directory = createDirectory(
    workspace({
      channels: [
        channel({ id: 'C1', name: 'b-quiet' }),
        channel({ id: 'C2', name: 'c-calling', mentions: 1, unread: 1 }),
        channel({ id: 'D1', name: '', kind: 'im', members: ['ANA', 'BOT'] }),
      ],
    }),
  )

  it('is what was asked for, if this person can see it', () => {
    expect(spotToShow({ type: 'channel', channel: 'C1' }, directory)).toEqual({ type: 'channel', channel: 'C1' })
    expect(spotToShow({ type: 'channel', channel: 'HIDDEN' }, directory)).toEqual({ type: 'channel', channel: 'C2' })
  })

  it('is where somebody calls, else the first channel; the direct message of the app is its Messages tab', () => {
    expect(spotToShow(null, directory)).toEqual({ type: 'channel', channel: 'C2' })
    expect(spotToShow({ type: 'channel', channel: 'D1' }, directory)).toEqual({ type: 'app', tab: 'messages' })
    expect(spotToShow(null, createDirectory(workspace({ channels: [] })))).toEqual({ type: 'app', tab: 'home' })
  })
})

describe('the directory', () => {
  it('separates the app, other people, channels one is in and channels one could join', () => {
    const directory = createDirectory(
      workspace({
        channels: [
          channel({ id: 'C1', name: 'orders' }),
          channel({ id: 'C2', name: 'pricing', members: ['BEN'] }),
          channel({ id: 'D1', name: '', kind: 'im', members: ['ANA', 'BOT'] }),
          channel({ id: 'D2', name: '', kind: 'im', members: ['ANA', 'BEN'] }),
          channel({ id: 'C3', name: 'old', isArchived: true }),
        ],
      }),
    )
    expect(directory.joined.map((each) => each.id)).toEqual(['C1'])
    expect(directory.browsable.map((each) => each.id)).toEqual(['C2'])
    expect(directory.appMessages?.id).toBe('D1')
    expect(directory.directMessages.map((each) => directory.titleOf(each))).toEqual(['Ben Okafor'])
    expect(directory.people.map((each) => each.id)).toEqual(['ANA', 'BEN'])
    expect(directory.nameOf('BOT')).toBe('Order desk')
  })
})
