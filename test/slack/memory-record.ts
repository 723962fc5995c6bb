// The parts of the record that Slack uses, in memory, with the promises of the real one: claims, greatest versions, retry times.
import type { JsonObject } from '../../src/contracts/json.ts'
import type { CardRow, CardStore, Ledger, LedgerQueries, SettingsStore } from '../../src/ledger/ledger.ts'

type Stored = CardRow & { claimed_until: number; retry_at: number; have_notice: number }

export type MemoryCards = CardStore & {
  /** What the record wants a run's card to show. */
  want(runId: string, patch: { question: number; version: number; deadline?: number; team?: string }): void
  row(runId: string): CardRow
}

export function memoryCards(): MemoryCards {
  const rows = new Map<string, Stored>()
  const isFree = (row: Stored, now: number) =>
    (row.have_version < row.want_version || row.have_notice < row.want_notice) &&
    row.claimed_until <= now &&
    row.retry_at <= now
  const must = (cardId: string): Stored => {
    const row = rows.get(cardId)
    if (!row) throw new Error(`no card ${cardId}`)
    return row
  }
  return {
    want(runId, { question, version, deadline = null, team = 'default' }) {
      const before = rows.get(runId)
      const wanted = { want_question: question, want_version: version, deadline, team }
      rows.set(
        runId,
        before
          ? { ...before, ...wanted }
          : {
              card_id: runId,
              run_id: runId,
              ...wanted,
              have_question: 0,
              have_version: 0,
              channel: null,
              ts: null,
              earlier: [],
              have_notes: 0,
              want_notice: 0,
              looker: null,
              have_notice: 0,
              attempts: 0,
              error: null,
              claimed_until: 0,
              retry_at: 0,
            },
      )
    },
    row: must,
    async behind({ now, kind, limit, except = [] }) {
      const isNew = (row: CardRow) => row.ts === null || row.want_question > row.have_question
      const free = [...rows.values()].filter(
        (row) => isFree(row, now) && isNew(row) === (kind === 'message') && !except.includes(row.team),
      )
      return free.sort((a, b) => (a.deadline ?? Number.MAX_VALUE) - (b.deadline ?? Number.MAX_VALUE)).slice(0, limit)
    },
    settleUnposted: async () => 0,
    async leaveUnposted(cardId, { version, question }) {
      Object.assign(must(cardId), { have_version: version, have_question: question, claimed_until: 0, retry_at: 0 })
    },
    byRun: async (runId) => rows.get(runId) ?? null,
    byMessage: async ({ channel, ts }) =>
      [...rows.values()].find((row) =>
        [row, ...row.earlier].some((message) => message.channel === channel && message.ts === ts),
      ) ?? null,
    async told(cardId, notes) {
      const row = must(cardId)
      row.have_notes = Math.max(row.have_notes, notes)
    },
    async claim(cardId, now, until) {
      const row = rows.get(cardId)
      if (!row || !isFree(row, now)) return null
      row.claimed_until = until
      return { ...row }
    },
    async touchOpen() {
      for (const row of rows.values()) if (row.ts !== null) row.want_notice += 1
    },
    touchLooked: async () => 0,
    async posted(cardId, { channel, ts, version, question, notice = 0, looker = null }) {
      const row = must(cardId)
      const moved = row.channel !== null && row.ts !== null && row.ts !== ts
      const earlier = moved ? [...row.earlier, { channel: row.channel ?? '', ts: row.ts ?? '' }] : row.earlier
      Object.assign(row, { channel, ts, earlier, looker, attempts: 0, error: null, claimed_until: 0, retry_at: 0 })
      Object.assign(row, {
        have_version: Math.max(row.have_version, version),
        have_question: Math.max(row.have_question, question),
        have_notice: Math.max(row.have_notice, notice),
      })
    },
    async failed(cardId, because, retryAt) {
      const row = must(cardId)
      Object.assign(row, { attempts: row.attempts + 1, error: because, retry_at: retryAt, claimed_until: 0 })
    },
  }
}

export function memorySettings(
  initial: Record<string, JsonObject> = {},
): SettingsStore & { now: Record<string, JsonObject> } {
  const now = { ...initial }
  const log: { key: string; value: JsonObject; by: string; at: number }[] = []
  return {
    now,
    get: async () => ({ ...now }),
    async put(key, value, by, at) {
      now[key] = value
      log.push({ key, value, by, at })
    },
    async putFirst(key, value, by, at) {
      const first = log.find((entry) => entry.key === key)
      if (first) return first.value
      now[key] = value
      log.push({ key, value, by, at })
      return value
    },
    history: async (wanted) => log.filter(({ key }) => key === wanted),
  }
}

/** Nobody is late with anything, nobody looks at anything, nothing stands still, and nothing has happened. */
export function quietTimes(): Pick<Ledger, 'nudges' | 'handovers' | 'claims' | 'stuck' | 'figures'> {
  const none = async () => []
  const nothing = async () => undefined
  return {
    nudges: {
      ...{ owed: none, behind: none, waiting: none, told: nothing, failed: nothing },
      assign: async () => false,
      claim: async () => null,
    },
    handovers: {
      ...{ open: none, expired: none, done: nothing, release: nothing },
      claim: async () => false,
      lastSaid: async () => null,
    },
    claims: {
      ...{ of: none, standing: none, release: nothing, releaseAll: nothing },
      take: async () => ({ taken: true }),
    },
    stuck: { ...{ runs: none, cards: none, untaken: none, takeOn: none }, told: nothing },
    figures: {
      today: async () => ({ orders: 0, alone: 0, asked: 0, answered: 0, expired: 0, median_ms: null }),
      health: none,
      costs: async () => ({ rows: [], orders: 0, dearest: null, fell_back: [] }),
      costOf: async () => 0,
      noteCost: nothing,
    },
  }
}

/** Nothing waits that would have to be counted. */
export function noBacklog(): Pick<Ledger, 'briefs' | 'cases'> {
  const none = async () => []
  const nothing = async () => undefined
  return {
    briefs: {
      ...{ active: none, begin: nothing, posted: nothing, release: nothing, end: nothing },
      claim: async () => null,
    },
    cases: { open: none, looks: none, countByTeam: none, heldUnanswered: async () => ({ held: 0, first: null }) },
  }
}

export function memoryQueries(patch: Partial<LedgerQueries> = {}): LedgerQueries {
  return {
    findRuns: async () => [],
    openDecisions: async () => [],
    countOpen: async () => 0,
    agentRecords: async () => [],
    runCounts: async () => [],
    noteEvidenceOpened: async () => undefined,
    evidenceOpened: async () => false,
    askedBecauseOf: async () => [],
    answersBy: async () => ({ minute: 0, hour: 0 }),
    touchedBy: async () => ({ waiting: [], ran_out: [] }),
    dailyLoad: async () => ({ asked: 0, proposed: 0, median_latency_ms: null }),
    spentUsd: async () => 0,
    deliveryCounts: async () => [],
    ...patch,
  }
}
