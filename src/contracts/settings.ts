// What people set in Slack, over the policy file: read as it is now at every use, never frozen into a run.
import { z } from 'zod'
import type { Policy, Role } from './policy.ts'

const Stop = z.object({ by: z.string(), at: z.number() })
const Released = z.object({ released: z.literal(true) })

const STOP = 'stop:'

/** The key of one stop button: `all`, or an agent's name. Each has its own, so that two people stopping two agents never undo each other. */
export function stopKey(name: string): string {
  return `${STOP}${name}`
}

/** The value under `stopKey` that ends a stop. */
export const RELEASED = { released: true } as const satisfies z.infer<typeof Released>

/** One setting per key in the record's settings log; every change is kept with who and when. */
export const Settings = z.preprocess(
  withStops,
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
    /** Set once the checklist is done. */
    setup: z.object({ done_by: z.string(), done_at: z.number() }).optional(),
  }),
)
export type Settings = z.infer<typeof Settings>

function withStops(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored
  const keys = Object.entries(stored).filter(([key]) => key.startsWith(STOP))
  return { ...stored, stops: Object.fromEntries(keys.map(([key, value]) => [key.slice(STOP.length), value])) }
}

export type People = NonNullable<Settings['people']>
export type Limits = NonNullable<Settings['limits_usd']>

/** The settings in force: what was set in Slack, else the policy file. People are the union of both. */
export type InForce = {
  people: People
  limits_usd: Limits
  channels: NonNullable<Settings['channels']>
  workflows: Record<string, boolean>
  stops: Record<string, z.infer<typeof Stop>>
  setup: Settings['setup']
}

export function settingsInForce(
  settings: Settings,
  policy: Pick<Policy, 'people' | 'limits_usd' | 'channels'>,
): InForce {
  const union = (role: Role): string[] => [...new Set([...policy.people[role], ...(settings.people?.[role] ?? [])])]
  return {
    people: { admin: union('admin'), lead: union('lead'), reviewer: union('reviewer'), viewer: union('viewer') },
    limits_usd: settings.limits_usd ?? policy.limits_usd,
    channels: settings.channels ?? policy.channels,
    workflows: settings.workflows ?? {},
    stops: Object.fromEntries(
      Object.entries(settings.stops ?? {}).flatMap(([name, stop]) => ('released' in stop ? [] : [[name, stop]])),
    ),
    setup: settings.setup,
  }
}

const RANK: readonly Role[] = ['admin', 'lead', 'reviewer', 'viewer']

/** The highest role a person holds; null when they hold none. */
export function roleOf(userId: string, people: People): Role | null {
  return RANK.find((role) => people[role].includes(userId)) ?? null
}
