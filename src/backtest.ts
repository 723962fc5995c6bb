// `npm run backtest -- orders.csv`: an agent on your own past orders, against what you did. Needs no Slack, no keys and no record.
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { challengers } from '../agents/challengers.ts'
import { agents } from '../agents/index.ts'
import { actions } from './actions/registry.ts'
import { readConfiguration } from './assembly/configuration.ts'
import { type Problem, pastOrders, type Read } from './backtest/past-orders.ts'
import { backtest, READABLE } from './backtest/run.ts'
import { backtestWords } from './backtest/words.ts'
import { readEnvironment } from './config.ts'
import type { AnyAgent } from './contracts/agent.ts'
import { AppError, reasonOf } from './contracts/app-error.ts'

const HELP = `npm run backtest -- <orders.csv> [--agent fraud_detection] [--currency HKD] [--json]

What an agent would have done with your past orders, against what you did: how often it agrees, where, and the cases it is surest
of where it does not. By its rules alone; nothing is written, and nothing of it counts as evidence.

  <orders.csv>         one row an order, with at least order, created_at and decision; docs/backtest.md has all columns,
                       docs/backtest-orders.csv is an example
  --agent <name>       fraud_detection when none is named
  --version <version>  one that is on trial (agents/challengers.ts); the one of agents/index.ts when none is named
  --currency <code>    of the totals, where the file has no column for it
  --show <n>           how many cases to argue about, 20 when not said
  --json               one JSON document instead of words
  --help               this text

Exit codes: 0 done, 2 not understood, or the file cannot be read.
`

const EXIT = { done: 0, notUnderstood: 2 } as const
const PROBLEMS_SHOWN = 10

export type Said = { code: number; text: string }

export async function backtestFile(argv: readonly string[]): Promise<Said> {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ agent: text, version: text, currency: text, show: text },
        ...{ json: flag, help: { ...flag, short: 'h' } },
      },
    })
    if (values.help) return { code: EXIT.done, text: HELP }
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new Error('Name one file of past orders.')
    const shown = Number(values.show ?? 20)
    if (!Number.isInteger(shown) || shown < 0) throw new Error('--show takes a number.')
    const agent = agentOf(values.agent ?? 'fraud_detection', values.version)
    return {
      code: EXIT.done,
      text: await carryOut(file, { agent, shown, currency: values.currency ?? null, json: values.json ?? false }),
    }
  } catch (error) {
    const isFile = error instanceof AppError && error.code === 'backtest.file'
    return { code: EXIT.notUnderstood, text: isFile ? `${reasonOf(error)}\n` : `${reasonOf(error)}\n\n${HELP}` }
  }
}

function agentOf(name: string, version: string | undefined): AnyAgent {
  const all = [...agents, ...challengers]
  const able = all.filter(
    ({ kind, reads }) => kind === 'agent' && Object.keys(reads).every((fact) => READABLE.has(fact)),
  )
  const found = able.find((each) => each.name === name && (version === undefined || each.version === version))
  if (found) return found
  const names = [...new Set(able.map((each) => each.name))].join(', ')
  throw new AppError(
    'backtest.agent',
    all.some((each) => each.name === name)
      ? `${name}${version === undefined ? '' : ` ${version}`} cannot be tried on a file of orders alone; these can: ${names}.`
      : `There is no agent "${name}"; these can be tried on a file of orders: ${names}.`,
  )
}

async function carryOut(
  file: string,
  { agent, shown, currency, json }: { agent: AnyAgent; shown: number; currency: string | null; json: boolean },
): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('backtest.file', `${file} cannot be read: ${reasonOf(error)}`)
  })
  const read = pastOrders(text, { actions: Object.keys(agent.actions), currency })
  if (read.problems.length > 0) throw new AppError('backtest.file', problemsText(file, read.problems))
  const { policy } = readConfiguration({ folder: readEnvironment().CONFIG_DIR, agents, actions })
  const report = backtest(read.orders, { agent, policy, shown })
  return json
    ? `${JSON.stringify({ ...report, columns_left_out: read.unknown })}\n`
    : backtestWords(report, notesOn(read, report))
}

/** Line and column of everything that is wrong, as far as anybody reads. */
function problemsText(file: string, problems: readonly Problem[]): string {
  const told = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ line, column, problem }) => `${file}:${line}${column === '' ? '' : `, ${column}`}: ${problem}`)
  const more = problems.length - told.length
  return [
    ...told,
    ...(more > 0 ? [`and ${more} more`] : []),
    'Nothing was judged. docs/backtest.md says what each column holds.',
  ].join('\n')
}

function notesOn({ sorted, unknown }: Read, { without_customer }: { without_customer: number }): string[] {
  return [
    ...(sorted ? ['The rows were put into the order of time first, so that history only comes from the past.'] : []),
    ...(without_customer > 0
      ? [
          `${without_customer.toLocaleString('en-US')} orders name no customer and no e-mail: each counts as a first order.`,
        ]
      : []),
    ...(unknown.length > 0 ? [`Columns left out, since nothing reads them: ${unknown.slice(0, 12).join(', ')}.`] : []),
  ]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { code, text } = await backtestFile(process.argv.slice(2))
  ;(code === EXIT.done ? process.stdout : process.stderr).write(text)
  process.exitCode = code
}
