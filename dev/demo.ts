// `npm run demo`: the try-it workspace in one process. With --once a scripted reviewer plays it through and the last line is one JSON object.
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { readEnvironment } from '../src/config.ts'
import { AppError, reasonOf } from '../src/contracts/app-error.ts'
import { SECOND, systemClock } from '../src/contracts/clock.ts'
import { dressStage } from './demo/dressed-stage.ts'
import { runOnce } from './demo/once.ts'
import { createStage } from './demo/stage.ts'

const HELP = `npm run demo [-- options]

  (none)              the workspace page with a story of sample orders; stop with Ctrl+C
  --once              without a person: a scripted reviewer answers every card
  --json              with --once: the last line of output is one JSON object
  --orders N          with --once: how many orders (200)
  --slack-rate 50x    scales every limit of the local Slack (1x for a person, 50x with --once)
  --port P            port of the workspace page (4444, or any free one)
  --no-open           do not open a browser
  --fresh             as after a first install: nobody is configured yet

DATABASE_URL and REDIS_URL are used when set; without them nothing leaves this process and its temporary folder.
`

type Options = {
  once: boolean
  json: boolean
  orders: number
  slackRate: number
  port: number
  open: boolean
  fresh: boolean
}

function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      orders: { type: 'string', default: '200' },
      'slack-rate': { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  })
  if (values.help) return 'help'
  const slackRate = Number.parseFloat((values['slack-rate'] ?? (values.once ? '50x' : '1x')).replace(/x$/, ''))
  const orders = Number(values.orders)
  const port = Number(values.port ?? (values.once ? 0 : 4444))
  if (!Number.isInteger(orders) || orders < 1)
    throw new AppError('demo.options', '--orders takes a whole number from 1')
  if (!(slackRate > 0)) throw new AppError('demo.options', '--slack-rate takes a factor such as 50x')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('demo.options', '--port takes a port number')
  return {
    once: values.once,
    json: values.json,
    orders,
    slackRate,
    port,
    open: !values['no-open'],
    fresh: values.fresh,
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function once(options: Options): Promise<number> {
  const environment = readEnvironment()
  const log = pino({ level: environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL }, pino.destination(2))
  const stage = await createStage({
    clock: systemClock,
    log,
    slackRate: options.slackRate,
    port: options.port,
    stores: environment,
    unlimited: true,
    plenty: Math.max(1, Math.ceil(options.orders / 100)),
  })
  try {
    let last = ''
    const progress = (line: string): void => {
      if (line !== last) say(line)
      last = line
    }
    const outcome = await runOnce(stage, {
      orders: options.orders,
      slackRate: options.slackRate,
      timeoutMs: (120 + options.orders) * SECOND,
      progress,
    })
    if (options.json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
    else for (const [name, value] of Object.entries(outcome)) process.stdout.write(`${name.padEnd(12)} ${value}\n`)
    return outcome.lost === 0 && outcome.acted_twice === 0 ? 0 : 1
  } finally {
    await stage.stop()
  }
}

async function interactive(options: Options): Promise<void> {
  const environment = readEnvironment()
  const log = pino({ level: environment.LOG_LEVEL === 'info' ? 'warn' : environment.LOG_LEVEL }, pino.destination(2))
  const stage = await openStage(options, environment, log)
  const { story, stop } = await dressStage(stage, {
    clock: systemClock,
    onError: (error) => say(`An order of the story could not be sent: ${reasonOf(error)}`),
  })
  if (!options.fresh) story.start()
  say(
    `\n  Countersign try-it workspace   ${stage.slack.url}\n\n  Sample data only; nothing leaves this machine. Orders arrive by themselves. Ctrl+C stops it.\n`,
  )
  if (options.open) openBrowser(stage.slack.url)
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  say(`\n${signal}: closing the workspace`)
  await stop()
  await stage.stop()
}

/** The usual port; any free one when somebody else has it and none was asked for. */
async function openStage(options: Options, environment: ReturnType<typeof readEnvironment>, log: pino.Logger) {
  const stageOptions = {
    clock: systemClock,
    log,
    slackRate: options.slackRate,
    stores: environment,
    fresh: options.fresh,
    onlyMustAsk: true,
  }
  try {
    return await createStage({ ...stageOptions, port: options.port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    say(`Port ${options.port} is taken; using a free one.`)
    return await createStage({ ...stageOptions, port: 0 })
  }
}

function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const child = spawn(command, [url], { stdio: 'ignore', detached: true })
  // No browser to open is no failure: the address stands above.
  child.on('error', () => undefined)
  child.unref()
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') return void process.stdout.write(HELP)
  // The Slack socket client rejects with nothing when it is stopped while it reconnects.
  process.on('unhandledRejection', (reason) => {
    if (reason === undefined) return
    say(`An unhandled rejection: ${reasonOf(reason)}`)
    process.exit(1)
  })
  if (options.once) process.exit(await once(options))
  await interactive(options)
  process.exit(0)
}

main().catch((error: unknown) => {
  say(
    `The demo could not run: ${reasonOf(error)}\n\n${error instanceof AppError && error.code === 'demo.options' ? HELP : ''}`,
  )
  process.exit(1)
})
