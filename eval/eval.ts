// npm run eval -- <what>: measures the system against figures it did not compute itself. The last line on stdout is the result.
import { reasonOf } from '../src/contracts/app-error.ts'
import { runDrift } from './drift/run.ts'
import { runFraud } from './fraud/run.ts'
import { type Output, runGate } from './gate/run.ts'

const EVALUATIONS: Record<string, (argv: readonly string[], output: Output) => number | Promise<number>> = {
  drift: runDrift,
  fraud: runFraud,
  gate: runGate,
}

const output: Output = {
  result: (text) => process.stdout.write(`${text}\n`),
  progress: (text) => process.stderr.write(`${text}\n`),
}

async function main(): Promise<number> {
  const [what = '', ...argv] = process.argv.slice(2)
  const evaluation = Object.hasOwn(EVALUATIONS, what) ? EVALUATIONS[what] : undefined
  if (evaluation) return await evaluation(argv, output)
  output.progress(`npm run eval -- <${Object.keys(EVALUATIONS).join('|')}> [options]`)
  return 2
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`)
    process.exitCode = 2
  },
)
