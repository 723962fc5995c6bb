// One process per test file, two at a time at least: the tests start real servers and share nothing.

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { findServices } from './test/setup/found-services.ts'

// A shared Redis given by address is emptied by each suite, so its users take turns.
const sharedRedis = findServices(process.env).Redis.status === 'url'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/services.ts'],
    pool: 'forks',
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    fileParallelism: !sharedRedis,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
    allowOnly: false,
  },
})
