// npm run replay: signs captured webhooks with this installation's secret and posts them to the running app.
import { replayCommand } from './replay/command.ts'

process.exitCode = await replayCommand(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
})
