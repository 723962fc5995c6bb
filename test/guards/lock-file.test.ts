// `npm ci` refuses a lock file that leaves out optional packages of other platforms, as npm writes it where a registry
// does not carry them. So every optional dependency is locked, whoever ran `npm install` last.

import { expect, it } from 'vitest'
import { z } from 'zod'
import { read } from './tree.ts'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
})

it('locks every optional dependency, also those of other platforms', () => {
  const { packages } = Lock.parse(JSON.parse(read('package-lock.json')))
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  expect(optional.length).toBeGreaterThan(0)
  expect(optional.filter((name) => !locked.has(name))).toEqual([])
})
