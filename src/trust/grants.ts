// The level of every scope, folded from what was granted and taken back. Pure.
import type { Level, Scope } from '../contracts/gate.ts'
import type { EvidenceSummary, StoredTrustEvent, TrustEvent } from '../contracts/trust.ts'

export type Grant = {
  seq: number
  level: 'L2' | 'L3'
  from_confidence: number
  alpha: number
  /** Null: no cap. */
  cap_usd_cents: number | null
  granted_by: string
  granted_at: number
  expires_at: number
  override: string | null
  /** It came over from another version. */
  inherited: boolean
  /** Since when something was granted without a break: renewed, raised and excepted grants go on where the last one stood. */
  held_since: number
  /** The first grant since it last slipped: from then on audits and what is learned later are held against it, whatever ended between. */
  watched: { since: number; headStart: boolean }
  /** What it rests on, as it stood then; null for what came over from another version. */
  evidence: EvidenceSummary | null
  /** What its evidence was judged by; null: recorded before that was told apart. */
  source?: string | null
}

export type ScopeTrust = {
  scope: Scope
  /** In force, unless its end has passed. */
  grant: Grant | null
  /** Since when it is on probation; evidence before that no longer counts. Null when it never was. */
  probation_since: number | null
  demotions: number
  /** Carried over grants that ended without a slip; null before the first one. */
  watched: Grant['watched'] | null
  last: StoredTrustEvent | null
  /** Until when "not yet" was said. */
  ask_again_at: number | null
  history: StoredTrustEvent[]
}

export type Book = ReadonlyMap<string, ScopeTrust>

export function scopeKey({ agent, version, action, segment }: Scope): string {
  return [agent, version, action, segment].join('|')
}

export function fresh(scope: Scope): ScopeTrust {
  return {
    scope,
    grant: null,
    probation_since: null,
    demotions: 0,
    watched: null,
    last: null,
    ask_again_at: null,
    history: [],
  }
}

export function foldTrust(events: readonly StoredTrustEvent[]): Book {
  const book = new Map<string, ScopeTrust>()
  for (const stored of events) {
    const key = scopeKey(stored.event.scope)
    const before = book.get(key) ?? fresh(stored.event.scope)
    const history = [...before.history, stored]
    book.set(key, { ...before, ...after(before, stored), last: stored, history })
  }
  return book
}

function after(before: ScopeTrust, { seq, at, by, event }: StoredTrustEvent): Partial<ScopeTrust> {
  switch (event.type) {
    case 'granted':
    case 'inherited':
      return granting(before, grantOf(event, { seq, at, by }))
    case 'demoted':
      // A lapsed grant says nothing against the agent: only a slip costs it what it had earned.
      return LAPSED.has(event.cause)
        ? { grant: null }
        : { grant: null, probation_since: at, demotions: before.demotions + 1, watched: null }
    case 'declined':
      return { ask_again_at: event.ask_again_at }
    default:
      return event satisfies never
  }
}

function granting(before: ScopeTrust, given: Grant): Partial<ScopeTrust> {
  // A version that takes over starts half way to the alarm, and what follows on its grant goes on from there.
  const watched = before.watched ?? given.watched
  const held_since = before.grant?.held_since ?? given.held_since
  return { grant: { ...given, held_since, watched }, watched, ask_again_at: null }
}

/** Ends that say nothing against the agent. */
export const LAPSED: ReadonlySet<Extract<TrustEvent, { type: 'demoted' }>['cause']> = new Set([
  'expired',
  'override_ended',
  'policy_changed',
  'withdrawn',
  'audits_unanswered',
])

function grantOf(
  event: Extract<TrustEvent, { type: 'granted' | 'inherited' }>,
  { seq, at, by }: Pick<StoredTrustEvent, 'seq' | 'at' | 'by'>,
): Grant {
  const { level, from_confidence, alpha, cap_usd_cents, expires_at } = event
  return {
    ...{ seq, level, from_confidence, alpha, cap_usd_cents, expires_at, granted_by: by, granted_at: at },
    override: event.type === 'granted' ? event.override : null,
    inherited: event.type === 'inherited',
    held_since: at,
    watched: { since: at, headStart: event.type === 'inherited' },
    evidence: event.type === 'granted' ? event.evidence : null,
    source: event.source ?? null,
  }
}

/** The most an agent may do with an action anywhere, for an overview. */
export function highestLevel(book: Book, about: Pick<Scope, 'agent' | 'version' | 'action'>, now: number): Level {
  const levels = [...book.values()]
    .filter(({ scope }) => (['agent', 'version', 'action'] as const).every((part) => scope[part] === about[part]))
    .map(({ scope }) => levelFor(book, scope, { confidence: 1, usd_cents: 0, now }))
  return (['L3', 'L2', 'P'] as const).find((level) => levels.includes(level)) ?? 'L1'
}

/** What the scope may do now, for a proposal of this confidence and amount. Everything that is not granted is suggested. */
export function levelFor(
  book: Book,
  scope: Scope,
  about: { confidence: number; usd_cents: number | null; now: number; source?: string },
): Level {
  const trust = book.get(scopeKey(scope))
  if (!trust) return 'L1'
  const { grant, probation_since } = trust
  if (!grant || grant.expires_at <= about.now) return probation_since === null ? 'L1' : 'P'
  const { cap_usd_cents, from_confidence } = grant
  if (about.source !== undefined && grant.source != null && about.source !== grant.source) return 'L1'
  const isBeyond = cap_usd_cents !== null && (about.usd_cents === null || about.usd_cents > cap_usd_cents)
  return about.confidence >= from_confidence && !isBeyond ? grant.level : 'L1'
}
