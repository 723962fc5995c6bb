// The environment, read and parsed once. Nothing else reads process.env.
import { config as loadDotenv } from 'dotenv'
import { z } from 'zod'
import { AppError } from './contracts/app-error.ts'

export const Role = z.enum(['slack', 'worker', 'web'])

/** What .env.example ships in place of a token or a secret: nobody has filled it in. */
const PLACEHOLDER = /(?:^|-)replace-me$/
const optional = z.preprocess(
  (value) => (value === '' || (typeof value === 'string' && PLACEHOLDER.test(value)) ? undefined : value),
  z.string().optional(),
)
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
  return read(source, () => [])
}

/** For `npm start`: also throws when what it could not start without is not set, before anything is opened. */
export function readStartEnvironment(source: NodeJS.ProcessEnv = fromProcess()): Environment {
  return read(source, startProblems)
}

type Source = Record<string, string | undefined>

function read(source: NodeJS.ProcessEnv, more: (given: Source) => string[]): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const unreadable = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []
  const problems = [...unreadable, ...(parsed.data ? combinationProblems(parsed.data) : []), ...more(given)]
  if (!parsed.data || problems.length > 0) throw new AppError('config.environment', problems.join('\n'))
  return parsed.data
}

/** Only what is named and was set for this process itself: `.env` is left aside, and everything else is as when it is not set. */
export function readNamed(names: readonly (keyof Environment)[]): Environment {
  return readEnvironment(Object.fromEntries(names.map((name) => [name, process.env[name]])))
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

/** Of what can be read: a variable that cannot is a problem by itself already. */
const Start = z.object({
  ...Environment.pick({ SLACK_BOT_TOKEN: true, SLACK_APP_TOKEN: true, SLACK_SIGNING_SECRET: true }).shape,
  ...Environment.pick({ SHOP_URL: true, SHOP_SECRET: true }).shape,
  SLACK_MODE: Environment.shape.SLACK_MODE.nullable().catch(null),
  ROLES: Roles.catch([...Role.options]),
})

function startProblems(given: Source): string[] {
  const start = Start.parse(given)
  const tokens = start.ROLES.includes('slack') ? tokenProblems(start) : []
  return [
    ...tokens.map(({ name, because }) => `${name} ${because}.`),
    ...(start.SHOP_URL && !start.SHOP_SECRET
      ? ['SHOP_URL is set without SHOP_SECRET: calls to the shop are signed. Set both.']
      : []),
  ]
}

export type TokenProblem = { name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET'; because: string }

type Tokens = Pick<z.infer<typeof Start>, TokenProblem['name'] | 'SLACK_MODE'>

/** What can be said of the tokens without asking Slack. */
export function tokenProblems(tokens: Tokens): TokenProblem[] {
  const { SLACK_MODE: mode, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = tokens
  const problems: TokenProblem[] = []
  if (!SLACK_BOT_TOKEN) problems.push({ name: 'SLACK_BOT_TOKEN', because: 'is not set' })
  if (mode === 'socket' && !SLACK_APP_TOKEN)
    problems.push({ name: 'SLACK_APP_TOKEN', because: 'is not set (SLACK_MODE=socket)' })
  if (mode === 'socket' && SLACK_APP_TOKEN && !SLACK_APP_TOKEN.startsWith('xapp-'))
    problems.push({ name: 'SLACK_APP_TOKEN', because: 'is not an app-level token: it begins with xapp-' })
  if (mode === 'http' && !SLACK_SIGNING_SECRET)
    problems.push({ name: 'SLACK_SIGNING_SECRET', because: 'is not set (SLACK_MODE=http)' })
  return problems
}
