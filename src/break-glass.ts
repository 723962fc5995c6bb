// `npm run decide`: answers an open question on the server when Slack cannot be reached. Role-checked, and the record says how it was given.
import { hostname, userInfo } from 'node:os'
import { pathToFileURL } from 'node:url'
import { type Command, commandOf, HELP } from './break-glass/arguments.ts'
import { give, type Operator } from './break-glass/give.ts'
import { type Installation, openInstallation } from './break-glass/installation.ts'
import { questionText } from './break-glass/question-text.ts'
import { type Found, questionsOf } from './break-glass/questions.ts'
import { type Environment, readEnvironment } from './config.ts'
import { AppError, reasonOf } from './contracts/app-error.ts'
import { systemClock } from './contracts/clock.ts'
import { questionOf } from './slack/cards/question-of.ts'

const EXIT = { done: 0, notCounted: 1, notUnderstood: 2, noRecord: 3 } as const

type Said = { code: number; text: string; json: unknown }

export async function decide(
  argv: readonly string[],
  operator: Operator,
  environment: () => Environment = readEnvironment,
): Promise<Said & { asJson: boolean }> {
  let command: Command
  try {
    command = commandOf(argv)
  } catch (error) {
    const because = reasonOf(error)
    return {
      code: EXIT.notUnderstood,
      text: `${because}\n\n${HELP}`,
      json: { error: because },
      asJson: argv.includes('--json'),
    }
  }
  if (command.what === 'help') return { code: EXIT.done, text: HELP, json: null, asJson: false }
  const said = await inInstallation(environment, (installation) => carryOut(installation, command, operator))
  return { ...said, asJson: command.json }
}

async function inInstallation(
  environment: () => Environment,
  body: (installation: Installation) => Promise<Said>,
): Promise<Said> {
  let installation: Installation
  try {
    installation = await openInstallation(environment(), systemClock)
  } catch (error) {
    const because =
      error instanceof AppError && error.code === 'data_dir.locked' ? LOCKED(reasonOf(error)) : reasonOf(error)
    return { code: EXIT.noRecord, text: `${because}\n`, json: { error: because } }
  }
  try {
    return await body(installation)
  } finally {
    await installation.close()
  }
}

const LOCKED = (because: string): string =>
  [
    `The app is running on this record: ${because.split('. ')[0]}.`,
    'The embedded record serves one process. Stop the app (nothing is lost: it goes on where it was), give the answer, start it again.',
    'An installation on PostgreSQL (DATABASE_URL) takes answers here while the app runs.',
  ].join('\n')

async function carryOut(
  installation: Installation,
  { order, decision: named, given }: Extract<Command, { what: 'decide' }>,
  operator: Operator,
): Promise<Said> {
  const found = await questionsOf(installation, order)
  const { runs, asked } = found
  const context = { ...installation.context, now: systemClock() }
  const shown = asked.map((each) => questionText(each, context, order)).join('\n\n')
  const json = asked.map(({ state, decision }) => ({ run: state.run_id, ...questionOf(state, decision, context) }))
  if (runs.length === 0) return said(EXIT.notUnderstood, `Nothing in the record is called ${order}.`)
  if (!given)
    return { code: EXIT.done, text: `${asked.length === 0 ? quiet(found) : shown}\n`, json: { questions: json } }

  const target = targetOf(found, named)
  if (target === 'none') return said(EXIT.notCounted, quiet(found))
  if (target === 'several')
    return said(EXIT.notUnderstood, `${asked.length} questions are open. Name one with --decision:\n\n${shown}`)
  const outcome = await give(installation, target, given, operator)
  return { code: outcome.counted ? EXIT.done : EXIT.notCounted, text: `${outcome.words}\n`, json: outcome }
}

/** The question that is meant; one that is closed by now may be named, and is then ruled on like a late click. */
function targetOf({ runs, asked }: Found, named: string | undefined) {
  const all =
    named === undefined
      ? asked
      : runs.flatMap((state) => Object.values(state.decisions).map((decision) => ({ state, decision })))
  const meant = named === undefined ? all : all.filter(({ decision }) => decision.decision_id === named)
  const [only, ...others] = meant
  if (!only) return 'none'
  if (others.length > 0) return 'several'
  const { state, decision } = only
  return { run_id: state.run_id, decision_id: decision.decision_id, revision: decision.revision }
}

function quiet({ runs }: Found): string {
  const [newest] = runs
  const how = newest?.ended ? `it has ended (${newest.ended.because || newest.phase})` : 'it is under way'
  return `Nothing is asked about #${(newest?.number ?? '').replace(/^#/, '')} now: ${how}.`
}

function said(code: number, text: string): Said {
  return { code, text: `${text}\n`, json: { error: text } }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const operator = { user: userInfo().username, host: hostname() }
  try {
    const { code, text, json, asJson } = await decide(process.argv.slice(2), operator)
    const out = code === EXIT.done || asJson ? process.stdout : process.stderr
    out.write(asJson ? `${JSON.stringify(json)}\n` : text)
    process.exitCode = code
  } catch (error) {
    process.stderr.write(
      `The answer could not be recorded: ${reasonOf(error)}\nNothing is known to have been decided: look again.\n`,
    )
    process.exitCode = EXIT.noRecord
  }
}
