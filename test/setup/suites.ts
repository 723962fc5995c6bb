// Suites that need a server or a browser. Where it is missing they are skipped by name, or fail where it is required.

import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { howToGet, type ServiceName } from './found-services.ts'
import { askBroker, freshRedis } from './fresh-services.ts'

type SuiteBody = (where: string) => void | Promise<void>

/** The body receives the URL of a Redis of its own, which ends with the suite. */
export function describeWithRedis(name: string, body: SuiteBody): void {
  describeWith('Redis', name, async () => {
    const redis = await freshRedis()
    beforeAll(() => redis.empty())
    afterAll(() => redis.stop())
    await body(redis.url)
  })
}

/** The body receives the URL of the run's shared server: take a database of your own with `freshDatabase(url)`. */
export function describeWithPostgres(name: string, body: SuiteBody): void {
  describeWith('PostgreSQL', name, async () => body(await askBroker('POST', '/postgres')))
}

/** The body receives the path of a Chromium program. */
export function describeWithBrowser(name: string, body: SuiteBody): void {
  describeWith('a browser', name, async () => {
    const browser = inject('services').found['a browser']
    if (browser.status === 'program') await body(browser.path)
  })
}

function describeWith(service: ServiceName, name: string, suite: () => Promise<void>): void {
  const { found, required } = inject('services')
  if (found[service].status !== 'missing') {
    describe(name, suite)
    return
  }
  describe.skipIf(!required)(`${name} (needs ${service})`, () => {
    it('has what it needs', () => {
      throw new Error(`${service} was not found: ${howToGet[service]}`)
    })
  })
}
