// Modules are loaded once per worker, not once per file: no test may leave state behind in one.

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { findServices, servicesAreRequired } from './test/setup/found-services.ts'

// A shared Redis given by address is emptied by each suite, so its users take turns.
const sharedRedis = findServices(process.env).Redis.status === 'url'

/** Some tests wait more than they compute. Where all suites are required, servers and a browser compute beside them. */
const LEAST_WORKERS = servicesAreRequired(process.env) ? 2 : 3

/** Whole installations take longest, then whatever has a record; begun last they would leave the other workers idle. */
const BEGUN_FIRST = ['/test/e2e/', '/test/dev-demo/', '/test/slack/', '/test/engine/', '/test/ledger/', '/test/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const turn = ({ moduleId }: TestSpecification): number =>
      BEGUN_FIRST.findIndex((folder) => moduleId.includes(folder))
    return sorted.sort((a, b) => turn(a) - turn(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/services.ts'],
    setupFiles: ['test/setup/property-runs.ts'],
    pool: 'forks',
    // Helpers of the garbage collector only take turns with the other workers here.
    execArgv: ['--single-threaded-gc'],
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: Math.max(LEAST_WORKERS, Math.floor(availableParallelism() / 2)),
    fileParallelism: !sharedRedis,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
    allowOnly: false,
  },
})
