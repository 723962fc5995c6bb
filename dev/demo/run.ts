// The demo itself, begun in the order in which waiting is shortest: what takes long and needs nobody starts before the rest is loaded.
import { pino } from 'pino'
import { type Environment, readNamed } from '../../src/config.ts'
import { AppError, reasonOf } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { createDemoClock, type DemoClock } from './clock.ts'
import { emptyRecord } from './empty-record.ts'
import { openBrowser } from './open-browser.ts'
import type { DemoOptions } from './run-options.ts'
import { type Interruption, interrupted, untilInterrupted } from './run-signals.ts'
import { storesLine, webhooksLine } from './run-words.ts'
import type { Stage, StageOptions } from './stage.ts'

type Say = (line: string) => void

/** Gives the exit code: after an interruption its own, and 0 when a person ends a workspace that was ready. */
export async function runDemo(options: DemoOptions, say: Say, { signal, exitCode }: Interruption): Promise<number> {
  // Not the .env beside it: that is an installation's, whose stores a demo must not take by accident.
  const environment = readNamed(['DATABASE_URL', 'REDIS_URL', 'LOG_LEVEL'])
  const stores = storesLine(environment)
  if (stores) say(stores)
  const record = environment.DATABASE_URL ? Promise.resolve(null) : emptyRecord()
  // Whoever awaits it hears of a failure; until then it is not unhandled.
  record.catch(() => undefined)
  const demoClock = createDemoClock()
  const common = { ...commonOptions(options, environment, demoClock), record, signal }
  try {
    if (options.sixWeeks) return await withSixWeeks(options, common, { demoClock, say })
    if (options.review !== null || options.burst !== null) return await withBacklog(options, common, say)
    if (options.once) return await withoutPerson(options, common, say)
    return await withPerson(options, common, { demoClock, say })
  } catch (error) {
    const code = exitCode()
    if (code === null) throw error
    if (error instanceof AppError && error.code === 'demo.stop') say(error.message)
    return code
  } finally {
    // Its half made folder is taken away by itself.
    await record.catch(() => undefined)
  }
}

type Common = Pick<StageOptions, 'clock' | 'log' | 'slackRate' | 'stores' | 'record'> & { signal: AbortSignal }

function commonOptions({ slackRate }: DemoOptions, environment: Environment, { now }: DemoClock) {
  const level = environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL
  return { clock: now, log: pino({ level }, pino.destination(2)), slackRate, stores: environment }
}

/** Plays on a stage of its own, which is stopped whatever happens. */
async function onStage<T>(options: Common & StageOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  const { createStage } = await import('./stage.ts')
  const stage = await createStage(options)
  try {
    return await untilInterrupted(options.signal, play(stage))
  } finally {
    await stage.stop()
  }
}

function print(outcome: object, { json, width }: { json: boolean; width: number }): void {
  if (json) return void process.stdout.write(`${JSON.stringify(outcome)}\n`)
  for (const [name, value] of Object.entries(outcome))
    process.stdout.write(`${name.padEnd(width)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
}

/** Says a line only when it is another than the last. */
function newsOnly(say: Say): Say {
  let last = ''
  return (line) => {
    if (line !== last) say(line)
    last = line
  }
}

async function withoutPerson(
  { orders, slackRate, port, json }: DemoOptions,
  common: Common,
  say: Say,
): Promise<number> {
  const loading = import('./once.ts')
  const plenty = Math.max(1, Math.ceil(orders / 100))
  return onStage({ ...common, port, unlimited: true, plenty }, async (stage) => {
    const { runOnce } = await loading
    const timeoutMs = (120 + orders) * SECOND
    const outcome = await runOnce(stage, { orders, slackRate, timeoutMs, progress: newsOnly(say) })
    print(outcome, { json, width: 12 })
    return outcome.lost === 0 && outcome.acted_twice === 0 ? 0 : 1
  })
}

async function withBacklog(
  { review, burst, slackRate, port, json }: DemoOptions,
  common: Common,
  say: Say,
): Promise<number> {
  const loading = import('./backlog.ts')
  const cases = burst ?? review ?? 0
  const plenty = Math.max(1, Math.ceil(cases / 50))
  return onStage({ ...common, port, unlimited: true, askEverything: true, plenty }, async (stage) => {
    const { runBurst, runReview } = await loading
    const options = { slackRate, timeoutMs: (120 + cases) * SECOND, progress: newsOnly(say) }
    const outcome =
      burst === null
        ? await runReview(stage, { ...options, cases })
        : await runBurst(stage, { ...options, cards: burst })
    print(outcome, { json, width: 24 })
    return 0
  })
}

async function withSixWeeks(
  { slackRate, port, json }: DemoOptions,
  common: Common,
  { demoClock, say }: { demoClock: DemoClock; say: Say },
): Promise<number> {
  const loading = import('./later/six-weeks-run.ts')
  return onStage({ ...common, port, onlyMustAsk: true }, async (stage) => {
    const { runSixWeeks } = await loading
    const outcome = await runSixWeeks(stage, { clock: demoClock, slackRate, progress: say })
    print(outcome, { json, width: 20 })
    return outcome.flowed === outcome.requests && outcome.cards_back > 0 ? 0 : 1
  })
}

async function withPerson(
  { port, fresh, open }: DemoOptions,
  common: Common,
  { demoClock, say }: { demoClock: DemoClock; say: Say },
): Promise<number> {
  const { signal } = common
  const page = import('../page/build.ts').then(async ({ buildPage }) => {
    const { ANA } = await import('./people.ts')
    return buildPage({ firstUser: ANA })
  })
  page.catch(() => undefined)
  const { dressStage } = await import('./dressed-stage.ts')
  const stage = await openStage({ ...common, port, fresh, onlyMustAsk: true }, say)
  try {
    const onError = (error: unknown): void => say(`An order of the story could not be sent: ${reasonOf(error)}`)
    const { story, stop } = await untilInterrupted(signal, dressStage(stage, { clock: demoClock, page, onError }))
    if (!fresh) story.start()
    say(
      `\n  Countersign try-it workspace   ${stage.slack.url}\n\n  Sample data only; nothing leaves this machine. Orders arrive by themselves. Ctrl+C stops it.\n\n${webhooksLine(stage)}\n`,
    )
    if (open) openBrowser(stage.slack.url)
    await interrupted(signal)
    await stop()
    return 0
  } finally {
    await stage.stop()
  }
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
