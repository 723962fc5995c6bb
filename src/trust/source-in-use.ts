// What judges a scope by now: an agent's model, its rules or an agent elsewhere. Each earns for itself, so only the rows of one count.
import { DAY } from '../contracts/clock.ts'
import type { Scope } from '../contracts/gate.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import type { Grant } from './grants.ts'

const LATELY_MS = 28 * DAY

/** That of the grant in force; else what most of the last four weeks' rows came from, whatever was right. Null while nothing tells. */
export function sourceInUse(rows: readonly EvidenceRow[], grant: Grant | null, now: number): string | null {
  if (grant?.source != null && grant.expires_at > now) return grant.source
  const known = rows.filter(({ source }) => source != null)
  const lately = known.filter(({ proposed_at }) => proposed_at > now - LATELY_MS)
  const counts = new Map<string, number>()
  for (const { source } of lately.length > 0 ? lately : known.slice(-1))
    if (source != null) counts.set(source, (counts.get(source) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}

/** What does not say what judged it counts for any, and so does the gravest kind of error: it is held against all of them. */
export function ofSource(rows: readonly EvidenceRow[], source: string | null): EvidenceRow[] {
  return rows.filter((row) => source === null || row.source == null || row.source === source || row.severity === 3)
}

/**
 * Which attempt at a scope a version and what judges it are, by when each such pair was first judged; the next one for a new pair.
 * Evidence starts anew with either, so each is one more chance to look good by luck. `rows`: of any version, oldest first.
 */
export function attemptOf(rows: readonly EvidenceRow[], scope: Scope, source: string | null): number {
  const { agent, version, action, segment } = scope
  const own = rows.filter((row) => row.agent === agent && row.action === action && row.segment === segment)
  // What does not say what judged it counts for any: it is no attempt beside those that do.
  const first = new Map<string, string>()
  for (const row of own) if (row.source != null && !first.has(row.version)) first.set(row.version, row.source)
  const pairOf = (of: string, judge: string | null | undefined) => JSON.stringify([of, judge ?? first.get(of) ?? null])
  const judged = own.filter(({ verdict }) => verdict !== null)
  const pairs = [...new Set(judged.map((row) => pairOf(row.version, row.source)))]
  const at = pairs.indexOf(pairOf(version, source))
  return at === -1 ? pairs.length + 1 : at + 1
}
