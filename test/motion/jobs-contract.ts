// What every Jobs adapter promises. `open` gives jobs on queues that no other test uses.
import { afterEach, expect, it } from 'vitest'
import { type Jobs, MAX_IDS } from '../../src/jobs/jobs.ts'
import { createGate, createGathering, eventually, idsOf } from './gathering.ts'

export function jobsContract(open: () => Jobs): void {
  const opened: Jobs[] = []
  const openJobs = () => {
    const jobs = open()
    opened.push(jobs)
    return jobs
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.close(0)))
  })
  const quietly = { concurrency: 1, onError: () => {} }

  it('hands over an id once, though it was hinted many times in one go', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    const hints = await Promise.all([jobs.hint('advance', ['a', 'b', 'a']), jobs.hint('advance', ['b', 'c'])])
    expect(hints).toEqual([true, true])
    await gathering.reaches(3)
    await jobs.hint('advance', ['last'])
    await gathering.reaches(4)
    expect(gathering.ids()).toEqual(['a', 'b', 'c', 'last'])
  })

  it('carries at most 64 ids at a time and loses none', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    jobs.work('intake', gathering.handler, { ...quietly, concurrency: 4 })
    const ids = idsOf(200)
    await jobs.hint('intake', ids)
    await gathering.reaches(ids.length)
    expect(gathering.ids().sort()).toEqual([...ids].sort())
    expect(gathering.batches.map((batch) => batch.length).sort()).toEqual([8, MAX_IDS, MAX_IDS, MAX_IDS].sort())
  })

  it('makes few calls of many hints', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    await Promise.all(idsOf(100).map((id) => jobs.hint('advance', [id])))
    await gathering.reaches(100)
    expect(gathering.batches.length).toBe(2)
  })

  it('keeps the queues apart', async () => {
    const jobs = openJobs()
    const [advance, cards] = [createGathering(), createGathering()]
    jobs.work('advance', advance.handler, quietly)
    jobs.work('cards', cards.handler, quietly)
    await Promise.all([jobs.hint('advance', ['run']), jobs.hint('cards', ['card'])])
    await Promise.all([advance.reaches(1), cards.reaches(1)])
    expect([advance.ids(), cards.ids()]).toEqual([['run'], ['card']])
  })

  it('keeps what is hinted before anyone works the queue', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    expect(await jobs.hint('advance', ['early'])).toBe(true)
    jobs.work('advance', gathering.handler, quietly)
    await gathering.reaches(1)
    expect(gathering.ids()).toEqual(['early'])
  })

  it('hands over ids as they are', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    const ids = [
      'shopify:acme.myshopify.com:82',
      '0',
      '',
      '{tag}',
      '{"json":[1]}',
      '時刻 ✓',
      '__proto__',
      'x'.repeat(5_000),
    ]
    await jobs.hint('advance', ids)
    await gathering.reaches(ids.length)
    expect(gathering.ids()).toEqual(ids)
  })

  it('hands over a delayed hint not before its time, and later hints meanwhile', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    const handedOver = new Map<string, number>()
    jobs.work(
      'advance',
      async (ids) => {
        for (const id of ids) handedOver.set(id, Date.now())
        await gathering.handler(ids)
      },
      quietly,
    )
    const hinted = Date.now()
    await Promise.all([jobs.hint('advance', ['third'], 400), jobs.hint('advance', ['second'], 150)])
    await jobs.hint('advance', ['first'])
    await gathering.reaches(3)
    expect(gathering.ids()).toEqual(['first', 'second', 'third'])
    expect((handedOver.get('second') ?? 0) - hinted).toBeGreaterThanOrEqual(150)
    expect((handedOver.get('third') ?? 0) - hinted).toBeGreaterThanOrEqual(400)
  })

  it('reports what a handler throws, drops that hint and goes on with the others', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    const errors: unknown[] = []
    const failure = new Error('the record is away')
    const handler = async (ids: string[]) => {
      await gathering.handler(ids)
      if (ids.includes('bad')) throw failure
    }
    jobs.work('advance', handler, { concurrency: 1, onError: (error) => errors.push(error) })
    await jobs.hint('advance', ['bad'])
    await gathering.reaches(1)
    await jobs.hint('advance', ['good'])
    await gathering.reaches(2)
    expect(gathering.ids()).toEqual(['bad', 'good'])
    expect(errors).toEqual([failure])
  })

  it('runs as many handlers side by side as it was told, never more', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    const gate = createGate()
    let [running, most] = [0, 0]
    const handler = async (ids: string[]) => {
      most = Math.max(most, ++running)
      await gathering.handler(ids)
      await gate.passed
      running--
    }
    jobs.work('advance', handler, { ...quietly, concurrency: 3 })
    await jobs.hint('advance', idsOf(6 * MAX_IDS))
    await gathering.reaches(3 * MAX_IDS)
    expect(running).toBe(3)
    gate.open()
    await gathering.reaches(6 * MAX_IDS)
    expect(most).toBe(3)
  })

  it('works an id again that is hinted while its handler runs', async () => {
    const jobs = openJobs()
    const hinted: boolean[] = []
    const gathering = createGathering()
    jobs.work(
      'advance',
      async (ids) => {
        await gathering.handler(ids)
        if (gathering.batches.length === 1) hinted.push(await jobs.hint('advance', ['again']))
      },
      quietly,
    )
    await jobs.hint('advance', ['again'])
    await eventually(() => gathering.ids()).toEqual(['again', 'again'])
    expect(hinted).toEqual([true])
  })

  it('takes an empty hint for done', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    expect(await jobs.hint('advance', [])).toBe(true)
    await jobs.hint('advance', ['one'])
    await gathering.reaches(1)
    expect(gathering.batches).toEqual([['one']])
  })

  it('gives a queue one handler', () => {
    const jobs = openJobs()
    jobs.work('advance', async () => {}, quietly)
    expect(() => jobs.work('advance', async () => {}, quietly)).toThrow(/already has its handler/)
  })

  it('waits at closing for the handler that runs, which may still finish its work', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    const gate = createGate()
    let finished = false
    jobs.work(
      'advance',
      async (ids) => {
        await gathering.handler(ids)
        await gate.passed
        finished = true
      },
      quietly,
    )
    await jobs.hint('advance', ['slow'])
    await gathering.reaches(1)
    const closing = jobs.close(10_000)
    gate.open()
    await closing
    expect(finished).toBe(true)
  })

  it('does not wait at closing for a stuck handler longer than it was told', async () => {
    const jobs = openJobs()
    const gathering = createGathering()
    const gate = createGate()
    const errors: unknown[] = []
    jobs.work(
      'advance',
      async (ids) => {
        await gathering.handler(ids)
        await gate.passed
      },
      { concurrency: 1, onError: (error) => errors.push(error) },
    )
    await jobs.hint('advance', ['stuck'])
    await gathering.reaches(1)
    const began = performance.now()
    await jobs.close(100)
    expect(performance.now() - began).toBeLessThan(5_000)
    gate.open()
    await gate.passed
    expect(errors).toEqual([])
  })

  it('takes no hint and no handler once closed, and closes twice', async () => {
    const jobs = openJobs()
    await jobs.close(0)
    await jobs.close(0)
    expect(await jobs.hint('advance', ['late'])).toBe(false)
    expect(() => jobs.work('advance', async () => {}, quietly)).toThrow(/closed/)
  })
}
