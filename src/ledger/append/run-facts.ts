// What appending to a run needs to know of it besides the events: the hash to chain to and the words of its envelope. A
// committed version never changes, so what was once seen of it may be remembered.
import type { Query } from '../db.ts'

export type RunFacts = {
  version: number
  head: string
  market: string | null
  locale: string | null
  currency: string | null
}

export type RunFactsCache = {
  /** What is known of the run at exactly this version, asking the database when it must; null when the run is elsewhere or unknown. */
  at(runId: string, version: number, query: Query): Promise<RunFacts | null>
  remember(runId: string, facts: RunFacts): void
}

const REMEMBERED = 20_000

const SELECT = `
  SELECT version, encode(head, 'hex') AS head, market, locale, currency FROM runs WHERE run_id = $1`

export function createRunFactsCache(): RunFactsCache {
  const known = new Map<string, RunFacts>()

  function remember(runId: string, facts: RunFacts): void {
    const before = known.get(runId)
    if (before && before.version > facts.version) return
    known.delete(runId)
    known.set(runId, facts)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
  }

  return {
    remember,
    async at(runId, version, query) {
      const remembered = known.get(runId)
      if (remembered?.version === version) return remembered
      const [row] = await query.query<RunFacts>(SELECT, [runId])
      if (!row) return null
      remember(runId, row)
      return row.version === version ? row : null
    },
  }
}
