// The demo itself, begun in the order in which waiting is shortest: what takes long and needs nobody starts before the rest is loaded.
import { pino } from 'pino'
import { type Environment, readEnvironment } from '../../src/config.ts'
import { reasonOf } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { createDemoClock, type DemoClock } from './clock.ts'
import { emptyRecord } from './empty-record.ts'
import { openBrowser } from './open-browser.ts'
import type { Stage, StageOptions } from './stage.ts'

export type DemoOptions = {
  once: boolean
  json: boolean
  orders: number
  slackRate: number
  port: number
  open: boolean
  fresh: boolean
  /** The two later parts of the guide, without a person. */
  sixWeeks: boolean
  /** A script clears so many cases through /review. */
  review: number | null
  /** So many orders are offered within one minute, and every one asks. */
  burst: number | null
}

type Say = (line: string) => void

/** Gives the exit code, for a person after Ctrl+C. */
export async function runDemo(options: DemoOptions, say: Say): Promise<number> {
  const environment = readEnvironment()
  const record = environment.DATABASE_URL ? Promise.resolve(null) : emptyRecord()
  const demoClock = createDemoClock()
  const common = { ...commonOptions(options, environment, demoClock), record }
  if (options.sixWeeks) return withSixWeeks(options, common, { demoClock, say })
  if (options.review !== null || options.burst !== null) return withBacklog(options, common, say)
  return options.once ? withoutPerson(options, common, say) : withPerson(options, common, { demoClock, say })
}

type Common = Pick<StageOptions, 'clock' | 'log' | 'slackRate' | 'stores' | 'record'>

function commonOptions({ slackRate }: DemoOptions, environment: Environment, { now }: DemoClock): Common {
  const level = environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL
  return { clock: now, log: pino({ level }, pino.destination(2)), slackRate, stores: environment }
}

async function withoutPerson(
  { orders, slackRate, port, json }: DemoOptions,
  common: Common,
  say: Say,
): Promise<number> {
  const [{ createStage }, { runOnce }] = await Promise.all([import('./stage.ts'), import('./once.ts')])
  const stage = await createStage({ ...common, port, unlimited: true, plenty: Math.max(1, Math.ceil(orders / 100)) })
  try {
    let last = ''
    const progress = (line: string): void => {
      if (line !== last) say(line)
      last = line
    }
    const outcome = await runOnce(stage, { orders, slackRate, timeoutMs: (120 + orders) * SECOND, progress })
    if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
    else for (const [name, value] of Object.entries(outcome)) process.stdout.write(`${name.padEnd(12)} ${value}\n`)
    return outcome.lost === 0 && outcome.acted_twice === 0 ? 0 : 1
  } finally {
    await stage.stop()
  }
}

async function withBacklog(
  { review, burst, slackRate, port, json }: DemoOptions,
  common: Common,
  say: Say,
): Promise<number> {
  const [{ createStage }, { runBurst, runReview }] = await Promise.all([import('./stage.ts'), import('./backlog.ts')])
  const cases = burst ?? review ?? 0
  const plenty = Math.max(1, Math.ceil(cases / 50))
  const stage = await createStage({ ...common, port, unlimited: true, askEverything: true, plenty })
  let last = ''
  const progress = (line: string): void => {
    if (line !== last) say(line)
    last = line
  }
  try {
    const options = { slackRate, timeoutMs: (120 + cases) * SECOND, progress }
    const outcome =
      burst === null
        ? await runReview(stage, { ...options, cases })
        : await runBurst(stage, { ...options, cards: burst })
    if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
    else
      for (const [name, value] of Object.entries(outcome))
        process.stdout.write(`${name.padEnd(24)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
    return 0
  } finally {
    await stage.stop()
  }
}

async function withSixWeeks(
  { slackRate, port, json }: DemoOptions,
  common: Common,
  { demoClock, say }: { demoClock: DemoClock; say: Say },
): Promise<number> {
  const [{ createStage }, { runSixWeeks }] = await Promise.all([
    import('./stage.ts'),
    import('./later/six-weeks-run.ts'),
  ])
  const stage = await createStage({ ...common, port, onlyMustAsk: true })
  try {
    const outcome = await runSixWeeks(stage, { clock: demoClock, slackRate, progress: say })
    if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
    else for (const [name, value] of Object.entries(outcome)) process.stdout.write(`${name.padEnd(20)} ${value}\n`)
    return outcome.flowed === outcome.requests && outcome.cards_back > 0 ? 0 : 1
  } finally {
    await stage.stop()
  }
}

async function withPerson(
  { port, fresh, open }: DemoOptions,
  common: Common,
  { demoClock, say }: { demoClock: DemoClock; say: Say },
): Promise<number> {
  const page = import('../page/build.ts').then(async ({ buildPage }) => {
    const { ANA } = await import('./people.ts')
    return buildPage({ firstUser: ANA })
  })
  const { dressStage } = await import('./dressed-stage.ts')
  const stage = await openStage({ ...common, port, fresh, onlyMustAsk: true }, say)
  const { story, stop } = await dressStage(stage, {
    clock: demoClock,
    page,
    onError: (error) => say(`An order of the story could not be sent: ${reasonOf(error)}`),
  })
  if (!fresh) story.start()
  say(
    `\n  Countersign try-it workspace   ${stage.slack.url}\n\n  Sample data only; nothing leaves this machine. Orders arrive by themselves. Ctrl+C stops it.\n`,
  )
  if (open) openBrowser(stage.slack.url)
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  say(`\n${signal}: closing the workspace`)
  await stop()
  await stage.stop()
  return 0
}

/** The usual port; any free one when somebody else has it. */
async function openStage(options: StageOptions, say: Say): Promise<Stage> {
  const { createStage } = await import('./stage.ts')
  try {
    return await createStage(options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    say(`Port ${options.port} is taken; using a free one.`)
    return await createStage({ ...options, port: 0 })
  }
}
