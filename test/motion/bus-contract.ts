// What every EventBus adapter promises. `open` gives a bus on a stream that no other test uses.
import { afterEach, expect, it } from 'vitest'
import type { BusEntry, EventBus } from '../../src/bus/event-bus.ts'
import type { WireEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import { eventually } from './gathering.ts'

export function wireEvent(outcome: string): WireEvent {
  return {
    event_id: newId(),
    event_type: 'order.run.completed',
    entity_type: 'order',
    entity_id: 'shopify:acme.myshopify.com:82',
    agent_name: null,
    timestamp: '2026-11-20T08:00:00.000Z',
    result: { type: 'run.completed', outcome },
    metadata: {
      schema_version: 1,
      run_id: newId(),
      run_version: 7,
      causation_id: null,
      market: 'HK',
      locale: null,
      currency: 'HKD',
    },
  }
}

/** Outcomes of the events of some entries: a list per entry. */
export function outcomesOf(entries: readonly BusEntry[]): string[][] {
  return entries.map(({ events }) =>
    events.map(({ result }) => (result.type === 'run.completed' ? result.outcome : '?')),
  )
}

export function busContract(open: (onError: (error: unknown) => void) => EventBus): void {
  const opened: EventBus[] = []
  const openBus = (onError: (error: unknown) => void = () => {}) => {
    const bus = open(onError)
    opened.push(bus)
    return bus
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()))
  })

  it('hands over one entry per commit, with its events as they were published', async () => {
    const bus = openBus()
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    const commits = [[wireEvent('a'), wireEvent('NUL \u0000 and \ud800')], [wireEvent('c')]]
    for (const events of commits) expect(await bus.publish(events)).toBe(true)
    await eventually(() => entries.length).toBe(2)
    expect(entries.map(({ events }) => events)).toEqual(commits)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2)
  })

  it('hands over entries in the order of their publication', async () => {
    const bus = openBus()
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    const names = Array.from({ length: 300 }, (_, index) => `${index}`)
    await Promise.all(names.map((name) => bus.publish([wireEvent(name)])))
    await eventually(() => entries.length).toBe(names.length)
    expect(outcomesOf(entries).flat()).toEqual(names)
  })

  it('hands every subscriber what was published after it subscribed', async () => {
    const bus = openBus()
    const [early, late]: BusEntry[][] = [[], []]
    await bus.subscribe((entry) => early?.push(entry))
    await bus.publish([wireEvent('first')])
    await bus.subscribe((entry) => late?.push(entry))
    await bus.publish([wireEvent('second')])
    await eventually(() => [outcomesOf(early ?? []), outcomesOf(late ?? [])]).toEqual([
      [['first'], ['second']],
      [['second']],
    ])
  })

  it('hands over nothing more once a subscription was stopped, and goes on with the others', async () => {
    const bus = openBus()
    const [stopped, others]: BusEntry[][] = [[], []]
    const stop = await bus.subscribe((entry) => stopped?.push(entry))
    await bus.subscribe((entry) => others?.push(entry))
    await bus.publish([wireEvent('first')])
    await eventually(() => [stopped?.length, others?.length]).toEqual([1, 1])
    await stop()
    await stop()
    await bus.publish([wireEvent('second')])
    await eventually(() => others?.length).toBe(2)
    expect(outcomesOf(stopped ?? [])).toEqual([['first']])
  })

  it('reports a listener that throws and hands over the next entry all the same', async () => {
    const errors: unknown[] = []
    const bus = openBus((error) => errors.push(error))
    const failure = new Error('the listener is broken')
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => {
      entries.push(entry)
      if (entries.length === 1) throw failure
    })
    await bus.publish([wireEvent('first')])
    await bus.publish([wireEvent('second')])
    await eventually(() => entries.length).toBe(2)
    expect(errors).toEqual([failure])
  })

  it('publishes no entry for a commit without events', async () => {
    const bus = openBus()
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    expect(await bus.publish([])).toBe(true)
    await bus.publish([wireEvent('one')])
    await eventually(() => entries.length).toBe(1)
    expect(outcomesOf(entries)).toEqual([['one']])
  })

  it('takes nothing once closed', async () => {
    const bus = openBus()
    await bus.subscribe(() => {})
    await bus.close()
    expect(await bus.publish([wireEvent('late')])).toBe(false)
    await expect(bus.subscribe(() => {})).rejects.toMatchObject({ code: 'bus_closed' })
  })
}
