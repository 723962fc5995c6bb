// The times in which Slack could not be reached, kept in the record: deadlines of every process pause for them.
import { z } from 'zod'
import { type Clock, DAY, MINUTE } from '../../contracts/clock.ts'
import type { SettingsStore } from '../../ledger/ledger.ts'
import type { Outage } from '../../workflow/input.ts'

/** Longer than people are given for anything that still waits. */
const KEPT_MS = 7 * DAY
/** How old the list may be when deadlines are looked at. */
const CACHED_MS = 500
/** A process that says nothing for this long is gone: its outage ends with its last sign of life. */
const SILENT_MS = 3 * MINUTE
const KEY = 'outage:'

const Kept = z.object({ from: z.number(), to: z.number().nullable(), seen_at: z.number() })
export type KeptOutage = z.infer<typeof Kept> & { id: string }

export type OutageLog = {
  /** Of the last seven days, oldest first, none overlapping another. At most half a second old. */
  recent(): Promise<Outage[]>
  /** Everything kept, as it is now. */
  all(): Promise<KeptOutage[]>
  /** The open one: begun by this call, or by another process just before. Null when that one is over already. */
  begin(from: number): Promise<KeptOutage | null>
  /** It lasts. Whoever finds it open after this process is gone knows until when. */
  lasts(outage: KeptOutage): Promise<KeptOutage>
  /** It is over; `backSince`: since when Slack has been reached without a gap. */
  end(outage: KeptOutage, backSince: number): Promise<void>
}

export function createOutageLog(parts: {
  settings: Pick<SettingsStore, 'get' | 'put' | 'putFirst'>
  clock: Clock
}): OutageLog {
  const { settings, clock } = parts
  let known: { at: number; list: Promise<Outage[]> } | null = null

  async function all(): Promise<KeptOutage[]> {
    const stored = Object.entries(await settings.get()).filter(([key]) => key.startsWith(KEY))
    const kept = stored.map(([key, value]) => ({ id: key.slice(KEY.length), ...Kept.parse(value) }))
    return kept.sort((a, b) => a.from - b.from)
  }

  async function put({ id, ...kept }: KeptOutage): Promise<void> {
    known = null
    await settings.put(`${KEY}${id}`, kept, 'countersign', clock())
  }

  return {
    all,
    recent() {
      const now = clock()
      if (known && now >= known.at && now - known.at < CACHED_MS) return known.list
      const list = all().then((kept) => apart(kept.filter(({ to }) => to === null || to > now - KEPT_MS)))
      const asked = { at: now, list }
      known = asked
      list.catch(() => {
        if (known === asked) known = null
      })
      return list
    },
    async begin(from) {
      // Numbered, so that processes that notice at the same time speak of the same one.
      const before = await all()
      const open = before.find(({ to }) => to === null)
      if (open) return open
      const id = String(before.length + 1)
      known = null
      await settings.putFirst(`${KEY}${id}`, { from, to: null, seen_at: clock() }, 'countersign', clock())
      return (await all()).find((outage) => outage.id === id && outage.to === null) ?? null
    },
    async lasts(outage) {
      const seen = { ...outage, seen_at: clock() }
      await put(seen)
      return seen
    },
    async end(outage, backSince) {
      const isOrphan = clock() - outage.seen_at > SILENT_MS
      await put({ ...outage, to: Math.max(outage.from, isOrphan ? outage.seen_at : backSince) })
    },
  }
}

/** Outages that touch become one; those without length are none. */
function apart(kept: readonly Outage[]): Outage[] {
  const list: Outage[] = []
  for (const { from, to } of kept) {
    if (to !== null && to <= from) continue
    const last = list.at(-1)
    if (last && (last.to === null || last.to >= from))
      last.to = last.to === null || to === null ? null : Math.max(last.to, to)
    else list.push({ from, to })
  }
  return list
}
