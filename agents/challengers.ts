// Versions on trial: each thinks along silently beside the version of the same name in index.ts, and decides nothing until it has passed
// its shadow test. Empty most of the time.
import type { AnyAgent } from '../src/contracts/agent.ts'

export const challengers: readonly AnyAgent[] = []
