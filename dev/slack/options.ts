// Everything a local workspace can be told at birth, with defaults that make `createLocalSlack({})` useful.
import { z } from 'zod'
import { type Clock, MINUTE, SECOND } from '../../src/contracts/clock.ts'

const SeedUser = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string().optional(),
  title: z.string().default(''),
  presence: z.enum(['active', 'away']).default('active'),
  isAdmin: z.boolean().default(false),
  isOwner: z.boolean().default(false),
  isGuest: z.boolean().default(false),
  deleted: z.boolean().default(false),
  timezone: z.string().default('UTC'),
})
export type SeedUser = z.infer<typeof SeedUser>

const SeedChannel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'private']).default('public'),
  topic: z.string().default(''),
  isArchived: z.boolean().default(false),
  /** User ids; 'bot' stands for the app. */
  members: z.array(z.string()).optional(),
})
export type SeedChannel = z.infer<typeof SeedChannel>

export const Seed = z.object({
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }).default({
    id: 'T0LOCAL01',
    name: 'Local workspace',
    domain: 'local',
  }),
  users: z
    .array(SeedUser)
    .default([
      SeedUser.parse({ id: 'U0ANA0001', name: 'ana', realName: 'Ana', isAdmin: true, isOwner: true }),
      SeedUser.parse({ id: 'U0BEN0001', name: 'ben', realName: 'Ben' }),
      SeedUser.parse({ id: 'U0CHLOE01', name: 'chloe', realName: 'Chloe' }),
    ]),
  channels: z
    .array(SeedChannel)
    .default([
      SeedChannel.parse({ id: 'C0GENERAL', name: 'general' }),
      SeedChannel.parse({ id: 'C0OPS0001', name: 'ops' }),
    ]),
  groups: z
    .array(
      z.object({
        id: z.string(),
        handle: z.string(),
        name: z.string(),
        users: z.array(z.string()),
        disabled: z.boolean().optional(),
      }),
    )
    .default([]),
})
export type Seed = z.infer<typeof Seed>

/** Real milliseconds of every deadline Slack enforces; tests shorten them. `triggerMs` and `responseUrlMs` follow the clock. */
export interface Timings {
  ackMs: number
  triggerMs: number
  /** Waits before the first, second and third repeat of an unacknowledged event. */
  eventRetryMs: readonly number[]
  responseUrlMs: number
  /** How long a refreshed connection stays open when the app does not leave by itself. */
  refreshGraceMs: number
}

export const SLACK_TIMINGS: Timings = {
  ackMs: 3 * SECOND,
  triggerMs: 3 * SECOND,
  eventRetryMs: [0, MINUTE, 5 * MINUTE],
  responseUrlMs: 30 * MINUTE,
  refreshGraceMs: 10 * SECOND,
}

export interface PageAsset {
  type: string
  body: string | Uint8Array
}

/** The web page served at "/" and for permalinks; assets by absolute path ("/app.js"). */
export interface Page {
  html: string
  assets: ReadonlyMap<string, PageAsset>
}

export interface LocalSlackOptions {
  /** 0 or absent: any free port. */
  port?: number
  host?: string
  clock?: Clock
  /** Multiplies every rate limit: 1 is Slack's own, 50 allows fifty times as much. */
  slackRate?: number
  seed?: z.input<typeof Seed>
  /** The parsed manifest.yml: commands, shortcuts, scopes and event subscriptions. Absent: all scopes, all events, no commands. */
  manifest?: unknown
  botToken?: string
  appToken?: string
  signingSecret?: string
  mode?: 'socket' | 'http'
  /** Where signed requests go in mode 'http'. */
  requestUrl?: string
  timings?: Partial<Timings>
  page?: Page
}

export const LOCAL_BOT_TOKEN = 'xoxb-local-workspace'
export const LOCAL_APP_TOKEN = 'xapp-local-workspace'
export const LOCAL_SIGNING_SECRET = 'local-signing-secret'
