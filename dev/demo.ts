// `npm run demo`: the try-it workspace. With --once a scripted reviewer plays it through and the last line is one JSON object.
// Imports next to nothing, so that its first line is there at once. Run by node itself: tsx kills whoever is too busy to hear Ctrl+C.
import { AppError, reasonOf } from '../src/contracts/app-error.ts'
import { HELP, readOptions } from './demo/run-options.ts'
import { listenForSignals } from './demo/run-signals.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options === 'help') return void process.stdout.write(HELP)
  if (!options.once) say('\n  Starting the try-it workspace: record, shop, Slack, page ...')
  const { signal, exitCode, interrupt } = listenForSignals({ process, say, now: Date.now })
  process.on('unhandledRejection', (reason) => {
    // The Slack socket client rejects with nothing when it is stopped while it reconnects; and what is cut off in the middle fails.
    if (reason === undefined || signal.aborted) return
    interrupt(`An unhandled rejection: ${reasonOf(reason)}`, 1)
  })
  const { runDemo } = await import('./demo/run.ts')
  process.exit(await runDemo(options, say, { signal, exitCode, interrupt }))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isOption = error instanceof AppError && error.code === 'demo.options'
  say(isOption ? error.message : `The demo could not run: ${reasonOf(error)}`)
  process.exit(1)
})
