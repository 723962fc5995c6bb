// The environment, read and parsed once. Nothing else reads process.env.
import { config as loadDotenv } from 'dotenv'
import { z } from 'zod'
import { AppError } from './contracts/app-error.ts'

export const Role = z.enum(['slack', 'worker', 'web'])
export type ProcessRole = z.infer<typeof Role>

const optional = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional())
const Roles = z
  .string()
  .default('slack,worker,web')
  .transform((text) => text.split(',').map((role) => role.trim()))
  .pipe(z.array(Role).min(1))

const Environment = z.object({
  SLACK_BOT_TOKEN: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_MODE: z.enum(['socket', 'http']).default('socket'),
  SLACK_RATE: z.coerce.number().positive().default(1),
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: optional,
  SHOPIFY_WEBHOOK_SECRET: optional,
  EVENTS_WEBHOOK_SECRET: optional,
  SHOP_URL: optional,
  SHOP_SECRET: optional,
  REMOTE_AGENT_SECRET: optional,
  DATABASE_URL: optional,
  REDIS_URL: optional,
  DATA_DIR: z.string().default('.data'),
  CONFIG_DIR: z.string().default('config'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ROLES: Roles,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})
export type Environment = z.infer<typeof Environment>

/** Reads `.env` (unless a source is given) and the environment. Throws `config.environment` with every problem listed. */
export function readEnvironment(source: NodeJS.ProcessEnv = fromProcess()): Environment {
  const empty = Object.entries(source).filter(([, value]) => value !== '')
  const parsed = Environment.safeParse(Object.fromEntries(empty))
  if (!parsed.success)
    throw new AppError(
      'config.environment',
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  const problems = combinationProblems(parsed.data)
  if (problems.length > 0) throw new AppError('config.environment', problems.join('\n'))
  return parsed.data
}

function fromProcess(): NodeJS.ProcessEnv {
  loadDotenv({ quiet: true })
  return process.env
}

/** The combinations that would lose or double work, refused with the reason. */
function combinationProblems({ DATABASE_URL, REDIS_URL, ROLES }: Environment): string[] {
  const problems: string[] = []
  if (REDIS_URL && !DATABASE_URL)
    problems.push(
      'REDIS_URL is set without DATABASE_URL: Redis only moves work, PostgreSQL keeps it. Set DATABASE_URL too, or unset REDIS_URL.',
    )
  if (ROLES.length < 3 && !(DATABASE_URL && REDIS_URL))
    problems.push(
      `ROLES=${ROLES.join(',')} splits the work over processes, which needs DATABASE_URL and REDIS_URL. Set both, or leave ROLES out.`,
    )
  return problems
}
