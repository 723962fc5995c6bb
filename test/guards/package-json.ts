// package.json as the guards read it.

import { z } from 'zod'
import { read } from './tree.ts'

const PackageJson = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

export const packageJson = PackageJson.parse(JSON.parse(read('package.json')))
