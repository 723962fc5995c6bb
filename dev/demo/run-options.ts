// The options of `npm run demo`, and what is said about one that is none.
import { parseArgs } from 'node:util'
import { AppError, reasonOf } from '../../src/contracts/app-error.ts'

export const HELP = `npm run demo [-- options]

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

DATABASE_URL and REDIS_URL are used when set in the environment (a .env file is not read): in a schema and under keys of the
demo's own, which are deleted at the end. Without them nothing leaves this process and its temporary folder.
`

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

const WITHOUT_PERSON = '--once, --review N, --burst N or --six-weeks'

/** Throws `demo.options` with one line. */
export function readOptions(args: string[]): DemoOptions | 'help' {
  const values = parsed(args)
  if (values.help) return 'help'
  const { once, json, fresh, 'six-weeks': sixWeeks } = values
  const [review, burst] = [whole('--review', values.review), whole('--burst', values.burst)]
  const isQuick = once || sixWeeks || review !== null
  const isAlone = isQuick || burst !== null
  if (json && !isAlone) throw wrong(`--json needs a demo without a person: add ${WITHOUT_PERSON}`)
  const slackRate = Number.parseFloat((values['slack-rate'] ?? (isQuick ? '50x' : '1x')).replace(/x$/, ''))
  const port = Number(values.port ?? (isAlone ? 0 : 4444))
  if (!(slackRate > 0)) throw wrong('--slack-rate takes a factor such as 50x')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw wrong('--port takes a port number')
  const orders = whole('--orders', values.orders) ?? 200
  return { once, json, orders, slackRate, port, open: !values['no-open'], fresh, sixWeeks, review, burst }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        orders: { type: 'string' },
        'slack-rate': { type: 'string' },
        review: { type: 'string' },
        'six-weeks': { type: 'boolean', default: false },
        burst: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values
  } catch (cause) {
    // The first sentence says what is wrong; the others advise about dashes.
    throw wrong(reasonOf(cause).split(/\.\s/)[0] ?? '', cause)
  }
}

function whole(option: string, given: string | undefined): number | null {
  if (given === undefined) return null
  const number = Number(given)
  if (!(Number.isInteger(number) && number > 0)) throw wrong(`${option} takes a whole number from 1`)
  return number
}

function wrong(what: string, cause?: unknown): AppError {
  return new AppError('demo.options', `${what}. All options: npm run demo -- --help`, { cause })
}
