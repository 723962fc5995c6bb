import { describe, expect, it } from 'vitest'
import { openEventFeed, type Source } from '../../dev/page/connection/event-feed.ts'

interface FakeSource extends Source {
  closed: boolean
  emit(type: string, data?: string): void
}

function fakeSource(): FakeSource {
  const listeners = new Map<string, (event: { data?: unknown }) => void>()
  return {
    closed: false,
    addEventListener: (type, listener) => void listeners.set(type, listener),
    close() {
      this.closed = true
    },
    emit: (type, data) => listeners.get(type)?.({ data }),
  }
}

function openFake() {
  const sources: FakeSource[] = []
  const timers: { task: () => void; ms: number }[] = []
  const heard: string[] = []
  const statuses: string[] = []
  const feed = openEventFeed({
    events: ['message'],
    connect() {
      const source = fakeSource()
      sources.push(source)
      return source
    },
    onEvent: (data) => heard.push(data),
    onStatus: (status) => statuses.push(status),
    later(task, ms) {
      const timer = { task, ms }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), 1)
    },
  })
  return { feed, sources, timers, heard, statuses }
}

describe('an event feed', () => {
  it('passes on the events it was asked for', () => {
    const { sources, heard, statuses } = openFake()
    sources[0]?.emit('open')
    sources[0]?.emit('message', 'one')
    sources[0]?.emit('other', 'two')
    expect(heard).toEqual(['one'])
    expect(statuses).toEqual(['connecting', 'live'])
  })

  it('comes back after a lost connection, more patiently each time, at once fresh after it worked', () => {
    const { sources, timers, statuses } = openFake()
    const waits: number[] = []
    for (let attempt = 0; attempt < 6; attempt++) {
      sources.at(-1)?.emit('error')
      const timer = timers.pop()
      waits.push(timer?.ms ?? -1)
      timer?.task()
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(sources.slice(0, -1).every((each) => each.closed)).toBe(true)
    sources.at(-1)?.emit('open')
    sources.at(-1)?.emit('message', 'back')
    sources.at(-1)?.emit('error')
    expect(timers.pop()?.ms).toBe(500)
    expect(statuses.at(-1)).toBe('lost')
  })

  it('ignores a connection it has given up', () => {
    const { sources, timers, heard } = openFake()
    sources[0]?.emit('error')
    timers.pop()?.task()
    sources[0]?.emit('message', 'late')
    sources[0]?.emit('error')
    expect(heard).toEqual([])
    expect(timers).toEqual([])
  })

  it('tries at once when told to, and not at all after it was closed', () => {
    const { feed, sources, timers } = openFake()
    sources[0]?.emit('error')
    feed.retry()
    expect(sources).toHaveLength(2)
    expect(timers).toEqual([])
    feed.close()
    feed.retry()
    expect(sources).toHaveLength(2)
    expect(sources[1]?.closed).toBe(true)
  })
})
