// `npm run digest`: the digest of a week on the server, in words, as JSON, or as a file for a spreadsheet.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { agents } from '../agents/index.ts'
import { savedWords, shareWords } from '../blocks/digest/digest-words.ts'
import { actions } from './actions/registry.ts'
import { createAdapters } from './assembly/adapters.ts'
import { readConfiguration } from './assembly/configuration.ts'
import { needRecord } from './assembly/existing-record.ts'
import { type Environment, readEnvironment } from './config.ts'
import { AppError, reasonOf } from './contracts/app-error.ts'
import { type Clock, systemClock } from './contracts/clock.ts'
import type { Digest } from './contracts/digest.ts'
import { newId } from './contracts/ids.ts'
import { createLedger } from './ledger/create-ledger.ts'
import { digestCsv } from './reports/digest/csv.ts'
import { createReadDigest } from './reports/digest/read-digest.ts'
import { readDigestAsked } from './slack/listeners/commands/digest-asked.ts'
import { createReviewers } from './trust/reviewers.ts'

const HELP = `npm run digest -- [--week <week>] [--market <market>] [--csv <file>] [--json]

Prints the digest of a week: the figures that are in Slack's /digest, without what waits there for a click.

  --week <week>        2026-W47, W47, last or this; the last week when none is named
  --market <market>    only orders from there, such as HK
  --csv <file>         writes the figures for a spreadsheet
  --json               one JSON document instead of words
  --help               this text

The embedded record serves one process: stop the app first. With DATABASE_URL both can work at once.
Exit codes: 0 done, 2 not understood, 3 the record cannot be opened.
`

const EXIT = { done: 0, notUnderstood: 2, noRecord: 3 } as const

type Typed = { week?: string; market?: string; csv?: string; json?: boolean; help?: boolean }
export type Said = { code: number; text: string }

export async function weeklyDigest(
  argv: readonly string[],
  clock: Clock = systemClock,
  environment: () => Environment = readEnvironment,
): Promise<Said> {
  let typed: Typed
  try {
    typed = read(argv)
  } catch (error) {
    return { code: EXIT.notUnderstood, text: `${reasonOf(error)}\n\n${HELP}` }
  }
  if (typed.help) return { code: EXIT.done, text: HELP }
  try {
    return await carryOut(typed, clock, environment())
  } catch (error) {
    const locked = error instanceof AppError && error.code === 'data_dir.locked'
    const hint = locked
      ? '\nStop the app for it, or ask /digest in Slack. With DATABASE_URL both can work at once.'
      : ''
    return { code: EXIT.noRecord, text: `${reasonOf(error)}${hint}\n` }
  }
}

function read(argv: readonly string[]): Typed {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ...{ week: { type: 'string' }, market: { type: 'string' }, csv: { type: 'string' } },
      ...{ json: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  })
  return values
}

async function carryOut(
  { week = 'last', market, csv, json }: Typed,
  clock: Clock,
  environment: Environment,
): Promise<Said> {
  const log = pino({ level: 'silent' })
  const { policy } = readConfiguration({ folder: environment.CONFIG_DIR, agents, actions })
  await needRecord(environment)
  const adapters = await createAdapters(environment, { clock, log })
  const ledger = await createLedger({ db: adapters.db, newId, clock })
  try {
    const asked = readDigestAsked(`${market ?? ''} ${week}`, {
      now: clock(),
      markets: await ledger.digest.markets(),
      timeZone: (named) =>
        (named === null ? undefined : policy.digest.markets[named]?.time_zone) ?? policy.digest.time_zone,
    })
    if (asked.status === 'unclear') return { code: EXIT.notUnderstood, text: `${asked.because}\n` }
    const { trusted } = createReviewers({ checks: ledger.checks, clock })
    const readDigest = createReadDigest({ ledger, registry: agents, actions, trusted, policy: policy.digest })
    const digest = await readDigest(asked)
    if (csv !== undefined) writeFileSync(csv, digestCsv(digest))
    const written = csv === undefined ? '' : `Written to ${csv}\n`
    return { code: EXIT.done, text: json ? `${JSON.stringify(digest)}\n` : `${words(digest)}${written}` }
  } finally {
    await Promise.all([adapters.jobs.close(0), adapters.entityState.close(), adapters.bus.close()])
    await ledger.close()
  }
}

function words({ week, market, wrong, saved, agents: rows }: Digest): string {
  return [
    `Digest ${week.name} (${week.days}, ${week.time_zone})${market === null ? '' : `, ${market}`}`,
    `Went wrong: ${wrong.orders} orders with an error, ${wrong.unanswered} questions nobody answered`,
    `Saved: ${savedWords(saved)}`,
    ...rows.map(
      ({ agent, overrides, alone, usual, coverage }) =>
        `  ${agent}: overridden ${shareWords(overrides)}, answered ${shareWords(coverage)}, alone ${shareWords(alone)}, as usual ${shareWords(usual)}`,
    ),
    '',
  ].join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { code, text } = await weeklyDigest(process.argv.slice(2))
  ;(code === EXIT.done ? process.stdout : process.stderr).write(text)
  process.exitCode = code
}
