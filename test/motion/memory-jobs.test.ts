// The in-process jobs: the contract, and what only they promise.
import { describe, expect, it } from 'vitest'
import { HOUR, systemClock } from '../../src/contracts/clock.ts'
import { createMemoryJobs } from '../../src/jobs/memory-jobs.ts'
import { createGathering, idsOf } from './gathering.ts'
import { jobsContract } from './jobs-contract.ts'
import { endsByItself } from './process-end.ts'

describe('jobs in memory', () => {
  jobsContract(() => createMemoryJobs({ clock: systemClock }))

  it('take the time of delays from the clock they are given', async () => {
    let now = 0
    const jobs = createMemoryJobs({ clock: () => now })
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, { concurrency: 1, onError: () => {} })
    await jobs.hint('advance', ['tomorrow'], 24 * HOUR)
    await jobs.hint('advance', ['in an hour'], 1 * HOUR)
    await jobs.hint('advance', ['at once'])
    await gathering.reaches(1)
    now = 1 * HOUR
    await gathering.reaches(2)
    now = 24 * HOUR
    await gathering.reaches(3)
    expect(gathering.ids()).toEqual(['at once', 'in an hour', 'tomorrow'])
    await jobs.close(0)
  })

  it('refuse hints beyond what they can hold, delayed ones too, and take them again after working some off', async () => {
    const jobs = createMemoryJobs({ clock: systemClock, mostIds: 100 })
    expect(await jobs.hint('advance', idsOf(60))).toBe(true)
    expect(await jobs.hint('cards', idsOf(30), 1 * HOUR)).toBe(true)
    expect(await jobs.hint('advance', idsOf(20, 'more'))).toBe(false)
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, { concurrency: 1, onError: () => {} })
    await gathering.reaches(60)
    expect(await jobs.hint('advance', idsOf(20, 'more'))).toBe(true)
    await gathering.reaches(80)
    await jobs.close(0)
  })

  it('let the process end once closed, though hints are due tomorrow', async () => {
    const script = `
      import { createMemoryJobs } from './src/jobs/memory-jobs.ts'
      const jobs = createMemoryJobs({ clock: Date.now })
      jobs.work('advance', () => new Promise(() => {}), { concurrency: 1, onError: () => {} })
      await jobs.hint('advance', ['tomorrow'], 86_400_000)
      await jobs.close(0)
      process.stdout.write('closed')`
    expect(await endsByItself(script)).toEqual({ code: 0, output: 'closed' })
  })
})
