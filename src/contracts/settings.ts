// What people set in Slack, over the policy file: read as it is now at every use, never frozen into a run.
import { z } from 'zod'
import type { Limit } from './limits.ts'
import type { Policy, Role } from './policy.ts'

const Stop = z.object({ by: z.string(), at: z.number() })
const Released = z.object({ released: z.literal(true) })

/** While somebody is away: who decides for them, and until when. Epoch ms. */
const Away = z.object({ to: z.string(), until: z.number(), set_at: z.number() })
export type Away = z.infer<typeof Away>

/** A sale is on: nobody is looked at while it lasts. Epoch ms; `until` null in records of programs before this one. */
const Sale = z.object({ by: z.string(), at: z.number(), until: z.number().nullable().default(null) })
export type Sale = z.infer<typeof Sale>

/** The key under which it is kept that a sale is on. */
export const SALE_KEY = 'sale:on'

const STOP = 'stop:'
const AWAY = 'away:'

/** The key of one stop button: `all`, or an agent's name. Each has its own, so that two people stopping two agents never undo each other. */
export function stopKey(name: string): string {
  return `${STOP}${name}`
}

/** The key under which it is kept who decides for one person. */
export function awayKey(userId: string): string {
  return `${AWAY}${userId}`
}

/** The value under `stopKey`, `awayKey` or `SALE_KEY` that ends it. */
export const RELEASED = { released: true } as const satisfies z.infer<typeof Released>

/** One setting per key in the record's settings log; every change is kept with who and when. */
export const Settings = z.preprocess(
  gathered,
  z.object({
    people: z
      .object({
        admin: z.array(z.string()),
        lead: z.array(z.string()),
        reviewer: z.array(z.string()),
        viewer: z.array(z.string()),
      })
      .optional(),
    limits_usd: z
      .object({ reviewer: z.number().nullable(), lead: z.number().nullable(), admin: z.number().nullable() })
      .optional(),
    channels: z.object({ default: z.string().nullable(), teams: z.record(z.string(), z.string()) }).optional(),
    /** Workflows switched on or off; unnamed ones follow the topology file. */
    workflows: z.record(z.string(), z.boolean()).optional(),
    /** Stop buttons by name, gathered from their keys. */
    stops: z.record(z.string(), z.union([Stop, Released])).optional(),
    /** Who decides for whom, by the person who is away; gathered from their keys. */
    away: z.record(z.string(), z.union([Away, Released])).optional(),
    /** Set while a sale is on; may have run out. */
    sale: z.union([Sale, Released]).optional(),
    /** Set once the checklist is done. */
    setup: z.object({ done_by: z.string(), done_at: z.number() }).optional(),
  }),
)
export type Settings = z.infer<typeof Settings>

function gathered(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored
  const under = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(stored).flatMap(([key, value]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
      ),
    )
  const { [SALE_KEY]: sale, ...rest } = stored as Record<string, unknown>
  return { ...rest, stops: under(STOP), away: under(AWAY), ...(sale === undefined ? {} : { sale }) }
}

export type People = NonNullable<Settings['people']>
export type Limits = NonNullable<Settings['limits_usd']>

/** The settings in force: what was set in Slack, else the policy file. People are the union of both. */
export type InForce = {
  people: People
  limits_usd: Limits
  limits: readonly Limit[]
  /** Who hears first, by team. */
  on_call: Readonly<Record<string, readonly string[]>>
  /** By the person who is away; may have run out. */
  away: Readonly<Record<string, Away>>
  channels: NonNullable<Settings['channels']>
  workflows: Record<string, boolean>
  stops: Record<string, z.infer<typeof Stop>>
  /** Null when none is on; may have run out: `saleNow` says. */
  sale: Sale | null
  setup: Settings['setup']
}

export function settingsInForce(
  settings: Settings,
  policy: Pick<Policy, 'people' | 'limits_usd' | 'channels'> & Partial<Pick<Policy, 'limits' | 'on_call'>>,
): InForce {
  const union = (role: Role): string[] => [...new Set([...policy.people[role], ...(settings.people?.[role] ?? [])])]
  return {
    people: { admin: union('admin'), lead: union('lead'), reviewer: union('reviewer'), viewer: union('viewer') },
    limits_usd: settings.limits_usd ?? policy.limits_usd,
    limits: policy.limits ?? [],
    on_call: policy.on_call ?? {},
    away: unreleased(settings.away),
    channels: settings.channels ?? policy.channels,
    workflows: settings.workflows ?? {},
    stops: unreleased(settings.stops),
    sale: settings.sale && !('released' in settings.sale) ? settings.sale : null,
    setup: settings.setup,
  }
}

function unreleased<T extends object>(kept: Record<string, T | z.infer<typeof Released>> = {}): Record<string, T> {
  const entries = Object.entries(kept)
  return Object.fromEntries(entries.flatMap(([name, value]) => ('released' in value ? [] : [[name, value as T]])))
}

/** The sale that is on at this moment. */
export function saleNow(sale: Sale | null, now: number): Sale | null {
  return sale !== null && (sale.until === null || now < sale.until) ? sale : null
}

const RANK: readonly Role[] = ['admin', 'lead', 'reviewer', 'viewer']

/** Who is in which user group, as far as it was asked. A group that is not here has nobody in it. */
export type Groups = Readonly<Record<string, readonly string[]>>

export function isGroup(id: string): boolean {
  return id.startsWith('S')
}

/** The highest role a person holds, by themselves or by a user group; null when they hold none. */
export function roleOf(userId: string, people: People, groups: Groups = {}): Role | null {
  const isNamed = (id: string): boolean => (isGroup(id) ? groups[id]?.includes(userId) === true : id === userId)
  return RANK.find((role) => people[role].some(isNamed)) ?? null
}

/** The user groups that could give somebody one of these roles. */
export function groupsOf(people: People, roles: readonly Role[] = RANK): string[] {
  return [...new Set(roles.flatMap((role) => people[role].filter(isGroup)))]
}

/** Whose place a person takes at this moment. One step only: nobody hands on what is not theirs. */
export function standsInFor(userId: string, away: InForce['away'], now: number): string[] {
  return Object.entries(away).flatMap(([absent, { to, until }]) =>
    to === userId && absent !== userId && now < until ? [absent] : [],
  )
}
