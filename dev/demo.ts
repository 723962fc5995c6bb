// `npm run demo`: the try-it workspace in one process. With --once a scripted reviewer plays it through and the last line is one JSON object.
// Imports next to nothing, so that its first line is there at once.
import { parseArgs } from 'node:util'
import { AppError, reasonOf } from '../src/contracts/app-error.ts'
import type { DemoOptions } from './demo/run.ts'

const HELP = `npm run demo [-- options]

  (none)              the workspace page with a story of sample orders; stop with Ctrl+C
  --once              without a person: a scripted reviewer answers every card
  --json              with --once: the last line of output is one JSON object
  --orders N          with --once: how many orders (200)
  --slack-rate 50x    scales every limit of the local Slack (1x for a person, 50x with --once)
  --six-weeks         the end of the guide without a person: six sample weeks, the digest, a grant, and its end
  --review N          a script clears N cases through /review, and says how fast and at what cost
  --burst N           offers N orders within one minute, each of which asks (at 1x): a brief, not a flood
  --port P            port of the workspace page (4444, or any free one)
  --no-open           do not open a browser
  --fresh             as after a first install: nobody is configured yet

DATABASE_URL and REDIS_URL are used when set; without them nothing leaves this process and its temporary folder.
`

function readOptions(args: string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      orders: { type: 'string', default: '200' },
      'slack-rate': { type: 'string' },
      review: { type: 'string' },
      'six-weeks': { type: 'boolean', default: false },
      burst: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  })
  if (values.help) return 'help'
  const slackRate = Number.parseFloat(
    (
      values['slack-rate'] ?? (values.once || values['six-weeks'] || values.review !== undefined ? '50x' : '1x')
    ).replace(/x$/, ''),
  )
  const orders = Number(values.orders)
  const whole = (given: string | undefined): number | null => (given === undefined ? null : Number(given))
  const [review, burst] = [whole(values.review), whole(values.burst)] as const
  const port = Number(
    values.port ??
      (values.once || values['six-weeks'] || values.review !== undefined || values.burst !== undefined ? 0 : 4444),
  )
  if (!Number.isInteger(orders) || orders < 1)
    throw new AppError('demo.options', '--orders takes a whole number from 1')
  for (const given of [review, burst])
    if (given !== null && !(Number.isInteger(given) && given > 0))
      throw new AppError('demo.options', '--review and --burst take a whole number from 1')
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
    sixWeeks: values['six-weeks'],
    review,
    burst,
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') return void process.stdout.write(HELP)
  // The Slack socket client rejects with nothing when it is stopped while it reconnects.
  process.on('unhandledRejection', (reason) => {
    if (reason === undefined) return
    say(`An unhandled rejection: ${reasonOf(reason)}`)
    process.exit(1)
  })
  if (!options.once) say('\n  Starting the try-it workspace: record, shop, Slack, page ...')
  const { runDemo } = await import('./demo/run.ts')
  process.exit(await runDemo(options, say))
}

main().catch((error: unknown) => {
  say(
    `The demo could not run: ${reasonOf(error)}\n\n${error instanceof AppError && error.code === 'demo.options' ? HELP : ''}`,
  )
  process.exit(1)
})
