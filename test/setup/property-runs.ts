// Before each test file: how many examples a property is tried on that does not say so itself.
import fc from 'fast-check'
import { howMany } from './how-many.ts'

fc.configureGlobal({ numRuns: howMany({ usually: 40, inCi: 100 }) })
