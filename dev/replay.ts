// npm run replay: signs captured webhooks with this installation's secret and posts them to the running app.
import { readEnvironment } from '../src/config.ts'
import { AppError, reasonOf } from '../src/contracts/app-error.ts'
import { systemClock } from '../src/contracts/clock.ts'
import { readArguments } from './replay/arguments.ts'
import { readCaptured } from './replay/captured.ts'
import { restoreExactIds } from './replay/exact-ids.ts'
import { accepted, replay, summary } from './replay/replay.ts'
import { SENDERS } from './replay/signed-request.ts'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<number> {
  const { path, channel, asIs, ...given } = readArguments(process.argv.slice(2))
  const environment = readEnvironment()
  const sender = SENDERS[channel]
  if (!sender) throw new AppError('replay.usage', `no channel named ${channel}`)
  const secrets: Record<string, string | undefined> = {
    shopify: environment.SHOPIFY_WEBHOOK_SECRET,
    events: environment.EVENTS_WEBHOOK_SECRET,
  }
  const secret = given.secret ?? secrets[channel]
  if (!secret)
    throw new AppError('replay.secret', `no secret: set ${sender.variable} to what the app uses, or give --secret`)
  const read = readCaptured(path, given.topic)
  const { captured, restored } = asIs ? { captured: read, restored: 0 } : restoreExactIds(read)
  if (restored > 0) print(`put back ${restored} ids that the capture had rounded`)
  const url = given.url ?? `http://${environment.HOST}:${environment.PORT}`
  const answers = await replay({ captured, url, secret, sign: sender.sign, clock: systemClock, print })
  print(summary(answers))
  return answers.every(accepted) ? 0 : 1
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
