// The command behind npm run replay, apart from the process it is typed in.
import { readEnvironment } from '../../src/config.ts'
import { AppError, reasonOf } from '../../src/contracts/app-error.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { readArguments, USAGE } from './arguments.ts'
import { readCaptured } from './captured.ts'
import { restoreExactIds } from './exact-ids.ts'
import { accepted, replay, summary } from './replay.ts'
import { SENDERS } from './signed-request.ts'

export type Printing = { out(line: string): void; err(line: string): void }

/** 0: everything was accepted, or help was asked for; 1: something was not; 2: it could not be tried, with the reason on `err`. */
export async function replayCommand(given: string[], { out, err }: Printing): Promise<0 | 1 | 2> {
  try {
    return (await send(given, out)) ? 0 : 1
  } catch (error) {
    err(reasonOf(error))
    return 2
  }
}

async function send(args: string[], print: (line: string) => void): Promise<boolean> {
  const asked = readArguments(args)
  if (asked === null) {
    print(USAGE)
    return true
  }
  const { path, channel, asIs, ...given } = asked
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
  return answers.every(accepted)
}
