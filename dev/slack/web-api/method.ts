// One Web API method: who may call it, how often, what it takes, what it does. The table of all of them is in methods.ts.
import { z } from 'zod'
import type { Clock } from '../../../src/contracts/clock.ts'
import type { EventQueue } from '../delivery/event-queue.ts'
import type { SocketDelivery } from '../delivery/socket.ts'
import type { Faults } from '../faults.ts'
import type { Limit } from '../rate-limits.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { FileStore } from './file-store.ts'
import { withMessages } from './slack-error.ts'

export interface MethodContext {
  workspace: Workspace
  events: EventQueue
  /** null in HTTP mode. */
  sockets: SocketDelivery | null
  faults: Faults
  files: FileStore
  clock: Clock
  /** True when the app holds the scope, or no manifest says otherwise. */
  hasScope(scope: string): boolean
}

export type Answer = Record<string, unknown>

export interface ApiMethod {
  limit: Limit
  /** Any one of these is enough; an empty list asks for none. */
  scopes: readonly string[]
  token: 'bot' | 'app'
  /** Reads the arguments first; what it returns decides the rate limit's channel, then runs. */
  prepare(
    raw: Record<string, unknown>,
    context: MethodContext,
  ): { channel: string | undefined; run(): Answer | Promise<Answer> }
}

export function method<T extends z.ZodType<Record<string, unknown>>>(definition: {
  limit: Limit
  scopes: readonly string[]
  token?: 'bot' | 'app'
  args: T
  run(args: z.infer<T>, context: MethodContext): Answer | Promise<Answer>
}): ApiMethod {
  return {
    limit: definition.limit,
    scopes: definition.scopes,
    token: definition.token ?? 'bot',
    prepare(raw, context) {
      const parsed = definition.args.safeParse(raw)
      if (!parsed.success) throw withMessages('invalid_arguments', parsed.error.issues.map(asLine))
      const args: z.infer<T> = parsed.data
      const channel = args['channel']
      return {
        channel: typeof channel === 'string' ? channel : undefined,
        run: () => definition.run(args, context),
      }
    },
  }
}

function asLine(issue: z.core.$ZodIssue): string {
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const said = missing ? `missing required field: ${String(issue.path.at(-1))}` : issue.message
  return `[ERROR] ${said} [json-pointer:/${issue.path.join('/')}]`
}

/** Form bodies carry objects as JSON text and booleans as words; JSON bodies carry them as they are. */
export const jsonArg = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}, z.unknown())

export const flagArg = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1) return true
  if (value === 'false' || value === '0' || value === 0) return false
  return value
}, z.boolean().default(false))

export const numberArg = (fallback: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value !== '' ? Number(value) : value),
    z.number().int().min(1).max(max).default(fallback),
  )

export const listArg = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((each) => each.trim()) : value),
  z.array(z.string()),
)
